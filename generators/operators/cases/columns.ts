import type { Bits } from "../../../golden/format.js";
import { noiseBits } from "./noise.js";

/**
 * Operands of arrays whose columns below t are not exact: long runs of ones fill those columns with products, single ones leave
 * one product in a column, and noise is between them.
 *
 * Example with n = 8, t = 4: 00001111 × 00001111 has 1, 2, 3 and 4 products in the columns below 4.
 */
export function* columnCases(n: number, t: number): Generator<Bits, void> {
  const all = (1n << BigInt(n)) - 1n;
  const run = (bits: number): bigint => all >> BigInt(n - Math.min(bits, n));
  for (let bits = 1; bits <= n; bits++) {
    for (const y of [run(bits), all, run(t), all - run(bits - 1)]) yield { x: run(bits), y };
    yield { x: 1n << BigInt(bits - 1), y: all };
    yield { x: all, y: 1n << BigInt(bits - 1) };
    // one product in each column, of every pair of bits below t
    const other = t - bits;
    if (other >= 0 && other < n) yield { x: 1n << BigInt(bits - 1), y: 1n << BigInt(other) };
    yield { x: noiseBits(2 * bits, n), y: noiseBits(2 * bits + 1, n) };
  }
}
