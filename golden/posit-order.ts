import type { FastModel } from "./fast.js";
import { checkParameter } from "./pattern.js";
import type { Posit } from "./posit.js";

/**
 * −1, 0 or 1 where x is less than, equal to or greater than y, by their exact values.
 * NaR is less than every real and equal to itself (Posit Standard 2022, §5.4).
 */
export function comparePosits(format: Posit, x: bigint, y: bigint): number {
  const reals = [x, y].filter((bits) => !format.isNaR(bits)).length;
  if (reals === 2) return format.value(x).compare(format.value(y));
  return reals === 0 ? 0 : format.isNaR(x) ? -1 : 1;
}

/** What a result is made of: the patterns as unsigned integers, and whether x is less than y. */
type Result = (x: number, y: number, isLess: boolean) => number;

/**
 * A fast model of what depends on the order of two posits of n bits; the input word is x‖y.
 * Here patterns are compared, after their sign bit was inverted; the exact model compares values.
 * @param n bits, 3 to 16
 * @throws RangeError for another n.
 */
export function fastPositOrder(n: number, result: Result): FastModel {
  checkParameter("n of the fast model", n, 3, 16);
  const size = 2 ** n;
  const sign = size / 2;
  return (first, results) => {
    for (let i = 0; i < results.length; i++) {
      const x = Math.floor((first + i) / size);
      const y = (first + i) % size;
      results[i] = result(x, y, (x ^ sign) < (y ^ sign));
    }
  };
}
