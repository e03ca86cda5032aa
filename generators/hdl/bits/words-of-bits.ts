import type { WordAlgebra } from "../interpret.js";

/** A word's bits, the lowest first. */
export type BitsOf<Bit> = readonly Bit[];

/** What one bit is, and the parts of arithmetic that may be built in several ways. */
export interface BitAlgebra<Bit> {
  readonly zero: Bit;
  readonly one: Bit;
  not(bit: Bit): Bit;
  and(a: Bit, b: Bit): Bit;
  or(a: Bit, b: Bit): Bit;
  xor(a: Bit, b: Bit): Bit;
  /** `then` where the condition is 1. */
  mux(condition: Bit, then: Bit, otherwise: Bit): Bit;
  /** The conjunction; of no bits it is 1. */
  all(bits: BitsOf<Bit>): Bit;
  /** The disjunction; of no bits it is 0. */
  any(bits: BitsOf<Bit>): Bit;
  /** Whether two words of one width differ. */
  differ(a: BitsOf<Bit>, b: BitsOf<Bit>): Bit;
  /** a < b, of two words of one width. */
  less(a: BitsOf<Bit>, b: BitsOf<Bit>): Bit;
  /** a + b + carry of two words of one width, which is the sum's too. */
  sum(a: BitsOf<Bit>, b: BitsOf<Bit>, carry: Bit): BitsOf<Bit>;
  /** The lowest `width` bits of a · b; signed factors are in two's complement. */
  product(a: BitsOf<Bit>, b: BitsOf<Bit>, width: number, isSigned: boolean): BitsOf<Bit>;
}

/** A word with `zero` above it, or cut off, so that it has `width` bits. */
export const fitted = <Bit>(word: BitsOf<Bit>, width: number, zero: Bit): Bit[] =>
  Array.from({ length: width }, (_, i) => word[i] ?? zero);

/** Verilog's operators on words that are lists of bits. */
export function wordsOfBits<Bit>(bits: BitAlgebra<Bit>): WordAlgebra<BitsOf<Bit>> {
  const { zero, one } = bits;
  const not = (bit: Bit): Bit => bits.not(bit);
  const fit = (word: BitsOf<Bit>, width: number): BitsOf<Bit> => fitted(word, width, zero);
  return {
    literal: (value, width) =>
      Array.from({ length: width }, (_, i) => ((value >> BigInt(i)) & 1n ? one : zero)),
    slice: (of, low, width) => of.slice(low, low + width),
    concat: (parts) => parts.toReversed().flat(),
    replicate: (of, _, count) => Array.from({ length: count }, () => of).flat(),
    complement: (of) => of.map(not),
    reduce: (operator, of) => {
      switch (operator) {
        case "&":
          return [bits.all(of)];
        case "|":
          return [bits.any(of)];
        case "^":
          return [of.reduce((parity, bit) => bits.xor(parity, bit), zero)];
      }
    },
    select: ([condition = zero], then, otherwise) =>
      Array.from({ length: Math.max(then.length, otherwise.length) }, (_, i) =>
        bits.mux(condition, then[i] ?? zero, otherwise[i] ?? zero),
      ),
    bitwise: (operator, left, right) => {
      const join = { "&": "and", "|": "or", "^": "xor" } as const;
      return left.map((bit, i) => bits[join[operator]](bit, right[i] ?? zero));
    },
    // Bit i of the distance moves the word by 2^i.
    shift: (operator, of, by) =>
      by.reduce((word, digit, i) => {
        const step = operator === ">>" ? 2 ** i : -(2 ** i);
        return word.map((bit, k) => bits.mux(digit, word[k + step] ?? zero, bit));
      }, of),
    compare: (operator, left, right) => {
      switch (operator) {
        case "==":
          return [not(bits.differ(left, right))];
        case "!=":
          return [bits.differ(left, right)];
        case "<":
          return [bits.less(left, right)];
        case ">":
          return [bits.less(right, left)];
        case "<=":
          return [not(bits.less(right, left))];
        case ">=":
          return [not(bits.less(left, right))];
      }
    },
    arithmetic: (operator, left, right, width) => {
      switch (operator) {
        case "+":
          return bits.sum(fit(left, width), fit(right, width), zero);
        case "-":
          return bits.sum(fit(left, width), fit(right, width).map(not), one);
        case "*":
          return bits.product(left, right, width, false);
      }
    },
    signedProduct: (left, right, _, width) => bits.product(left, right, width, true),
  };
}
