import { posit } from "../../../golden/posit.js";
import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, f32x4, i16x8, i32x4, type Code } from "../code/vector.js";
import type { Layer, Rare } from "../run/plan.js";
import {
  capOf,
  largestScale,
  logarithmBits,
  mostFractionBits,
  quickEnd,
  type PositFormat,
} from "./posit-format.js";
import { roundLogarithms } from "./posit-rounding.js";
import { roundHalfEven } from "./round-half-even.js";

/*
 * PLAM's product is the sum of the patterns of two floats, less that of 1: signs, exponents and fractions add up side by side.
 *
 * Between the outermost regimes a posit has a bit of fraction at least. There, rounding a product of exponent e to a posit is
 * rounding it to so many fraction bits as its regime leaves, ties to even. A float p rounds so as (p + C) − C, where the last
 * bit of C weighs what the last fraction bit of the posit does:
 *
 *     posit⟨16,1⟩, e = 5, k = ⌊e / 2⌋ = 2: 12 − k = 10 fraction bits, the last one weighs 2^(5 − 10); C = 2^(5 − 10 + 23)·(1 + …)
 *
 * Only the exponent of C matters, as long as C is even and p does not carry it into the next one. It is e + |e + ½| / 2^es and
 * a constant, by integer arithmetic on patterns; what is behind the point goes into the fraction.
 *
 * Products below that range are rare, and put right by themselves. Zero is 2^−63: its products are rounded to 0.
 */

const one = 127 << 23;
const signBit = -(2 ** 31);
const zeroExponent = -63;
export const zeroPattern = (127 + zeroExponent) << 23;

const floats = new Float32Array(1);
const patterns = new Int32Array(floats.buffer);
/** The pattern of a float without its sign. */
function patternOf(value: number): number {
  floats[0] = Math.abs(value);
  return patterns[0] ?? 0;
}
function floatOf(pattern: number): number {
  patterns[0] = pattern;
  return floats[0] ?? 0;
}

/**
 * Whether products are rounded so: patterns of all products are normal numbers; and products that have to be put right are
 * rare in a network, which they would not be in a narrow format.
 */
export const hasQuickProducts = (format: PositFormat): boolean =>
  capOf(format) === null && format.es > 0 && largestScale(format) < -zeroExponent && quickEnd(format) >= 20;

/** Codes of four posits. */
export function encodePatterns(f: FunctionCode, x: Local): Code {
  const isZero = f.let(f32x4.eq(x.get, f.float(0)));
  return bits.or(bits.andNot(x.get, isZero.get), bits.and(isZero.get, f.word(zeroPattern)));
}

/** The same of weights, less the pattern of 1. */
export const codePatterns = (weights: Float32Array): Int32Array =>
  new Int32Array(weights.slice().buffer).map(
    (pattern, index) => (weights[index] === 0 ? zeroPattern : pattern) - one,
  );

/** Four products, each rounded, whatever they are. */
export function roundedPatterns(
  f: FunctionCode,
  { get: x }: Local,
  { get: y }: Local,
  format: PositFormat,
): Code {
  const p = f.let(i32x4.add(x, y));
  const logarithm = i32x4.sub(bits.and(p.get, f.word(0x7fffffff)), f.word(one));
  const magnitude = roundLogarithms(f, i32x4.shrSigned(logarithm, 23 - logarithmBits(format)), format);
  const signed = bits.or(magnitude, bits.and(p.get, f.word(signBit)));
  const isZero = bits.or(i32x4.eq(x, f.word(zeroPattern)), i32x4.eq(y, f.word(zeroPattern - one)));
  return bits.andNot(signed, isZero);
}

/** Four products, each rounded, where `isQuickRange`; but for the rare ones. */
export function quickPatterns(
  f: FunctionCode,
  { get: x }: Local,
  { get: y }: Local,
  format: PositFormat,
): Code {
  const p = f.let(i32x4.add(x, y));
  const exponent = f.let(bits.and(p.get, f.word(0x7f800000)));
  const magic = f.let(magicOf(f, exponent, format));
  return f32x4.sub(f32x4.add(p.get, magic.get), magic.get);
}

/** C as above, of either sign. @param exponent of the product, where a float has it: e + 127, times 2^23 */
function magicOf(f: FunctionCode, { get: exponent }: Local, format: PositFormat): Code {
  const { es } = format;
  const constant = (23 - mostFractionBits(format)) << 23;
  const middle = one - 2 ** 22;
  if (es !== 1) {
    const lost = i32x4.shr(i32x4.abs(i32x4.sub(exponent, f.word(middle))), es);
    return i32x4.add(i32x4.add(lost, exponent), f.word(constant));
  }
  // e + |e + ½| / 2 = max(e, −½) + (e + ½) / 2. Lower halves are 0. The sum is negative without its 17th bit, and so is C.
  const half = i16x8.average(exponent, f.word(2 * constant - one + 2 ** 22 - 2 ** 16));
  return i32x4.add(i32x4.max(exponent, f.word(middle)), half);
}

/** Whether no product is above the range, and those with zero are rounded to 0. */
export const isQuickRange =
  (format: PositFormat) =>
  (layer: Layer): ((largest: number) => boolean) => {
    const most = layer.weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    // below, the last bit weighs four times as much as a product, or more
    const room = 2 ** (-zeroExponent - quickEnd(format) - 2 * 2 ** format.es);
    return (largest) => largest * most < 2 ** quickEnd(format) && Math.max(largest, most) < room;
  };

/** Products below the range. */
export function rareProducts(format: PositFormat): Rare {
  const [numbers, between] = [posit(format.n, format.es), posit(format.n + 1, format.es)];
  const least = 2 ** -quickEnd(format);
  const leastPattern = patternOf(least);
  // The posits up to there, and where rounding changes from each to the next: at the posit with one bit more.
  const values: number[] = [];
  for (let pattern = 1n; values.at(-1) !== least; pattern++) values.push(numbers.number(pattern));
  const ends = values.map((_, index) => between.number(BigInt(2 * index + 3)));
  const nearest = (product: number): number => {
    let index = 0;
    // odd patterns have even indices
    while (product > (ends[index] ?? 0) || (product === ends[index] && index % 2 === 0)) index++;
    return values[index] ?? NaN;
  };
  return {
    limitOf: (weight) => leastPattern + one - patternOf(weight),
    // PLAM's product is 8/9 of the exact one at least
    weightsBelow: (activation) => (1.25 * least) / Math.abs(activation),
    missing(x, y) {
      if (x === 0 || y === 0) return 0;
      const pattern = patternOf(x) + patternOf(y) - one;
      if (pattern >= leastPattern) return 0;
      const product = floatOf(pattern);
      const missing = nearest(product) - quickly(product, pattern, format);
      return x < 0 === y < 0 ? missing : -missing;
    },
  };
}

/** What quick steps make of a product below 1. */
function quickly(product: number, pattern: number, format: PositFormat): number {
  const exponent = (pattern >> 23) - 127;
  const lost = -Math.floor(exponent / 2 ** format.es) - 1;
  const last = 2 ** (exponent - mostFractionBits(format) + lost);
  return roundHalfEven(product / last) * last;
}
