import { isComplement, nodeOf, type Graph, type GraphNode, type Literal } from "../bitparallel/graph.js";
import type { MisreadBits } from "../bitparallel/misread-bits.js";

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

/**
 * All that is to be shown of a gate: the combinations of its operands, and that each is read from the right place.
 * @param computed the nodes whose values are known
 */
export function aspectsOf(
  { nodes }: Graph,
  number: number,
  misread: MisreadBits,
  computed: ReadonlySet<number>,
): Aspect[] {
  const gate = nodes[number];
  if (gate?.kind !== "and" && gate?.kind !== "xor") return [];
  const misreadings = [
    [gate.left, gate.right],
    [gate.right, gate.left],
  ].flatMap(([operand = 0, other = 0]) =>
    misread
      .beside(nodeOf(operand))
      .filter((wrong) => computed.has(nodeOf(wrong)))
      .map((wrong) => misreading(gate, operand, other, wrong)),
  );
  return [...combinations(gate), ...misreadings];
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
  first: nodeOf(operand),
  second: nodeOf(wrong),
  unlike: flip(wrong),
  third: kind === "and" ? nodeOf(other) : 0,
  inverted: kind === "and" ? flip(other) : allOnes(true),
});
