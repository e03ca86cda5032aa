import { Dyadic } from "./dyadic.js";
import { signed } from "./integer.js";
import type { Posit } from "./posit.js";

/*
 * Posits and integers in two's complement of w bits (Posit Standard 2022, §6.3).
 * The standard has w = n; for other widths the same holds here of −2^(w−1), the lowest integer.
 */

/** The integer nearest to a posit, ties to even; the lowest one for NaR and for what is out of range. */
export function positToInteger(format: Posit, x: bigint, w: number): bigint {
  const lowest = 1n << BigInt(w - 1);
  if (format.isNaR(x)) return lowest;
  const integer = format.value(x).roundHalfEven();
  return integer < -lowest || integer >= lowest ? lowest : signed(w).wrap(integer);
}

/** The posit nearest to an integer of w bits; NaR for the lowest one where `lowestIsNar`. */
export function integerToPosit(format: Posit, x: bigint, w: number, lowestIsNar: boolean): bigint {
  if (lowestIsNar && x === 1n << BigInt(w - 1)) return format.nar;
  return format.round(new Dyadic(signed(w).value(x)));
}
