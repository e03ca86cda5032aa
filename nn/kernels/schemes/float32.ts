import type { Scheme } from "../code/scheme.js";
import { f32x4 } from "../code/vector.js";

/** float32: each product is rounded, then each sum. */
export const float32Scheme: Scheme = {
  codeBytes: 4,
  sum: "f32",
  bias: "f32",
  isPlain: true,
  tile: { pixels: 2, vectors: 4 },
  round: (_, x) => x.get,
  encode: (_, x) => [x.get],
  step: (f, [sum], activation, weights) => {
    if (sum !== undefined) f.set(sum, f32x4.add(sum.get, f32x4.mul(activation.get, weights.get)));
  },
  finish: (_, [sum], [bias]) => (sum === undefined || bias === undefined ? [] : [f32x4.add(sum.get, bias)]),
};
