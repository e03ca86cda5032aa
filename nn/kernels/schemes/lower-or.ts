import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { bits, f32x4, f64x2, i32x4, i64x2, lanesOf, type Code } from "../code/vector.js";
import { complementedProducts } from "./integer-mitchell.js";
import { integerScheme, signedProduct, type IntegerProducts } from "./integers.js";

/*
 * Sums of a lower-part OR adder. With M all bits from k − 1 up, the upper part of (a & M) + (b & M) is right, the carry of
 * bit k − 1 included. The lower k bits are those of a | b.
 */

export interface LowerOr {
  /** Bits of the sum, which wraps around. */
  readonly bits: number;
  readonly signed: boolean;
  /** Lower bits that are OR-ed. */
  readonly low: number;
}

/** 1.5·2^52: a double of at most 2^51 in magnitude, added to it, has its integer in the lower bits of the pattern. */
const magic = 1.5 * 2 ** 52;
const magicPattern = new BigInt64Array(Float64Array.of(magic).buffer)[0] ?? 0n;

/** Largest sums, in bits, that are read as doubles. */
export const mostSumBits = 51;

/**
 * Integer products, which are added up in order, as integers of 32 or 64 bits. Whatever wraps around is right, as no bit of a
 * sum depends on higher ones; wide sums of more bits than a double has must stay below.
 */
export const lowerOrScheme = (products: IntegerProducts, sum: LowerOr, lanes: 32 | 64): Scheme => ({
  ...integerScheme(products, lanes === 32 ? "f32" : "f64"),
  lessBySigns: false,
  step(f, [total], activation, weights) {
    if (total === undefined) return;
    const product =
      products.logarithms?.complement === "ones"
        ? complementedProducts(f, activation.get, weights.get)
        : signedProduct(f, activation, weights, products, lanes === 32 ? "f32" : "f64");
    const addend = f.let(lanes === 32 ? f32x4.toIntegers(product) : integersOf(f, product));
    f.set(total, addLowerOr(f, total, addend, sum.low, lanes));
  },
  finish(f, sums, bias) {
    const halves = bias.map((half) => f.let(integersOf(f, half)));
    const [first, second] = halves;
    if (first === undefined || second === undefined) return [];
    if (lanes === 64)
      return sums.map((total, index) =>
        doublesOf(f, wrapped(addLowerOr(f, total, halves[index] ?? first, sum.low, 64), sum, 64)),
      );
    const lower = f.let(lanesOf(first.get, second.get, [0, 2, 4, 6]));
    return sums.map((total) =>
      f32x4.fromIntegers(wrapped(addLowerOr(f, total, lower, sum.low, 32), sum, 32)),
    );
  },
});

/** Integers of 64 bits from doubles. */
const integersOf = (f: FunctionCode, x: Code): Code =>
  i64x2.sub(f64x2.add(x, f.double(magic)), f.long(magicPattern));

const doublesOf = (f: FunctionCode, x: Code): Code =>
  f64x2.sub(i64x2.add(x, f.long(magicPattern)), f.double(magic));

function addLowerOr(f: FunctionCode, a: Local, b: Local, low: number, lanes: 32 | 64): Code {
  const word = (value: bigint): Code => (lanes === 32 ? f.word(Number(value)) : f.long(value));
  const upper = word(-(1n << BigInt(low - 1)));
  const add = lanes === 32 ? i32x4.add : i64x2.add;
  const sum = add(bits.and(a.get, upper), bits.and(b.get, upper));
  return bits.select(bits.or(a.get, b.get), sum, word((1n << BigInt(low)) - 1n));
}

/** The lower bits of a sum as a number of its format. */
function wrapped(x: Code, sum: LowerOr, lanes: 32 | 64): Code {
  const above = lanes - sum.bits;
  if (above <= 0) return x;
  const { shl, shr, shrSigned } = lanes === 32 ? i32x4 : i64x2;
  return (sum.signed ? shrSigned : shr)(shl(x, above), above);
}
