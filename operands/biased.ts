import type { NumberFormat } from "../golden/format.js";
import type { Operands } from "./corners.js";
import type { Random } from "./random.js";

/**
 * `count` biased random tuples of operands; they may repeat. Each operand is of one of these kinds, as likely:
 *
 *     10110010   uniform
 *     11110110   a run of equal bits, then uniform ones: a regime, a small or a large number
 *     11000110   runs throughout: carry chains
 *     10000001   near a corner of its format
 *
 * One operand in four, after the first, follows from the one before: the same, its negative, its reciprocal. Independent
 * operands hardly ever are.
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

/** A run of zeros or of ones from the top, every length as likely, then uniform bits. */
const leadingRun: Pattern = (random, width) => {
  const tail = random.below(width + 1);
  const run = random.below(2) === 0 ? 0n : (1n << BigInt(width)) - (1n << BigInt(tail));
  return run | random.bits(tail);
};

/** Runs of zeros and ones in turn, each on average half of the bits that are left. */
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

/** Patterns of `width` bits that follow from another operand's. */
const relations: readonly ((other: bigint, width: number) => bigint)[] = [
  (other, width) => BigInt.asUintN(width, other),
  (other, width) => BigInt.asUintN(width, -other),
  (other, width) => BigInt.asUintN(width, ~other),
  // of a posit: exactly 1/x for a power of two, near it otherwise
  (other, width) => BigInt.asUintN(width, -other) ^ sign(width),
  (other, width) => BigInt.asUintN(width, ~other) ^ sign(width),
];

const sign = (width: number) => 1n << BigInt(width - 1);
