/**
 * The step of k-bit weights in means of their magnitudes, k = 2 … 8. It is the one with the least mean square error for a
 * normal distribution and the integers −m … m, m = 2^(k−1) − 1. Source: J. Max, "Quantizing for minimum distortion", IRE
 * Trans. IT-6, 1960, table II; from there by the mean of a normal magnitude, √(2/π) deviations.
 */
const stepInMeans = [1.534, 0.8156, 0.4429, 0.2422, 0.1322, 0.0718, 0.0387] as const;

/** The largest weight of k bits; one bit is ±1. */
export const largestWeight = (bits: number): number => (bits === 1 ? 1 : 2 ** (bits - 1) - 1);

/** Integers, and for each row the float32 number that they stand for a multiple of. */
export interface FewBitWeights {
  readonly integers: Float32Array;
  readonly steps: Float32Array;
}

/**
 * Weights of k bits, row by row. One bit: the sign, times the mean magnitude of the row; 0 counts as +1. More: the nearest
 * multiple of a step, at most m steps.
 * Source of one bit: M. Rastegari et al., XNOR-Net, ECCV 2016.
 */
export function fewBitWeights(weights: Float32Array, depth: number, bits: number): FewBitWeights {
  const integers = new Float32Array(weights.length);
  const steps = new Float32Array(weights.length / depth);
  const most = largestWeight(bits);
  for (let row = 0; row < steps.length; row++) {
    let sum = 0;
    for (let at = row * depth; at < (row + 1) * depth; at++) sum += Math.abs(weights[at] ?? 0);
    const step = Math.fround((sum / depth) * (bits === 1 ? 1 : (stepInMeans[bits - 2] ?? NaN)));
    steps[row] = step;
    for (let at = row * depth; at < (row + 1) * depth; at++) {
      const weight = weights[at] ?? 0;
      if (bits === 1) integers[at] = weight < 0 ? -1 : 1;
      else if (step > 0) integers[at] = Math.min(most, Math.max(-most, Math.round(weight / step))) + 0;
    }
  }
  return { integers, steps };
}
