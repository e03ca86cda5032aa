import { Dyadic } from "./dyadic.js";

export interface FloatPrecision {
  /** Bits of fraction. */
  readonly wF: number;
  /** The exponent of the smallest normal number. */
  readonly emin: number;
}

/**
 * The pattern of the number nearest to a magnitude, with wF fraction bits, ties to even, were there no
 * largest exponent.
 * Patterns of non-negative numbers ascend with their values; the caller turns what exceeds the largest into
 * an infinity.
 *
 * With `subnormals`, numbers below 2^emin are as far apart as those just above it (gradual underflow).
 * Without, the exponent is unbounded below too, and what is below 2^emin *after* rounding is zero.
 * So a value within a quarter of an ulp below 2^emin still becomes 2^emin.
 *
 * Source: IEEE 754-2019, §4.3.1 and §7.5 (tininess after rounding).
 * @throws RangeError unless the magnitude is positive.
 */
export function nearestFloat(magnitude: Dyadic, { wF, emin }: FloatPrecision, subnormals: boolean): bigint {
  const scale = magnitude.floorLog2();
  const exponent = subnormals ? Math.max(scale, emin) : scale;
  const ulps = magnitude.scaled(wF - exponent).roundHalfEven();
  const rounded = new Dyadic(ulps, exponent - wF);
  const smallestNormal = Dyadic.powerOfTwo(emin);
  if (!subnormals && rounded.compare(smallestNormal) < 0) return 0n;
  // each exponent has 2^wF patterns; a normal number has at least 2^wF ulps
  return (BigInt(exponent - emin) << BigInt(wF)) + ulps;
}
