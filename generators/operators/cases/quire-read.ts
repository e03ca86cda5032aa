import { Dyadic } from "../../../golden/dyadic.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { counted, noise, positNumbers } from "./numbers.js";
import { scattered } from "./rounding.js";

/**
 * Sums to be read, of either sign, their leading bit in each place: powers of two, and what is half-way between two posits;
 * and either with one bit more or less, somewhere below, or two bits more, which have to be found among all that is only
 * sticky: each bit there that is not far below the fraction, and others.
 */
export function* quireReadings(format: Posit, held: Quire): Generator<bigint> {
  let index = 17000;
  const signed = (sum: bigint): bigint[] => [sum, -sum].map((each) => BigInt.asUintN(held.width, each));
  for (const leading of counted(held.width - 1)) {
    const power = 1n << BigInt(leading);
    const toLower = middleAt(format, held, leading, 0n) ?? power;
    const toUpper = middleAt(format, held, leading, 1n) ?? power;
    for (const sum of [power, toLower, toUpper]) yield* signed(sum);
    for (const below of counted(Math.min(leading, format.n + 16)))
      for (const bits of below === 0 ? [1n] : [1n, 3n]) {
        const more = bits << BigInt(leading - 1 - below);
        yield toLower + more;
        yield BigInt.asUintN(held.width, more - toUpper);
      }
    for (const turn of counted(12)) {
      // not far below the fraction in most of them: there is the next part of what is searched
      const most = turn % 4 === 0 ? leading : Math.min(leading, format.n + 16);
      const place = leading - 1 - (Number(scattered(index++, 24)) % Math.max(most, 1));
      if (place < 0) continue;
      const bit = 1n << BigInt(place);
      if (turn % 6 === 5) yield* signed(power - bit);
      else yield* signed(turn % 2 === 0 ? toLower + bit : toUpper - bit);
    }
  }
}

/**
 * A sum half-way between two posits, with a leading bit: it is rounded to the lower one, whose pattern is even, or to the upper
 * one, as the lower one is odd, and any bit more or less decides otherwise.
 * @param parity of the lower one's pattern
 * @returns undefined where there is no such sum
 */
function middleAt(format: Posit, held: Quire, leading: number, parity: bigint): bigint | undefined {
  const numbers = positNumbers(format);
  const place = Dyadic.powerOfTwo(leading - held.fractionBits);
  const bits = (format.round(noise(numbers, leading).magnitude().times(place)) & ~1n) | parity;
  const [low, high] = [numbers.value(bits), numbers.value(bits + 1n)];
  if (low.isZero() || low.floorLog2() !== leading - held.fractionBits || high.isZero()) return undefined;
  const units = low.plus(high).scaled(held.fractionBits - 1);
  const integer = units.floor();
  return units.compare(new Dyadic(integer)) === 0 ? integer : undefined;
}
