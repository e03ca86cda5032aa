import { Dyadic } from "../../../golden/dyadic.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { noiseBits, noiseStream } from "./noise.js";
import { indices, noiseNumber, positCaseFormat } from "./case-format.js";

/**
 * Patterns of a quire to be read, with the leading bit in each place and either sign.
 *
 * Formula: ±2^i and ±M, where M is a tie between two posits in [2^i, 2^(i+1)); and each with one bit, or two
 * adjacent bits, more or less below it.
 * Example in posit⟨8,0⟩, i the place of 1: M = 1 + 1/64 is rounded to 1; with any bit more to 1 + 1/32.
 * Places just below the fraction are all taken, where search and sticky bit meet; lower ones are drawn.
 */
export function* quireReadings(format: Posit, held: Quire): Generator<bigint> {
  let index: number = noiseStream.quireReadings;
  const wrap = (sum: bigint): bigint => BigInt.asUintN(held.width, sum);
  const bothSigns = (sum: bigint): bigint[] => [wrap(sum), wrap(-sum)];
  const searched = format.n + 16;
  for (const leading of indices(held.width - 1)) {
    const power = 1n << BigInt(leading);
    const toLower = tieAt(format, held, leading, 0n) ?? power;
    const toUpper = tieAt(format, held, leading, 1n) ?? power;
    for (const sum of [power, toLower, toUpper]) yield* bothSigns(sum);
    for (const below of indices(Math.min(leading, searched)))
      for (const bits of below === 0 ? [1n] : [1n, 3n]) {
        const more = bits << BigInt(leading - 1 - below);
        yield toLower + more;
        yield wrap(more - toUpper);
      }
    for (const turn of indices(12)) {
      const most = turn % 4 === 0 ? leading : Math.min(leading, searched);
      const place = leading - 1 - (Number(noiseBits(index++, 24)) % Math.max(most, 1));
      if (place < 0) continue;
      const bit = 1n << BigInt(place);
      if (turn % 6 === 5) yield* bothSigns(power - bit);
      else yield* bothSigns(turn % 2 === 0 ? toLower + bit : toUpper - bit);
    }
  }
}

/**
 * A sum half-way between two posits U and U + 1, as the quire's integer; its leading bit is bit `leading`.
 * @param parity of U: an even U is rounded to, an odd U is not
 * @returns undefined where there is no such sum
 */
function tieAt(format: Posit, held: Quire, leading: number, parity: bigint): bigint | undefined {
  const numbers = positCaseFormat(format);
  const scale = leading - held.fractionBits;
  const around = noiseNumber(numbers, leading).magnitude().times(Dyadic.powerOfTwo(scale));
  const bits = (format.round(around) & ~1n) | parity;
  const [low, high] = [numbers.value(bits), numbers.value(bits + 1n)];
  if (low.isZero() || low.floorLog2() !== scale || high.isZero()) return undefined;
  const units = low.plus(high).scaled(held.fractionBits - 1);
  const integer = units.floor();
  return units.compare(new Dyadic(integer)) === 0 ? integer : undefined;
}
