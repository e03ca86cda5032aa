import { Dyadic } from "../../golden/dyadic.js";
import type { Posit } from "../../golden/posit.js";
import type { Quire } from "../../golden/quire.js";
import { counted, noise, positNumbers } from "./number-cases.js";
import { scattered } from "./rounding-cases.js";

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
    const middle = middleAt(format, held, leading);
    yield* [...signed(power), ...(middle === undefined ? [] : signed(middle))];
    for (const below of counted(Math.min(leading, format.n + 16)))
      for (const bits of below === 0 ? [1n] : [1n, 3n]) {
        const sum = (middle ?? power) + (bits << BigInt(leading - 1 - below));
        yield below % 2 === 0 ? sum : BigInt.asUintN(held.width, -sum);
      }
    for (const turn of counted(12)) {
      // not far below the fraction in most of them: there is the next part of what is searched
      const most = turn % 4 === 0 ? leading : Math.min(leading, format.n + 16);
      const place = leading - 1 - (Number(scattered(index++, 24)) % Math.max(most, 1));
      if (place < 0) continue;
      const bit = turn % 2 === 0 ? 1n << BigInt(place) : -1n << BigInt(place);
      yield* signed((turn % 6 === 5 ? power : (middle ?? power)) + bit);
    }
  }
}

/** A sum half-way between two posits, with a leading bit; undefined where there is none. */
function middleAt(format: Posit, held: Quire, leading: number): bigint | undefined {
  const numbers = positNumbers(format);
  const place = Dyadic.powerOfTwo(leading - held.fractionBits);
  const bits = format.round(noise(numbers, leading).magnitude().times(place));
  const [low, high] = [numbers.value(bits), numbers.value(bits + 1n)];
  if (low.floorLog2() !== leading - held.fractionBits || high.isZero()) return undefined;
  const units = low.plus(high).scaled(held.fractionBits - 1);
  const integer = units.floor();
  return units.compare(new Dyadic(integer)) === 0 ? integer : undefined;
}
