import type { Random } from "../../../operands/random.js";
import type { WordLayout } from "../../../operands/word.js";

/**
 * A mutated vector: one or two bits flipped, an operand a power of two more or less, or its low bits drawn again. For example
 * x = 0100 becomes 0110, 0101, 0011 or 0111. Vectors that excite and observe a condition often lie close to near misses.
 */
export function neighbour(vector: bigint, layout: WordLayout, random: Random): bigint {
  return random.pick(changes)(vector, layout, random);
}

type Change = (vector: bigint, layout: WordLayout, random: Random) => bigint;

const otherBit: Change = (vector, { width }, random) => vector ^ (1n << BigInt(random.below(width)));

const otherBits: Change = (vector, layout, random) =>
  otherBit(otherBit(vector, layout, random), layout, random);

const moreOrLess: Change = (vector, layout, random) =>
  withOperand(vector, layout, random, (operand, width) => {
    const step = 1n << BigInt(random.below(width));
    return random.below(2) === 0 ? operand + step : operand - step;
  });

const otherEnd: Change = (vector, layout, random) =>
  withOperand(vector, layout, random, (operand, width) => operand ^ random.bits(random.below(width) + 1));

const changes: readonly Change[] = [otherBit, otherBits, moreOrLess, otherEnd];

/** The vector with one operand changed, modulo 2^width; which one is drawn. */
function withOperand(
  vector: bigint,
  { fields }: WordLayout,
  random: Random,
  change: (operand: bigint, width: number) => bigint,
): bigint {
  const { format, lsb } = random.pick(fields);
  const [width, place] = [format.width, BigInt(lsb)];
  const operand = BigInt.asUintN(width, vector >> place);
  return vector ^ ((operand ^ BigInt.asUintN(width, change(operand, width))) << place);
}
