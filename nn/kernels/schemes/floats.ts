import type { Scheme } from "../code/scheme.js";
import { f32x4 } from "../code/vector.js";
import type { Layer, Trust } from "../run/plan.js";
import { roundToFloats, largestNumber, smallestNumber, type FloatFormat } from "./float-format.js";

/**
 * Products of short floats, exact in float32 or rounded to their format, added in float32: each sum is rounded.
 * An exact product that is added with one rounding is what a fused multiply-add gives.
 */
export const floatScheme = (format: FloatFormat, roundsProduct: boolean): Scheme => ({
  codeBytes: 4,
  sum: "f32",
  bias: "f32",
  tile: roundsProduct ? { pixels: 4, vectors: 1 } : { pixels: 2, vectors: 4 },
  round: (f, x) => roundToFloats(f, x, format),
  encode: (_, x) => [x.get],
  step(f, [sum], activation, weights) {
    if (sum === undefined) return;
    const exact = f32x4.mul(activation.get, weights.get);
    const product = roundsProduct ? roundToFloats(f, f.let(exact), format) : exact;
    f.set(sum, f32x4.add(sum.get, product));
  },
  finish: (_, [sum], [bias]) => (sum === undefined || bias === undefined ? [] : [f32x4.add(sum.get, bias)]),
});

/** What is known of products: bits below the exponents' sum, and how many times the exact one's magnitude they may be. */
export interface ProductRange {
  readonly lowBits: number;
  readonly growth: number;
}

/**
 * Sums are right if no product or sum can leave the normal numbers of float32. All are multiples of the last bits'
 * product, so none but zero is below it.
 */
export function judgeFloats(
  format: FloatFormat,
  roundsProduct: boolean,
  { lowBits, growth }: ProductRange = { lowBits: 2 * format.wF + 1, growth: 1 },
) {
  return ({ weights, bias, rows, depth }: Layer): ((largest: number, smallest: number) => Trust) => {
    const [most, least, sum] = extremes(weights, rows, depth);
    const [mostBias, leastBias] = extremes(bias, 1, rows);
    return (largest, smallest) => {
      // What is below the format's smallest number has become 0.
      const there = Math.max(smallest, smallestNumber(format));
      const quantum = Math.min(there * least * 2 ** -lowBits, leastBias * 2 ** -24);
      const end = roundsProduct ? largestNumber(format) : Infinity;
      const fits = 2 * growth * largest * sum + mostBias < 2 ** 127 && growth * largest * most < end;
      return fits && quantum >= 2 ** -126 ? "right" : "wrong";
    };
  };
}

/** The largest magnitude, the smallest but zero, and the largest sum of a row. */
function extremes(values: ArrayLike<number>, rows: number, depth: number): [number, number, number] {
  let [most, least, largestSum] = [0, Infinity, 0];
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = 0; k < depth; k++) {
      const magnitude = Math.abs(values[row * depth + k] ?? 0);
      most = Math.max(most, magnitude);
      if (magnitude > 0) least = Math.min(least, magnitude);
      sum += magnitude;
    }
    largestSum = Math.max(largestSum, sum);
  }
  return [most, least, largestSum];
}
