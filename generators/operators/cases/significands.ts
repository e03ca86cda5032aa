import type { Bits } from "../../../golden/format.js";

/**
 * Operands of approximate multipliers, which keep only the first significand bits.
 * The kept bits are at an end of their range, or one unit of what is cut off away from it.
 * Every position of the leading one is taken.
 *
 * Example with `kept` = 3 and the leading one at 2^5: 101000, 111000, 110111, 110000.
 * Each x stands beside another of these, itself, the largest kept significand, and its complement.
 * @param n bits of an operand
 * @param kept significand bits kept, the leading one among them
 */
export function* significandCases(n: number, kept: number): Generator<Bits, void> {
  const all = (1n << BigInt(n)) - 1n;
  const patterns = Array.from({ length: n }, (_, position) => {
    const top = 1n << BigInt(position);
    const unit = top >> BigInt(kept - 1);
    return [top + unit, top + top - unit, top + top - unit - 1n, top + (top >> 1n)];
  }).flat();
  const largest = all - (all >> BigInt(Math.min(kept, n)));
  for (const [index, pattern] of patterns.entries()) {
    const x = pattern & all;
    const next = (patterns[(index + 5) % patterns.length] ?? 0n) & all;
    yield* [x, next, largest, all - x].map((y) => ({ x, y }));
    yield { x: ~x & all, y: largest };
  }
}
