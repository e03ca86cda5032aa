/**
 * `bits` pseudo-random bits, others for each index: leading bits of multiples of the golden ratio.
 * For example noiseBits(0, 8) = 0x9e and noiseBits(1, 8) = 0x3c.
 * Source: D. E. Knuth, TAOCP 3, section 6.4.
 */
export function noiseBits(index: number, bits: number): bigint {
  if (bits > 64) return (noiseBits(index, bits - 64) << 64n) | noiseBits(index + bits, 64);
  return BigInt.asUintN(64, BigInt(index + 1) * 0x9e3779b97f4a7c15n) >> BigInt(64 - bits);
}

/**
 * The first index that each generator of cases draws noise from, so that no two draw the same operands.
 * The numbers have no meaning; another number gives other vectors.
 */
export const noiseStream = {
  flippedOpposites: 0,
  nearOpposites: 112,
  everyDistance: 1000,
  productTies: 3000,
  addendTies: 4000,
  sumsAtPowers: 6000,
  halfUlpBelowPowers: 7000,
  halfUlpMultiples: 8000,
  longCarries: 9000,
  productsBelowPowers: 9500,
  leadingBits: 11000,
  besideMidpoints: 13000,
  tiesBelowPowers: 15000,
  quireReadings: 17000,
  farApart: 19000,
  farBelow: 21000,
  shortOpposites: 23000,
  squareTies: 25000,
  nearlyEqual: 26000,
  halves: 26500,
  divisors: 27000,
} as const;
