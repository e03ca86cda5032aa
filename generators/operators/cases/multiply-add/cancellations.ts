import { flips } from "../rounding.js";
import { noiseStream } from "../noise.js";
import { drawScale, indices, type CaseFormat, type DrawFactors, type MacOperands } from "../case-format.js";

/** Factors that each stream of {@link flippedOpposites} draws. */
const opposites = 112;

/**
 * The addend cancels the product as far as its format allows, but for one or two of its bits.
 *
 * Formula: a = flips(round(−x·y)).
 * Example with 3 fraction bits: x = y = 1.25, x·y = 1.5625, a = −1.5 (−1.100) with its last bit changed, −1.625.
 * The sum is −0.0625.
 * @param stream the first index of noise
 */
export function* flippedOpposites(
  draw: DrawFactors,
  sum: CaseFormat,
  stream: number,
): Generator<MacOperands> {
  for (const round of indices(opposites)) {
    const [x, y] = draw(stream + round, drawScale(sum, round));
    for (const a of flips(sum.round(x.times(y).negated()), sum.width)) yield [x, y, a];
  }
}

/**
 * Every product of two factors of at most 8 bits, and the addends next to its opposite.
 *
 * Formula: a = −round(x·y) and the numbers just below and above it.
 * Example with 3 fraction bits: x = y = 1.25, x·y = 1.5625, a ∈ {−1.375, −1.5, −1.625}.
 */
export function* everyOpposite(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  if (factors.width > 8) return;
  const positive = indices(2 ** (factors.width - 1)).map((bits) => factors.value(BigInt(bits)));
  let index = 0;
  for (const [i, first] of positive.entries())
    for (const second of positive.slice(0, i + 1)) {
      if (first.isZero() || second.isZero()) continue;
      const [x, y] = index % 2 === 0 ? [first, second] : [second, first];
      const nearest = sum.round(x.times(y));
      for (const near of [nearest - 1n, nearest, nearest + 1n]) {
        if (near <= 0n) continue;
        const a = sum.value(near);
        yield index % 3 === 0 ? [x.negated(), y, a] : [x.negated(), y.negated(), a.negated()];
        index++;
      }
    }
}

/**
 * The addend cancels the product but for a given part of it, so that the sum has a given number of leading zeros.
 *
 * Formula: a = −x·y·(1 ± 2^−j), rounded to the addend's format, for j = 1 … far; and a = −x·y.
 * Example: x·y = 1.5, j = 3: a = −1.5·(1 − 1/8) = −1.3125, and the sum is 0.1875 = 1.5/8.
 */
export function* nearOpposites(draw: DrawFactors, sum: CaseFormat, far: number): Generator<MacOperands> {
  yield* flippedOpposites(draw, sum, noiseStream.flippedOpposites);
  let index: number = noiseStream.nearOpposites;
  for (const zeros of indices(far))
    for (const round of indices(12)) {
      const [x, y] = draw(index++, drawScale(sum, round));
      const exact = x.times(y);
      const part = exact.scaled(-zeros - 1);
      yield [x, y, exact.negated()];
      yield [x, y, exact.plus(part).negated()];
      yield [x, y, exact.minus(part).negated()];
    }
}
