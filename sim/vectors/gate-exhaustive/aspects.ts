import { isComplement, nodeOf, type Graph, type GraphNode, type Literal } from "../../../circuit/graph.js";
import type { Misreadings } from "../../../circuit/misreadings.js";

/**
 * Something that a vector may give a gate, and that is shown where an output hangs on the gate then. It is given where, bit for
 * bit, (first ^ second ^ unlike) & (third ^ inverted): nodes by number, and 0 or −1. Node 0 is the constant 0.
 */
export interface Aspect {
  readonly first: number;
  readonly second: number;
  readonly unlike: number;
  readonly third: number;
  readonly inverted: number;
}

type Gate = GraphNode & { readonly kind: "and" | "xor" };

/** All that is to be shown of a gate: the combinations of its operands, and that nothing is read from a wrong place. */
export function aspectsOf({ nodes }: Graph, number: number, misreadings: Misreadings): Aspect[] {
  const gate = nodes[number];
  if (gate?.kind !== "and" && gate?.kind !== "xor") return [];
  const { left, right } = gate;
  return [
    ...combinations(gate),
    ...misreadings.beside(nodeOf(left)).map((wrong) => misreading(gate, left, right, wrong)),
    ...misreadings.beside(nodeOf(right)).map((wrong) => misreading(gate, right, left, wrong)),
    ...misreadings.insteadOf(number).map((wrong) => unlike(number, wrong)),
  ];
}

const allOnes = (condition: boolean): number => -Number(condition);
const flip = (literal: Literal): number => allOnes(isComplement(literal));

const combinations = ({ left, right }: Gate): Aspect[] =>
  [0, 1, 2, 3].map((combination) => ({
    first: nodeOf(left),
    second: 0,
    unlike: flip(left) ^ allOnes((combination & 1) === 0),
    third: nodeOf(right),
    inverted: flip(right) ^ allOnes((combination & 2) === 0),
  }));

/** An operand is not what stands where it may be read by mistake, and that makes a difference to the gate. */
const misreading = ({ kind }: Gate, operand: Literal, other: Literal, wrong: Literal): Aspect => ({
  ...unlike(nodeOf(operand), wrong),
  ...(kind === "and" ? { third: nodeOf(other), inverted: flip(other) } : {}),
});

/** A node is not what a literal is. */
const unlike = (node: number, wrong: Literal): Aspect => ({
  first: node,
  second: nodeOf(wrong),
  unlike: flip(wrong),
  third: 0,
  inverted: allOnes(true),
});
