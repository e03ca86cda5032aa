/** A posit format, as the parameters of an operator give it. */
export interface PositLayout {
  /** Bits of a pattern. */
  readonly n: number;
  /** Exponent bits. */
  readonly es: number;
  /** The most bits of a regime's run; left out, or n − 1 and more, there is no cap. */
  readonly rs?: number | undefined;
}

/** The most bits of a regime's run; null where the pattern ends no later. */
export const regimeCap = (n: number, rs: number | undefined): number | null =>
  rs === undefined || rs >= n - 1 ? null : rs;
