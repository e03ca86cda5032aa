import { leadingFraction, leadingOne } from "./leading-one.js";
import { withSigns, type SignMode } from "./signs.js";

/**
 * Mitchell's product plus a correction from a table (Saadat et al.): 2^(kx + ky)·(A + c).
 * A = 1 + fx + fy, or 2·(fx + fy) where fx + fy ≥ 1. c = `units` / 64 for the segments that fx and fy lie in.
 *
 * Example with c = 5/64: 3·3 has kx = ky = 1, fx = fy = 1/2, A = 2, and gives 4·(2 + 5/64) = 8.3, cut to 8.
 *
 * Defined here, where the papers say nothing:
 * - Of a fraction, `kept` − 1 bits are taken. If that is fewer than n − 1, the last of them is set to 1.
 * - The magnitude 0, which −1 has under c1, is taken as 1.
 * - A product of 2^2n or more is replaced by the largest 2n-bit number with max(`kept`, 7) + 1 significant
 *   ones.
 * @param segments into which a power of two is divided: 1, 2, 4 …; at most 2^(`kept` − 2)
 * @returns 2n bits from n and n bits
 */
function correctedMitchell(
  n: number,
  kept: number,
  sign: SignMode,
  segments: number,
  units: (i: number, j: number) => number,
) {
  const bits = kept - 1;
  const one = 1n << BigInt(bits);
  const fraction = (u: bigint): bigint => {
    const cut = leadingFraction(u, bits);
    return kept < n ? cut - (cut % 2n) + 1n : cut;
  };
  const segment = (f: bigint): number => Number((f * BigInt(segments)) / one);
  const full = 1n << BigInt(2 * n);
  const significant = Math.min(2 * n, Math.max(kept, 7) + 1);
  return withSigns(n, sign, (u, v) => {
    const [fx, fy] = [fraction(u), fraction(v)];
    const sum = fx + fy;
    const linear = sum < one ? one + sum : 2n * sum;
    const corrected = linear * 64n + BigInt(units(segment(fx), segment(fy))) * one;
    const product = (corrected << (leadingOne(u) + leadingOne(v))) / (64n * one);
    return product < full ? product : full - (full >> BigInt(significant));
  });
}

/**
 * MBM, the minimally biased multiplier (Saadat, Bokhari, Parameswaran 2018): the correction is 5/64
 * everywhere.
 */
export function mbm(n: number, w: number, sign: SignMode) {
  return correctedMitchell(n, w, sign, 1, () => 5);
}

/** REALM (Saadat et al., DATE 2020): the correction of a segment pair makes its mean error vanish. */
export function realm(n: number, w: number, sign: SignMode, segments: number) {
  const table = Array.from({ length: segments }, (_, i) =>
    Array.from({ length: segments }, (_, j) => realmUnits(segments, i, j)),
  );
  return correctedMitchell(n, w, sign, segments, (i, j) => table[i]?.[j] ?? 0);
}

/**
 * The correction of segment pair (i, j) in 64ths, rounded to nearest; for example realmUnits(1, 0, 0) = 5.
 * It is the mean of Mitchell's relative error over the pair, divided by the mean of 1/((1+x)(1+y)).
 * Source: Saadat et al., DATE 2020, §III.
 */
export function realmUnits(segments: number, i: number, j: number): number {
  const [x0, x1] = [i / segments, (i + 1) / segments];
  const [y0, y1] = [j / segments, (j + 1) / segments];
  // The integral over y from a to b of what Mitchell's product lacks, relative: xy/((1+x)(1+y)) below the
  // diagonal x + y = 1, (1−x)(1−y)/((1+x)(1+y)) above it.
  const below = (x: number, a: number, b: number): number =>
    (x / (1 + x)) * (b - a - Math.log((1 + b) / (1 + a)));
  const above = (x: number, a: number, b: number): number =>
    ((1 - x) / (1 + x)) * (2 * Math.log((1 + b) / (1 + a)) - (b - a));
  const missing = (x: number): number => {
    const split = Math.min(y1, Math.max(y0, 1 - x));
    return below(x, y0, split) + above(x, split, y1);
  };
  const weight = Math.log((1 + x1) / (1 + x0)) * Math.log((1 + y1) / (1 + y0));
  return Math.round((64 * simpson(missing, x0, x1)) / weight);
}

/** ∫ f from a to b by Simpson's rule, to about 1e−9 for the smooth functions here. */
function simpson(f: (x: number) => number, a: number, b: number): number {
  const steps = 64;
  const width = (b - a) / steps;
  let sum = f(a) + f(b);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 1 ? 4 : 2) * f(a + step * width);
  return (sum * width) / 3;
}
