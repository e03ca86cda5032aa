import { v, type Module, type Signal } from "../../hdl/index.js";
import type { MultiplierArchitecture } from "../multiply/index.js";
import type { DecodedPosit, PositWidths } from "../posit/decode.js";
import { exactProductTerm, plamProductTerm } from "../posit/product.js";
import { isNar, type PositTerm } from "../posit/term.js";

/** An exact product of posits to be placed in a quire: significand · 2^scale. */
export interface QuireProduct {
  readonly widths: PositWidths;
  /** 1 where an operand is NaR. */
  readonly nar: Signal;
  /** 1 where an operand is 0 or NaR; the fields below are then don't-care. */
  readonly zero: Signal;
  /** 1 where the product is negative. It equals the significand's sign bit, but is known earlier. */
  readonly sign: Signal;
  /** Two's complement, of any width. */
  readonly scale: Signal;
  /** Two's complement with `fraction` bits behind the point. */
  readonly significand: Signal;
  readonly fraction: number;
  /** The number of last bits that are 0 in every significand of this scale. */
  trailingZeros(scale: number): number;
}

/** The product of two decoded posits of one format: exact, or PLAM's unrounded one. */
export function quireProduct(
  m: Module,
  product: "exact" | "plam",
  x: DecodedPosit,
  y: DecodedPosit,
  architecture: MultiplierArchitecture,
): QuireProduct {
  const term = product === "exact" ? exactProductTerm(m, x, y, architecture) : completePlam(m, x, y);
  const { widths } = x;
  return {
    widths,
    nar: m.wire("product_nar", 1, v`(${isNar(x)}) | (${isNar(y)})`),
    zero: term.zero,
    sign: m.wire("product_sign", 1, v`${x.sign} ^ ${y.sign}`),
    scale: term.scale,
    significand: term.significand,
    fraction: term.fraction,
    trailingZeros: (scale) =>
      term.fraction - longestFraction(widths, Math.floor(scale / 2 ** widths.es), product),
  };
}

/** PLAM's product with the ulp that ones without end behind it are worth, and room for its carry. */
function completePlam(m: Module, x: DecodedPosit, y: DecodedPosit): PositTerm {
  const { beyond, ...term } = plamProductTerm(m, x, y);
  if (beyond === undefined) return term;
  const { significand } = term;
  const sum = v`{${significand.msb}, ${significand}} + ${beyond}`;
  return { ...term, significand: m.wire("whole_product", significand.width + 1, sum) };
}

/**
 * The most fraction bits of a product with the regime `k`. Long regimes leave short fractions.
 * The factors' regimes add up to `k`, or to less where exponents carry.
 */
function longestFraction({ n, cap, fraction }: PositWidths, k: number, product: "exact" | "plam"): number {
  // the bit that would end a run of the cap is part of what follows
  const most = cap === null ? n - 2 : cap - 2;
  const bits = (regime: number): number =>
    Math.max(0, fraction - Math.min(regime < 0 ? -regime - 1 : regime, most));
  const [least, greatest] = cap === null ? [1 - n, n - 2] : [-cap, cap - 1];
  let longest = 0;
  for (const sum of product === "exact" ? [k, k - 1] : [k, k - 1, k - 2])
    for (let regime = least; regime <= greatest; regime++) {
      const [x, y] = [bits(regime), bits(sum - regime)];
      if (sum - regime < least || sum - regime > greatest) continue;
      longest = Math.max(longest, product === "exact" ? x + y : Math.max(x, y));
    }
  return longest;
}
