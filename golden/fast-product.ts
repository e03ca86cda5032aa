import type { FastModel } from "./fast.js";

/**
 * Exact products of integers of n bits, both signed (two's complement) or both unsigned, of consecutive words x‖y.
 * @param n at most 16
 */
export function fastProduct(n: number, isSigned: boolean): FastModel {
  if (n > 16) throw new RangeError(`products of ${n} bits do not fit 32 bits`);
  const above = isSigned ? 32 - n : 0;
  // the low 32 bits of a product are those of its factors' patterns, extended by their signs
  const factor = (pattern: number): number => (pattern << above) >> above;
  const below = 2 ** n - 1;
  const mask = -1 >>> (32 - 2 * n);
  return (first, results) => {
    for (let at = 0; at < results.length; at++) {
      const word = (first + at) >>> 0;
      results[at] = Math.imul(factor(word >>> n), factor(word & below)) & mask;
    }
  };
}
