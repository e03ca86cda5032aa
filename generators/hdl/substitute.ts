import type { Node } from "./expression.js";
import { concat } from "./nodes.js";
import type { Signal } from "./signal.js";

/** The same expression with other bits in the place of each signal's bits `high` down to `low`. */
export function substitute(node: Node, bits: (signal: Signal, high: number, low: number) => Node): Node {
  const inside = (part: Node): Node => substitute(part, bits);
  switch (node.kind) {
    case "signal":
      return bits(node.signal, node.width - 1, 0);
    case "slice":
      return bits(node.signal, node.high, node.low);
    case "literal":
      return node;
    case "concat":
      return concat(node.parts.map(inside));
    case "replicate":
    case "unary":
      return { ...node, of: inside(node.of) };
    case "binary":
      return { ...node, left: inside(node.left), right: inside(node.right) };
    case "conditional":
      return {
        ...node,
        condition: inside(node.condition),
        then: inside(node.then),
        otherwise: inside(node.otherwise),
      };
  }
}
