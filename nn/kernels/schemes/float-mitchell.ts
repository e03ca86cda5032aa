import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { bits, f32x4, i32x4, type Code } from "../code/vector.js";
import { roundToFloats, type FloatFormat } from "./float-format.js";
import { floatScheme, type ProductRange } from "./floats.js";
import type { Logarithms } from "./integer-mitchell.js";
import type { Layer } from "../run/plan.js";

/*
 * Mitchell's product of floats is the sum of their patterns, less that of 1: signs, exponents and fractions add up side by
 * side, and fractions carry into the exponent. Fractions are cut before. L-Mul adds a constant.
 *
 *     ┌───┬──────────┬──────────────────┐
 *     │ ± │ exponent │ fraction, cut    │   0 is all zeros, and no number's code
 *     └───┴──────────┴──────────────────┘
 */

/** What a product is the sum of; see `DotProduct`. */
export type FloatLogarithms = Omit<Logarithms, "complement">;

/** The least product is a quarter of the exact one, and has the fraction bits kept. Corrections make it larger. */
export const rangeOf = ({ fraction }: FloatLogarithms): ProductRange => ({
  lowBits: fraction + 2,
  growth: 4,
});

/**
 * Zero as an operand. Where fractions are cut, a number that is none of theirs: its products with others are small beside
 * theirs, and quick sums take them along. Else the pattern 0, of no normal number.
 */
const zeroOf = ({ fraction }: FloatLogarithms): number =>
  fraction < 23 ? ((127 - zeroExponent) << 23) | 1 : 0;

/** Products of quick sums are larger by a power of two, so that those with zero have room below them. */
const quickShift = 90;
/** Zero is 2 to the minus this: zero times zero is a normal number, when it is shifted. */
const zeroExponent = 108;
/** Sums of products with zero alone are below, and all others far above; not shifted. */
const quickLimit = 2 ** -85;

/**
 * Whether sums may take products with zero along. A product is at most four times the exact one. What is added to a sum that
 * is 2^26 times as large leaves it as it is.
 */
export const isQuickRange =
  (logarithms: FloatLogarithms) =>
  ({ weights, depth }: Layer): ((largest: number, smallest: number) => boolean) => {
    const { lowBits, growth } = rangeOf(logarithms);
    const magnitudes = weights.map(Math.abs);
    const most = magnitudes.reduce((a, b) => Math.max(a, b), 0);
    const least = magnitudes.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Infinity);
    const room = 2 ** -(126 + quickShift - zeroExponent);
    return (largest, smallest) =>
      growth * depth * Math.max(largest, most) * 2 ** -zeroExponent < quickLimit &&
      smallest * least * 2 ** -lowBits > quickLimit * 2 ** 26 &&
      Math.min(smallest, least) > room &&
      growth * depth * largest * most < 2 ** (126 - quickShift);
  };

/** Mitchell's products of floats, added in float32. Products with zero are zero. */
export function floatMitchellScheme(
  format: FloatFormat,
  logarithms: FloatLogarithms,
  roundsProduct: boolean,
): Scheme {
  const add = (f: FunctionCode, sum: Local, product: Code): void => {
    f.set(sum, f32x4.add(sum.get, product));
  };
  return {
    ...floatScheme(format, roundsProduct),
    encode: (f, x) => [encodeFloats(f, x, logarithms)],
    step(f, [sum], activation, weights) {
      if (sum === undefined) return;
      const product = productOf(f, activation, weights, logarithms);
      add(f, sum, roundsProduct ? roundToFloats(f, f.let(product), format) : product);
    },
    ...(hasQuick(logarithms, roundsProduct) && {
      quick: {
        step(f, [sum], activation, weights) {
          if (sum !== undefined) add(f, sum, i32x4.add(activation.get, weights.get));
        },
        settle(f, sum) {
          const scaled = f32x4.mul(sum.get, f.float(2 ** -quickShift));
          const limit = f.float(quickLimit * 2 ** quickShift);
          return bits.and(scaled, f32x4.lessOrEqual(limit, f32x4.abs(sum.get)));
        },
      },
    }),
  };
}

/** Whether there are quick sums: of fractions that are cut, and products that are not rounded. */
export const hasQuick = ({ fraction }: FloatLogarithms, roundsProduct: boolean): boolean =>
  fraction < 23 && !roundsProduct;

function encodeFloats(f: FunctionCode, x: Local, logarithms: FloatLogarithms): Code {
  const { fraction, setLast } = logarithms;
  const last = 2 ** (23 - fraction);
  const kept = bits.and(x.get, f.word(-last));
  const isZero = f.let(f32x4.eq(x.get, f.float(0)));
  const number = bits.andNot(setLast ? bits.or(kept, f.word(last)) : kept, isZero.get);
  return bits.or(number, bits.and(isZero.get, f.word(zeroOf(logarithms))));
}

/** Added to a weight's pattern: less that of 1, the correction, and the shift of quick sums. */
const constantOf = ({ fraction, correction }: FloatLogarithms): number =>
  correction * 2 ** (23 - fraction) - (127 << 23) + shiftOf(fraction);

const shiftOf = (fraction: number): number => (fraction < 23 ? quickShift << 23 : 0);

const zeroWeight = (logarithms: FloatLogarithms): number => zeroOf(logarithms) + constantOf(logarithms);

/** Codes of weights. */
export const codeFloats = (logarithms: FloatLogarithms) => (weights: Float32Array) => {
  const last = 2 ** (23 - logarithms.fraction);
  const [constant, set] = [constantOf(logarithms), logarithms.setLast ? last : 0];
  const zero = zeroWeight(logarithms);
  return new Int32Array(weights.slice().buffer).map((pattern, index) =>
    weights[index] === 0 ? zero : ((pattern & -last) | set) + constant,
  );
};

/** Products where zero needs care, not shifted. */
function productOf(f: FunctionCode, { get: x }: Local, { get: y }: Local, logarithms: FloatLogarithms): Code {
  const shift = shiftOf(logarithms.fraction);
  const sum = i32x4.add(x, y);
  const product = shift === 0 ? sum : i32x4.sub(sum, f.word(shift));
  const withoutX = bits.andNot(product, i32x4.eq(x, f.word(zeroOf(logarithms))));
  return bits.andNot(withoutX, i32x4.eq(y, f.word(zeroWeight(logarithms) | 0)));
}
