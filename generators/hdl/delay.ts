import { operands, type Node } from "./expression.js";

/*
 * Estimates of delay in FO4 (the delay of an inverter that drives four like itself). They follow what blocks take once
 * Yosys and ABC have mapped them for speed (Nangate 45 nm, OpenSTA): gates that follow each other become complex gates,
 * so that each counts less than it would alone (docs/pipelines.md). They order signals in time for scheduling; what
 * a circuit really takes is what synthesis reports.
 */

const gate = 0.7;
const exclusiveOr = 1.2;
const multiplexer = 1.1;

/** Levels of a tree with fan-in two over `leaves`. */
const levels = (leaves: number): number => Math.ceil(Math.log2(Math.max(leaves, 1)));

/** A control signal that drives `loads` gates: buffers, which follow each other in a tree. */
const fanout = (loads: number): number => (loads <= 4 ? 0 : Math.log2(loads / 4) / 4);

/** A `+`, which ABC makes of the carry chain that Yosys gives it: more than a prefix adder written out. */
export const adderDelay = (width: number): number => (width <= 1 ? exclusiveOr : 2.5 * Math.log2(width));

/** Array of partial products, a tree of 3:2 counters, a final addition. */
const multiplierDelay = (left: number, right: number): number => {
  const rows = Math.min(left, right);
  const counters = Math.max(0, Math.ceil(Math.log(rows / 2) / Math.log(1.5)));
  return gate + counters * 2 * exclusiveOr + adderDelay(left + right);
};

/** Delay of one node from its latest operand, in FO4; `width` bits are wanted of it. */
function ownDelay(node: Node, width: number): number {
  switch (node.kind) {
    case "signal":
    case "slice":
    case "literal":
    case "concat":
    case "replicate":
      return 0;
    case "unary":
      if (node.operator === "~") return gate / 2;
      return (node.operator === "^" ? exclusiveOr : gate) * levels(node.of.width);
    case "conditional":
      return multiplexer + fanout(width);
    case "binary":
      switch (node.operator) {
        case "&":
        case "|":
          return gate;
        case "^":
          return exclusiveOr;
        case "+":
        case "-":
          return adderDelay(width);
        case "*":
        case "*signed":
          return multiplierDelay(node.left.width, node.right.width);
        case "<<":
        case ">>":
          return node.right.kind === "literal" ? 0 : (multiplexer + fanout(width)) * node.right.width;
        case "==":
        case "!=":
          return exclusiveOr + gate * levels(node.left.width);
        case "<":
        case ">=":
        case "<=":
        case ">":
          return adderDelay(node.left.width);
      }
  }
}

/** Delay of an expression of `width` bits from its latest operand, in FO4. */
export function estimateDelay(node: Node, width: number): number {
  const below = Math.max(0, ...operands(node).map((operand) => estimateDelay(operand, operand.width)));
  return below + ownDelay(node, width);
}
