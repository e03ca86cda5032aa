import type { NumberFormat } from "../golden/format.js";
import type { Operands } from "./corners.js";
import type { Random } from "./random.js";

/**
 * `count` biased random tuples. Each operand is uniform, or one run of equal bits and then noise (a regime, a small
 * or a large number), or runs throughout (carry chains), or near a corner; and every fourth operand after the first
 * follows from its neighbour (itself, negative, reciprocal), which noise never would be. Tuples may repeat.
 */
export function* randomVectors(
  formats: readonly NumberFormat[],
  random: Random,
  count: number,
): Generator<Operands, void> {
  const sources = formats.map(patternSource);
  for (let drawn = 0; drawn < count; drawn++) {
    const operands: bigint[] = [];
    for (const { width, pattern } of sources) {
      const neighbour = operands.at(-1);
      const follows = neighbour !== undefined && random.below(4) === 0;
      operands.push(follows ? random.pick(relations)(neighbour, width) : pattern(random));
    }
    yield operands;
  }
}

type Pattern = (random: Random, width: number) => bigint;

function patternSource(format: NumberFormat) {
  const corners = format.corners();
  const nearCorner: Pattern = (random, width) =>
    BigInt.asUintN(width, random.pick(corners) + BigInt(random.below(17) - 8));
  const kinds = [uniform, leadingRun, runs, ...(corners.length > 0 ? [nearCorner] : [])];
  return {
    width: format.width,
    pattern: (random: Random) => random.pick(kinds)(random, format.width),
  };
}

const uniform: Pattern = (random, width) => random.bits(width);

/** A run of zeros or of ones from the top, of any length as likely, then uniform bits. */
const leadingRun: Pattern = (random, width) => {
  const tail = random.below(width + 1);
  const run = random.below(2) === 0 ? 0n : (1n << BigInt(width)) - (1n << BigInt(tail));
  return run | random.bits(tail);
};

/** Zeros and ones in turn, each run half of what is left on average. */
const runs: Pattern = (random, width) => {
  let bits = 0n;
  let ones = random.below(2) === 0;
  for (let left = width; left > 0; ones = !ones) {
    const length = 1 + random.below(left);
    left -= length;
    if (ones) bits |= ((1n << BigInt(length)) - 1n) << BigInt(left);
  }
  return bits;
};

/** Patterns of `width` bits that follow from another operand's; `sign` is the top bit. */
const relations: readonly ((other: bigint, width: number) => bigint)[] = [
  (other, width) => BigInt.asUintN(width, other),
  (other, width) => BigInt.asUintN(width, -other),
  (other, width) => BigInt.asUintN(width, ~other),
  // of a posit: exactly 1/x for a power of two, near it otherwise
  (other, width) => BigInt.asUintN(width, -other) ^ sign(width),
  (other, width) => BigInt.asUintN(width, ~other) ^ sign(width),
];

const sign = (width: number) => 1n << BigInt(width - 1);
