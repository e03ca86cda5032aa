import type { Signal } from "./signal.js";

export type UnaryOperator = "~" | "&" | "|" | "^";
export type BinaryOperator =
  "+" | "-" | "*" | "*signed" | "&" | "|" | "^" | "<<" | ">>" | "==" | "!=" | "<" | ">=" | "<=" | ">";

/**
 * A Verilog expression as a tree. `width` is its self-determined width in bits, as IEEE 1364-2001 §4.4 gives
 * it; unary `&`, `|`, `^` are reductions.
 */
export type Node =
  | { readonly kind: "signal"; readonly width: number; readonly signal: Signal }
  | {
      readonly kind: "slice";
      readonly width: number;
      readonly signal: Signal;
      readonly high: number;
      readonly low: number;
    }
  | {
      readonly kind: "literal";
      readonly width: number;
      readonly value: bigint;
      readonly base: "b" | "d" | "h";
    }
  | { readonly kind: "concat"; readonly width: number; readonly parts: readonly Node[] }
  | { readonly kind: "replicate"; readonly width: number; readonly count: number; readonly of: Node }
  | { readonly kind: "unary"; readonly width: number; readonly operator: UnaryOperator; readonly of: Node }
  | {
      readonly kind: "binary";
      readonly width: number;
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: "conditional";
      readonly width: number;
      readonly condition: Node;
      readonly then: Node;
      readonly otherwise: Node;
    };

/** Bits `high` down to `low` of a signal. */
export interface BitRange {
  readonly signal: Signal;
  readonly high: number;
  readonly low: number;
}

/** An expression: what the `v` tag returns and what drives a signal. */
export class Expression {
  constructor(readonly node: Node) {}

  /** Self-determined width in bits. */
  get width(): number {
    return this.node.width;
  }
}

/** The nodes directly below a node, from left to right. */
export function operands(node: Node): readonly Node[] {
  switch (node.kind) {
    case "signal":
    case "slice":
    case "literal":
      return [];
    case "concat":
      return node.parts;
    case "replicate":
    case "unary":
      return [node.of];
    case "binary":
      return [node.left, node.right];
    case "conditional":
      return [node.condition, node.then, node.otherwise];
  }
}

/** Copies of a node with one operand changed: one copy for each change of each operand. */
export function withOneChanged(node: Node, change: (operand: Node) => readonly Node[]): Node[] {
  switch (node.kind) {
    case "signal":
    case "slice":
    case "literal":
      return [];
    case "concat":
      return node.parts.flatMap((part, i) =>
        change(part).map((changed) => ({ ...node, parts: node.parts.with(i, changed) })),
      );
    case "replicate":
    case "unary":
      return change(node.of).map((of) => ({ ...node, of }));
    case "binary":
      return [
        ...change(node.left).map((left) => ({ ...node, left })),
        ...change(node.right).map((right) => ({ ...node, right })),
      ];
    case "conditional":
      return [
        ...change(node.condition).map((condition) => ({ ...node, condition })),
        ...change(node.then).map((then) => ({ ...node, then })),
        ...change(node.otherwise).map((otherwise) => ({ ...node, otherwise })),
      ];
  }
}

/** Each reference to a signal in an expression, from left to right. */
export function references(node: Node): BitRange[] {
  if (node.kind === "signal") return [{ signal: node.signal, high: node.width - 1, low: 0 }];
  if (node.kind === "slice") return [node];
  return operands(node).flatMap(references);
}

/** The signals an expression depends on, each once. */
export function dependencies(expression: Expression): ReadonlySet<Signal> {
  const found = new Set<Signal>();
  const visit = (node: Node): void => {
    if ((node.kind === "signal" || node.kind === "slice") && node.signal.width > 0) found.add(node.signal);
    operands(node).forEach(visit);
  };
  visit(expression.node);
  return found;
}
