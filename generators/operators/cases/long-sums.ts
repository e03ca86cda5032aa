import type { Bits } from "../../../golden/format.js";
import { noiseBits } from "./noise.js";

/** Operands of one step of a sum. */
export interface Step {
  readonly operands: Bits;
  /** Bits of each operand. */
  readonly widths: Readonly<Record<string, number>>;
  /** About what the operands add to the sum. */
  readonly adds: bigint;
}

/** Most steps that a sum takes. */
const mostSteps = 2048;

/**
 * Sums that pass through the whole range of an accumulator of `acc` bits: each step is repeated, with noise at
 * every fifth place. Random sums start anew long before they reach the upper bits.
 *
 * Example: acc = 10, steps that add 225: ⌊1024 / 225⌋ + 1 = 5 steps wrap around.
 * Where 2,048 steps are too few, the sum ends there.
 * @param steps operands that add most, of either sign
 */
export function* longSums(acc: number, steps: readonly Step[]): Generator<Bits[]> {
  for (const { operands, widths, adds } of steps) {
    const size = adds < 0n ? -adds : adds;
    const count = Math.min(Number((1n << BigInt(acc)) / size) + 1, mostSteps);
    const noise = (turn: number): Bits =>
      Object.fromEntries(
        Object.entries(widths).map(([name, width], i) => [name, noiseBits(2 * turn + i, width)]),
      );
    yield Array.from({ length: count + Math.ceil(count / 4) }, (_, turn) =>
      turn % 5 === 4 ? noise(turn) : operands,
    );
  }
}
