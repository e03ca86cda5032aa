import { Dyadic } from "./dyadic.js";

export interface FloatPrecision {
  /** Bits of fraction. */
  readonly wF: number;
  /** The exponent of the smallest normal number. */
  readonly emin: number;
}

/**
 * The magnitude's place among the format's non-negative patterns, which ascend with what they stand for: the
 * pattern of the nearest number with wF bits of fraction, ties to even, were there no largest exponent. The caller
 * makes what is beyond the largest number an infinity.
 *
 * With `subnormals` numbers are not denser below 2^emin than above (gradual underflow). Without, the exponent is
 * as if unbounded below as well, and what is below 2^emin *after* rounding is zero: so what lies within a quarter
 * of an ulp of 2^emin still becomes 2^emin.
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
  // Each exponent takes 2^wF patterns; a normal number has 2^wF ulps and more.
  return (BigInt(exponent - emin) << BigInt(wF)) + ulps;
}
