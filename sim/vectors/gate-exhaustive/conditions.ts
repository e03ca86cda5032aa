import { isComplement, nodeOf, type Graph, type GraphNode, type Literal } from "../../../circuit/graph.js";
import type { Misreadings } from "../../../circuit/misreadings.js";

/**
 * A condition that a vector may excite at a gate, as a formula over nodes: (first ^ second ^ unlike) & (third ^ inverted). For
 * example, `left is 1 and right is 0` is (left ^ 0 ^ 0) & (right ^ −1).
 *
 * Nodes are given by number, and node 0 is the constant 0. `unlike` and `inverted` are 0 or −1, so that the formula holds for 32
 * vectors at a time.
 */
export interface Condition {
  readonly first: number;
  readonly second: number;
  readonly unlike: number;
  readonly third: number;
  readonly inverted: number;
}

/** A node of two operands. */
type BinaryNode = GraphNode & { readonly kind: "and" | "xor" };

/** All conditions of a gate: the four combinations of its operands, and each misreading that changes its value. */
export function conditionsOf({ nodes }: Graph, number: number, misreadings: Misreadings): Condition[] {
  const gate = nodes[number];
  if (gate?.kind !== "and" && gate?.kind !== "xor") return [];
  const { left, right } = gate;
  return [
    ...combinations(gate),
    ...misreadings.beside(nodeOf(left)).map((wrong) => misreading(gate, left, right, wrong)),
    ...misreadings.beside(nodeOf(right)).map((wrong) => misreading(gate, right, left, wrong)),
    ...misreadings.insteadOf(number).map((wrong) => differs(number, wrong)),
  ];
}

const allOnes = (condition: boolean): number => -Number(condition);
const flip = (literal: Literal): number => allOnes(isComplement(literal));

/** The operands are 0 and 0, 1 and 0, 0 and 1, 1 and 1. */
const combinations = ({ left, right }: BinaryNode): Condition[] =>
  [0, 1, 2, 3].map((combination) => ({
    first: nodeOf(left),
    second: 0,
    unlike: flip(left) ^ allOnes((combination & 1) === 0),
    third: nodeOf(right),
    inverted: flip(right) ^ allOnes((combination & 2) === 0),
  }));

/** The operand differs from the literal that may be read by mistake; an AND's other operand is 1, so that its value changes. */
const misreading = ({ kind }: BinaryNode, operand: Literal, other: Literal, wrong: Literal): Condition => ({
  ...differs(nodeOf(operand), wrong),
  ...(kind === "and" ? { third: nodeOf(other), inverted: flip(other) } : {}),
});

/** A node and a literal have different values. */
const differs = (node: number, wrong: Literal): Condition => ({
  first: node,
  second: nodeOf(wrong),
  unlike: flip(wrong),
  third: 0,
  inverted: allOnes(true),
});
