import type { BitAlgebra, BitsOf } from "../generators/hdl/bits/words-of-bits.js";
import { no, not, yes, type Graph, type Literal } from "./graph.js";

/** Literals, the lowest first. */
export type Literals = BitsOf<Literal>;

/** Literals as a graph's ANDs and XORs: sums ripple, products add up a row for each bit. */
export function graphBits(graph: Graph): BitAlgebra<Literal> {
  /** a + b + carry, of a's width. */
  const sum = (a: Literals, b: Literals, carryIn: Literal): Literals => {
    let carry = carryIn;
    return a.map((bit, i) => {
      const other = b[i] ?? no;
      const half = graph.xor(bit, other);
      const result = graph.xor(half, carry);
      carry = graph.or(graph.and(bit, other), graph.and(half, carry));
      return result;
    });
  };
  return {
    zero: no,
    one: yes,
    not,
    and: (a, b) => graph.and(a, b),
    or: (a, b) => graph.or(a, b),
    xor: (a, b) => graph.xor(a, b),
    mux: (condition, then, otherwise) => graph.mux(condition, then, otherwise),
    all: (bits) => bits.reduce((every, bit) => graph.and(every, bit), yes),
    any: (bits) => bits.reduce((some, bit) => graph.or(some, bit), no),
    differ: (a, b) => a.reduce<Literal>((some, bit, i) => graph.or(some, graph.xor(bit, b[i] ?? no)), no),
    // The highest bit in which they differ is b's.
    less: (a, b) =>
      a.reduce<Literal>((below, bit, i) => graph.mux(graph.xor(bit, b[i] ?? no), b[i] ?? no, below), no),
    sum,
    product: (a, b, width, isSigned) => {
      const [left, right] = [a, b].map((word) => extended(word, width, isSigned)) as [Literals, Literals];
      return right.reduce<Literals>(
        (rows, digit, by) => {
          const row = range(width, (i) => (i < by ? no : graph.and(left[i - by] ?? no, digit)));
          return sum(rows, row, no);
        },
        range(width, () => no),
      );
    },
  };
}

/** With zeros above it, or copies of its sign. */
const extended = (word: Literals, width: number, isSigned: boolean): Literals =>
  range(width, (i) => word[i] ?? (isSigned ? (word.at(-1) ?? no) : no));

const range = <T>(length: number, of: (index: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
