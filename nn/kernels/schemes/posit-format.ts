/** What the rounding to posit⟨n, es⟩ needs, all of it in steps of the pattern's logarithm. */
export interface PositFormat {
  readonly n: number;
  readonly es: number;
}

/** The largest posit is 2^scale, the smallest positive one 2^−scale. */
export const largestScale = ({ n, es }: PositFormat): number => (n - 2) * 2 ** es;

/** Widest posits, and the largest exponent, that fit float32 in every step here. */
const widestPosit = 16;
export const mostScale = 126;

/** Fraction bits of the posits around 1; below 0 where even exponent bits have no room. */
export const mostFractionBits = ({ n, es }: PositFormat): number => n - 3 - es;

/** Fraction bits of logarithms that are rounded: a guard and a sticky bit more than a posit has. */
export const logarithmBits = (format: PositFormat): number => Math.max(mostFractionBits(format), 0) + 2;

/**
 * The weight of the last bit of a positive posit at a scale, as a power of two: all posits of that scale or above are
 * multiples of it.
 */
export function lastBitExponent(format: PositFormat, scale: number): number {
  const regime = Math.floor(scale / 2 ** format.es);
  const fraction = mostFractionBits(format) - (regime < 0 ? -regime - 1 : regime);
  return scale - Math.max(fraction, 0);
}

/** Why there is no kernel of a posit format; null if there is one. */
export const positObstacle = (format: PositFormat): string | null =>
  format.n <= widestPosit && largestScale(format) <= mostScale
    ? null
    : `posit⟨${format.n},${format.es}⟩ does not fit float32; posits of up to ${widestPosit} bits with values up to 2^${mostScale} do`;
