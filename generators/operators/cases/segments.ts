import type { Bits } from "../../../golden/format.js";
import { noiseBits } from "./noise.js";

/**
 * Operands of static-segment multipliers: on either side of the step from the lower segment to the upper one, with all, none
 * or the highest of the bits cut off, each against the others and their negatives.
 *
 * Example with n = 8, m = 5: 31 and 32; 11111|111, 10000|000, 10000|100.
 */
export function* segmentCases(n: number, m: number): Generator<Bits, void> {
  const all = (1n << BigInt(n)) - 1n;
  const step = 1n << BigInt(m);
  const cut = 1n << BigInt(n - m);
  const top = 1n << BigInt(n - 1);
  const values = [
    0n,
    1n,
    step - 1n,
    step,
    step + cut / 2n,
    step + cut - 1n,
    top,
    top - 1n,
    top + cut / 2n,
    all,
  ];
  const operands = [...values, ...values.map((value) => -value)].map((value) => value & all);
  for (const [index, x] of operands.entries()) {
    for (const y of operands) yield { x, y };
    yield { x, y: noiseBits(index, n) };
  }
}
