import type { Port } from "../generators/operator.js";
import type { Bits } from "../golden/format.js";
import type { Random } from "./random.js";
import { randomVectors } from "./random-vectors.js";

/**
 * `cycles` clock cycles of a sequential design, the first a reset: biased random operands, each control 1 as often as
 * its port says. Bubbles, operands back to back and resets in the middle all follow from that.
 */
export function* sequence(
  ports: Readonly<Record<string, Port>>,
  random: Random,
  cycles: number,
): Generator<Bits, void> {
  const inputs = Object.entries(ports).filter(([, { direction }]) => direction === "input");
  const operands = inputs.filter(([, { likelihood }]) => likelihood === undefined);
  const patterns = randomVectors(
    operands.map(([, { format }]) => format),
    random,
    cycles,
  );
  let first = true;
  for (const drawn of patterns) {
    const bits: Record<string, bigint> = {};
    operands.forEach(([name], i) => (bits[name] = drawn[i] ?? 0n));
    for (const [name, { likelihood }] of inputs)
      if (likelihood !== undefined) bits[name] = random.below(scale) < likelihood * scale ? 1n : 0n;
    if (first) bits.rst = 1n;
    first = false;
    yield bits;
  }
}

const scale = 1 << 16;
