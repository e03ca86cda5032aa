/*
 * Gustafson's fast sigmoid, which PositSigmoid computes of a posit⟨n,0⟩: a quarter of its pattern's distance from the lowest
 * one. As a function of numbers, with P the magnitude's pattern in units of that of 1:
 *
 *     P(m) = m  for m ≤ 1,  2 − 2^−k + (m / 2^k − 1) / 2^(k+1)  for 2^k ≤ m ≤ 2^(k+1)
 *     s(x) = (2 + sign(x) P(|x|)) / 4
 *
 * Example: P(1) = 1, so s(1) = 3/4; 1/(1 + e^−1) = 0.731. The operator cuts what its last bit does not hold.
 * Source: see `generators/operators/posit-sigmoid.ts`.
 */

/** The power of two at or below a finite magnitude of at least 1. */
function powerBelow(magnitude: number): number {
  const power = 2 ** Math.floor(Math.log2(magnitude));
  // A logarithm may be rounded up to the next whole number.
  return power > magnitude ? power / 2 : power;
}

/** s(x), in double; 1 and 0 at the infinities. */
function fastSigmoid(x: number): number {
  const magnitude = Math.abs(x);
  let pattern = magnitude;
  if (magnitude === Infinity) pattern = 2;
  else if (magnitude > 1) {
    const power = powerBelow(magnitude);
    pattern = 2 - 1 / power + (magnitude / power - 1) / (2 * power);
  }
  return (x < 0 ? 2 - pattern : 2 + pattern) / 4;
}

/** The slope of s, a power of two: 1/4 for |x| < 1, 2^−(2k+3) for 2^k ≤ |x| < 2^(k+1). */
export function fastSigmoidSlope(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude < 1 ? 1 / 4 : 1 / (8 * powerBelow(magnitude) ** 2);
}

/**
 * @param bits n, where numbers are posits⟨n,0⟩: results are those of PositSigmoid, bit for bit. Undefined: the nearest
 *   float32 numbers
 */
export function runFastSigmoid(
  input: Float32Array,
  out: Float32Array,
  count: number,
  bits: number | undefined,
): void {
  const unit = bits === undefined ? 0 : 2 ** (2 - bits);
  for (let at = 0; at < count; at++) {
    const value = fastSigmoid(input[at] ?? 0);
    // Up to 1 posits⟨n,0⟩ lie evenly.
    out[at] = unit === 0 ? value : Math.floor(value / unit) * unit;
  }
}
