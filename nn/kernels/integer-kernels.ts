import type { MatrixKernel, PreparedWeights } from "./kernel.js";
import type { Layer, Trust } from "./run/plan.js";
import { simdKernel, type SimdKernel } from "./run/simd-kernel.js";
import { most, nearestInteger } from "./schemes/integer-format.js";
import { codeDoublePatterns, codeFloatPatterns, type Logarithms } from "./schemes/integer-mitchell.js";
import { integerScheme, type IntegerProducts } from "./schemes/integers.js";
import { roundHalfEven } from "./schemes/round-half-even.js";

/** Computes a sum of products anew, from rounded operands. */
export type Redo = (activations: Float32Array, weights: Float32Array, bias: number) => number;

/**
 * Integer products, exact sums modulo 2^bits. A layer whose sums stay below 2^24 whatever the activations is computed in
 * floats, else in doubles. Both are exact.
 * @param bias `summand`: an integer that the sum takes last. `threshold`: a number that stands beside the sum, as what a
 *   comparator behind it compares with; the result is their difference
 */
export function integerKernel(
  products: IntegerProducts,
  {
    bits,
    redo,
    words,
    bias: kind = "summand",
  }: {
    readonly bits: number;
    readonly redo: Redo;
    readonly words: string;
    readonly bias?: "summand" | "threshold";
  },
): MatrixKernel {
  const { operands, weights: weightFormat = operands, logarithms } = products;
  const roundWeight = (weight: number): number => nearestInteger(weight, weightFormat);
  const isThreshold = kind === "threshold";
  const plan = {
    description: words,
    takesNonFinite: false,
    roundWeight,
    roundBias: isThreshold ? Math.fround : roundHalfEven,
    judge: judgeIntegers(
      { isSigned: operands.signed || weightFormat.signed, isThreshold, growth: growth(logarithms) },
      bits,
    ),
    redo,
  };
  const wide = simdKernel({
    ...plan,
    scheme: integerScheme(products, "f64"),
    codeWeights:
      logarithms === null ? (weights) => new Float64Array(weights) : codeDoublePatterns(logarithms),
  });
  const narrow = simdKernel({
    ...plan,
    scheme: integerScheme(products, "f32"),
    codeWeights: logarithms === null ? (weights) => weights.slice() : codeFloatPatterns(logarithms),
  });
  const owners = new WeakMap<PreparedWeights, SimdKernel>();
  const ownerOf = (weights: PreparedWeights): SimdKernel => {
    const owner = owners.get(weights);
    if (owner === undefined) throw new RangeError("these weights were prepared by another kernel");
    return owner;
  };
  return {
    description: words,
    round: (values, scale) => {
      wide.round(values, scale);
    },
    prepare(weights, bias, shape, scales) {
      const rounded = weights
        .slice(0, shape.rows * shape.depth)
        .map((weight) => roundWeight(weight * 2 ** -scales.weights));
      const largest = largestRow(rounded, shape.depth) * most(operands);
      // one's complement takes 1 off products
      const less = logarithms?.complement === "ones" ? shape.depth : 0;
      const kernel = largest * growth(logarithms) + less < 2 ** 24 ? narrow : wide;
      const prepared = kernel.prepare(weights, bias, shape, scales);
      owners.set(prepared, kernel);
      return prepared;
    },
    rounded: (weights) => ownerOf(weights).rounded(weights),
    multiply: (a, m, weights, out, rounded) => {
      ownerOf(weights).multiply(a, m, weights, out, rounded);
    },
    convolution: (weights, windows) => ownerOf(weights).convolution(weights, windows),
    release() {
      wide.release();
      narrow.release();
    },
  };
}

/** How many times the exact product's magnitude an approximate one may be: the last bit set and the correction make it larger. */
const growth = (logarithms: Logarithms | null): number => (logarithms === null ? 1 : 4);

/** The largest sum of magnitudes of a row. */
function largestRow(weights: Float32Array, depth: number): number {
  let largest = 0;
  for (let from = 0; from < weights.length; from += depth)
    largest = Math.max(
      largest,
      weights.subarray(from, from + depth).reduce((sum, weight) => sum + Math.abs(weight), 0),
    );
  return largest;
}

/** Sums are right unless they may leave the accumulator, or a double. */
function judgeIntegers(
  {
    isSigned,
    isThreshold,
    growth: times,
  }: { readonly isSigned: boolean; readonly isThreshold: boolean; readonly growth: number },
  bits: number,
) {
  const room = Math.min(2 ** (isSigned ? bits - 1 : bits), 2 ** 53);
  return ({ weights, bias, depth }: Layer): ((largest: number) => Trust) => {
    const largestBias = isThreshold ? 0 : bias.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const sum = largestRow(weights, depth);
    const wraps = !isSigned && !isThreshold && bias.some((value) => value < 0);
    // An exact product adds nothing to what its operands are worth; Mitchell's may, even to 0.
    const more = times === 1 ? 0 : depth;
    return (largest) => (!wraps && largest * sum * times + more + largestBias < room ? "right" : "wrong");
  };
}
