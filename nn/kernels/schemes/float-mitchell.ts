import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { bits, f32x4, i32x4, type Code } from "../code/vector.js";
import { roundToFloats, type FloatFormat } from "./float-format.js";
import { floatScheme, type ProductRange } from "./floats.js";
import type { Logarithms } from "./integer-mitchell.js";

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

/** Mitchell's products of floats, added in float32. Products with zero are zero. */
export const floatMitchellScheme = (
  format: FloatFormat,
  logarithms: FloatLogarithms,
  roundsProduct: boolean,
): Scheme => ({
  ...floatScheme(format, roundsProduct),
  encode: (f, x) => [encodeFloats(f, x, logarithms)],
  step(f, [sum], activation, weights) {
    if (sum === undefined) return;
    const product = productOf(f, activation, weights, logarithms);
    f.set(sum, f32x4.add(sum.get, roundsProduct ? roundToFloats(f, f.let(product), format) : product));
  },
});

function encodeFloats(f: FunctionCode, x: Local, { fraction, setLast }: FloatLogarithms): Code {
  const last = 2 ** (23 - fraction);
  const kept = bits.and(x.get, f.word(-last));
  return bits.andNot(setLast ? bits.or(kept, f.word(last)) : kept, f32x4.eq(x.get, f.float(0)));
}

/** Added to a weight's code: less the pattern of 1, and the correction. Zero's code is this alone. */
const constantOf = ({ fraction, correction }: FloatLogarithms): number =>
  correction * 2 ** (23 - fraction) - (127 << 23);

/** Codes of weights. */
export const codeFloats = (logarithms: FloatLogarithms) => (weights: Float32Array) => {
  const last = 2 ** (23 - logarithms.fraction);
  const [constant, set] = [constantOf(logarithms), logarithms.setLast ? last : 0];
  return new Int32Array(weights.slice().buffer).map((pattern, index) =>
    weights[index] === 0 ? constant : ((pattern & -last) | set) + constant,
  );
};

function productOf(f: FunctionCode, { get: x }: Local, { get: y }: Local, logarithms: FloatLogarithms): Code {
  const product = bits.andNot(i32x4.add(x, y), i32x4.eq(x, f.word(0)));
  return bits.andNot(product, i32x4.eq(y, f.word(constantOf(logarithms))));
}
