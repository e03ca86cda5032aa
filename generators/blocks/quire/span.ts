import { regimeCap, type PositLayout } from "../posit/layout.js";

/** Where the bits of a quire lie, and the exponents of what goes in and comes out. */
export interface QuireSpan {
  /** Bits behind the point; the last one is the last bit that a product can have. */
  readonly fraction: number;
  /** Bits before the point of a product's magnitude. */
  readonly integer: number;
  /** ⌊log₂ maxpos⌋: the place of the leading bit of the largest posit. */
  readonly maxpos: number;
  /** The least exponent of a signed significand, −2 + f or 1 + f: that of −minpos. */
  readonly least: number;
  /** A posit is less than 2^range in magnitude, and at least 2^−range. */
  readonly range: number;
}

/**
 * The span of the quire of a posit⟨n,es⟩.
 *
 * Without a cap minpos is 2^−top and maxpos 2^top, top = 2^es·(n − 2). With a cap of rs bits, r = n − 1 − rs bits stand
 * behind the longest regimes, and minpos has the last of them set. If r > es that is a bit of the fraction:
 *
 *   minpos = 2^(−rs·2^es)·(1 + 2^−(r − es)), maxpos = 2^(rs·2^es − 1)·(2 − 2^−(r − es))
 *
 * Else it is a bit of the exponent, and minpos = 1/maxpos = 2^(−rs·2^es + 2^(es − r)).
 * Example, n = 16, es = 5, rs = 6: r = 9, four bits of fraction; the last bit of minpos² weighs 2^−(2·192 + 2·4).
 */
export function quireSpan({ n, es, rs }: PositLayout): QuireSpan {
  const cap = regimeCap(n, rs);
  const range = (cap ?? n - 2) * 2 ** es;
  const fraction = cap === null ? 0 : n - 1 - cap - es;
  if (fraction > 0)
    return {
      fraction: 2 * (range + fraction),
      integer: 2 * range,
      maxpos: range - 1,
      least: -range,
      range,
    };
  const top = cap === null ? range : range - 2 ** -fraction;
  return { fraction: 2 * top, integer: 2 * top + 1, maxpos: top, least: -top - 1, range };
}
