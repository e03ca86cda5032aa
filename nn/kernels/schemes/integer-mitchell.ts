import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, f32x4, f64x2, i32x4, i64x2, type Code } from "../code/vector.js";
import { highest, type IntegerFormat } from "./integer-format.js";

/*
 * Mitchell's product of integers is the sum of their patterns as floats, less that of 1: exponents and fractions add up side by
 * side. Fractions are cut to w − 1 bits before.
 */

/** What the logarithms of magnitudes are made of; see `DotProduct`. */
export interface Logarithms {
  /** Fraction bits kept. */
  readonly fraction: number;
  readonly setLast: boolean;
  /** In units of the last fraction bit. */
  readonly correction: number;
  readonly complement: "ones" | "twos" | undefined;
}

/** Whether products may have a fraction, which is cut. */
const cuts = ({ setLast, correction }: Logarithms): boolean => setLast || correction > 0;

/**
 * Zero as an operand, for float and for double patterns. Products with it are far below 1/2 and so are their sums, whose
 * nearest integer is taken. 0·0 is still a number.
 */
export const zeroOf = { f32: 2 ** -60, f64: 2 ** -100 } as const;

/** A unit more in this bit of a double's fraction makes −z smaller than an integer, but for no z of up to 32 bits by 1. */
const nudgeBits = 40;
const nudge = 1n << BigInt(52 - nudgeBits);

/** Codes of four integers, as floats. One's complement: a negative x stands for the magnitude −x − 1; that of −1 counts as 1. */
export function encodeIntegers(f: FunctionCode, x: Local, logarithms: Logarithms, zero: number): Code {
  const cut = 23 - logarithms.fraction;
  const counted = logarithms.complement === "ones" ? withoutComplement(f, x) : x.get;
  const kept = cut <= 0 ? counted : bits.and(counted, f.word(-(2 ** cut)));
  const isZero = f.let(f32x4.eq(x.get, f.float(0)));
  const zeros = bits.and(isZero.get, f.float(zero));
  // The pattern of 0 is 0, and stays so where no bit is set.
  if (!logarithms.setLast) return bits.or(kept, zeros);
  return bits.or(bits.andNot(bits.or(kept, f.word(2 ** cut)), isZero.get), zeros);
}

/** x, or x + 1 for a negative one; −1 stays. */
const withoutComplement = (f: FunctionCode, x: Local): Code =>
  f32x4.add(x.get, bits.and(f32x4.lessOrEqual(x.get, f.float(-2)), f.float(1)));

/** The same of one integer, in JavaScript. */
function encodeInteger(x: number, logarithms: Logarithms, zero: number): number {
  if (x === 0) return zero;
  const magnitude = logarithms.complement === "ones" && x < 0 ? Math.max(-x - 1, 1) : Math.abs(x);
  const exponent = Math.floor(Math.log2(magnitude));
  const unit = 2 ** (exponent - logarithms.fraction);
  const kept = Math.floor(magnitude / unit);
  const set = logarithms.setLast && kept % 2 === 0 ? kept + 1 : kept;
  return Math.sign(x) * set * unit;
}

/** Codes of weights for float patterns. */
export const codeFloatPatterns = (logarithms: Logarithms) => (weights: Float32Array) =>
  new Int32Array(weights.map((weight) => encodeInteger(weight, logarithms, zeroOf.f32)).buffer).map(
    (pattern) => pattern - (127 << 23) + logarithms.correction * 2 ** (23 - logarithms.fraction),
  );

/** Codes of weights for double patterns. @param more added to each */
export const codeDoublePatterns =
  (logarithms: Logarithms, more = 0n) =>
  (weights: Float32Array) => {
    const extra =
      -(1023n << 52n) + (BigInt(logarithms.correction) << BigInt(52 - logarithms.fraction)) + more;
    const codes = Float64Array.from(weights, (weight) => encodeInteger(weight, logarithms, zeroOf.f64));
    return new BigInt64Array(codes.buffer).map((pattern) => pattern + extra);
  };

interface Products {
  readonly operands: IntegerFormat;
  readonly logarithms: Logarithms;
}

/** Unsigned, the correction may lead out of 2n bits: the product is then the largest that the significand bits can write. */
function largestProduct({ operands, logarithms }: Products): number | null {
  if (operands.signed || logarithms.correction === 0) return null;
  const room = (highest(operands) + 1) ** 2;
  return room - room / 2 ** (logarithms.fraction + 1);
}

/** Products as floats: under one's complement −z in place of −z − 1, as in `doubleProducts`. */
export function floatProducts(f: FunctionCode, x: Code, y: Code, products: Products): Code {
  const product = i32x4.add(x, y);
  if (!cuts(products.logarithms)) return product;
  const largest = largestProduct(products);
  const cut = f32x4.trunc(product);
  return largest === null ? cut : f32x4.lesser(cut, f.float(largest));
}

/** Codes of weights for `complementedProducts`. */
export const codeNudgedPatterns = (logarithms: Logarithms) => codeDoublePatterns(logarithms, nudge);

/**
 * Products as doubles under one's complement, where −z becomes −z − 1: the product is a little larger than z, so that the
 * integer below −z is meant. Half of the least such bit is added, so that products with zero are not below 0.
 */
export const complementedProducts = (f: FunctionCode, x: Code, y: Code): Code =>
  f64x2.floor(f64x2.add(i64x2.add(x, y), f.double(2 ** (-nudgeBits - 1))));

/** Products as doubles. */
export function doubleProducts(f: FunctionCode, x: Code, y: Code, products: Products): Code {
  const product = i64x2.add(x, y);
  if (!cuts(products.logarithms)) return product;
  const largest = largestProduct(products);
  const cut = f64x2.trunc(product);
  return largest === null ? cut : f64x2.lesser(cut, f.double(largest));
}
