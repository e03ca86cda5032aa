import type { FunctionCode } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { bits, f64x2, i64x2, type Code } from "../code/vector.js";
import { doubles } from "./doubles.js";
import type { PositFormat } from "./posit-format.js";
import { roundDoubles, roundFloats } from "./posit-rounding.js";

/** How a product of two doubles is computed. */
export type DoubleProduct = "exact" | "mitchell";

/**
 * Zero as an operand of a logarithmic product, whose pattern is a sum of patterns. Products with it are below 2^−250,
 * too small to change any other sum, and sums below that are read as zero. 0·0 gives 2^−800, still a double.
 */
const zeroCode = 2 ** -400;
const upperHalfOfOne = 0x3ff0_0000;

/** Posits as doubles; unrounded products, summed in doubles and rounded once. */
export const quireScheme = (format: PositFormat, product: DoubleProduct): Scheme => ({
  codeBytes: 8,
  sum: "f64",
  bias: "f64",
  tile: { pixels: 2, vectors: 4 },
  round: (f, x) => roundFloats(f, x, format),
  encode: (f, x) => doubles(x).map((half) => (product === "exact" ? half : withoutZero(f, half))),
  step(f, [sum], activation, weights) {
    if (sum === undefined) return;
    const term =
      product === "exact" ? f64x2.mul(activation.get, weights.get) : i64x2.add(activation.get, weights.get);
    f.set(sum, f64x2.add(sum.get, term));
  },
  finish: roundOnce(format),
});

/** The end of a sum in doubles: the bias is added, and the sum is rounded. */
export const roundOnce =
  (format: PositFormat): Scheme["finish"] =>
  (f, sums, bias) => {
    const [low, high] = sums.map((sum, index) => f64x2.add(sum.get, bias[index] ?? []));
    return low === undefined || high === undefined ? [] : [roundDoubles(f, [low, high], format)];
  };

function withoutZero(f: FunctionCode, x: Code): Code {
  const local = f.let(x);
  const isZero = f64x2.eq(local.get, f.double(0));
  return bits.or(local.get, bits.and(isZero, f.double(zeroCode)));
}

/** Codes of weights: doubles; for a logarithmic product their patterns less that of 1. */
export function codeDoubles(product: DoubleProduct) {
  return (weights: Float32Array): Float64Array => {
    const codes = new Float64Array(weights);
    if (product === "exact") return codes;
    for (let at = 0; at < codes.length; at++) if (codes[at] === 0) codes[at] = zeroCode;
    // Only the upper half of the pattern of 1 is not 0; lower halves come first.
    const halves = new Int32Array(codes.buffer);
    for (let at = 1; at < halves.length; at += 2) halves[at] = (halves[at] ?? 0) - upperHalfOfOne;
    return codes;
  };
}
