import type { Bits } from "../../../golden/format.js";
import { scattered } from "./rounding.js";

/** Operands, their widths, and about what they add to a sum. */
export interface Step {
  readonly operands: Bits;
  readonly widths: Readonly<Record<string, number>>;
  readonly adds: bigint;
}

/** Most steps that a sum takes. */
const mostSteps = 2048;

/**
 * Each step, taken again and again until the sum of `acc` bits has gone through its whole range, if 2,048 of them are
 * enough; and noise in between. Random sums start anew long before they reach a wide accumulator's upper bits.
 * @param steps what adds most, of either sign
 */
export function* longSums(acc: number, steps: readonly Step[]): Generator<Bits[]> {
  for (const { operands, widths, adds } of steps) {
    const size = adds < 0n ? -adds : adds;
    const count = Math.min(Number((1n << BigInt(acc)) / size) + 1, mostSteps);
    const noise = (turn: number): Bits =>
      Object.fromEntries(
        Object.entries(widths).map(([name, width], i) => [name, scattered(2 * turn + i, width)]),
      );
    yield Array.from({ length: count + Math.ceil(count / 4) }, (_, turn) =>
      turn % 5 === 4 ? noise(turn) : operands,
    );
  }
}
