/** What the rounding to posit⟨n, es⟩ needs, all of it in steps of the pattern's logarithm. */
export interface PositFormat {
  readonly n: number;
  readonly es: number;
  /** The most bits of a regime's run; left out, or n − 1 and more, there is no cap. */
  readonly rs?: number | undefined;
}

/** The most bits of a regime's run that no bit ends; null without a cap. */
export const capOf = ({ n, rs }: PositFormat): number | null => (rs === undefined || rs >= n - 1 ? null : rs);

/** All posits lie from 2^−scale to 2^scale. Without a cap these are the smallest positive one and the largest. */
export const largestScale = (format: PositFormat): number => (capOf(format) ?? format.n - 2) * 2 ** format.es;

/**
 * The logarithm s + f of the largest posit 2^s·(1 + f), which is that of the smallest positive one with the other sign.
 * With a cap one bit at least stands behind the longest regimes, whose last one is 0 in the pattern after the largest.
 */
export function largestLogarithm(format: PositFormat): number {
  const cap = capOf(format);
  const end = largestScale(format);
  return cap === null ? end : end - 2 ** -(mostFractionBits(format) - (cap - 2));
}

/** The smallest positive posit. */
export function smallest(format: PositFormat): number {
  const logarithm = -largestLogarithm(format);
  const scale = Math.floor(logarithm);
  return 2 ** scale * (1 + logarithm - scale);
}

/** Fraction bits of a quire: every product is a multiple of the last one. */
export const quireFraction = (format: PositFormat): number =>
  -2 * lastBitExponent(format, Math.floor(-largestLogarithm(format)));

/** Widest posits, and the largest exponent, that fit float32 in every step here. */
const widestPosit = 16;
export const mostScale = 126;

/** Fraction bits of the posits around 1; below 0 where even exponent bits have no room. */
export const mostFractionBits = ({ n, es }: PositFormat): number => n - 3 - es;

/** Posits from 2^−end to 2^end, without the latter, have a bit of fraction at least. Without a cap. */
export const quickEnd = (format: PositFormat): number => mostFractionBits(format) * 2 ** format.es;

/** Fraction bits of logarithms that are rounded: a guard and a sticky bit more than a posit has. */
export const logarithmBits = (format: PositFormat): number => Math.max(mostFractionBits(format), 0) + 2;

/**
 * The weight of the last bit of a positive posit at a scale, as a power of two: all posits of that scale or above are
 * multiples of it.
 */
export function lastBitExponent(format: PositFormat, scale: number): number {
  const regime = Math.floor(scale / 2 ** format.es);
  const cap = capOf(format);
  const lost = Math.min(regime < 0 ? -regime - 1 : regime, cap === null ? Infinity : cap - 2);
  const fraction = mostFractionBits(format) - lost;
  return scale - Math.max(fraction, 0);
}

/** As in descriptions: posit⟨16,2⟩, posit⟨16,2,rs=6⟩. */
export const nameOf = (format: PositFormat): string => {
  const cap = capOf(format);
  return `posit⟨${format.n},${format.es}${cap === null ? "" : `,rs=${cap}`}⟩`;
};

/** Why there is no kernel of a posit format; null if there is one. */
export const positObstacle = (format: PositFormat): string | null =>
  format.n <= widestPosit && largestScale(format) <= mostScale
    ? null
    : `${nameOf(format)} does not fit float32; posits of up to ${widestPosit} bits with values up to 2^${mostScale} do`;
