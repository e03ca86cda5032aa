import { Dyadic } from "../../../../golden/dyadic.js";
import { noiseBits, noiseStream } from "../noise.js";
import {
  drawScale,
  indices,
  splitExponent,
  ulpExponent,
  type CaseFormat,
  type DrawFactors,
  type MacOperands,
} from "../case-format.js";

/**
 * Addends that make a tie with a given product, and addends with a bit more below.
 *
 * Formula: a = ±(m + r)·h, where h is half an ulp of the sum at the product's exponent, m is odd,
 * and r is 0, 2^−k or 3·2^−(k+1).
 * Example with 3 fraction bits: at 1 ≤ x·y < 2, h = 1/16. Then a = 3/16 makes 1.25 + 3/16 a tie,
 * and a = (3 + 1/4)/16 is just above it.
 */
export function* addendTies(draw: DrawFactors, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.addendTies;
  for (const above of [1, 2, 3, 5, 8, 13])
    for (const below of indices(sum.fractionBits + 1))
      for (const turn of indices(4)) {
        const [x, y] = draw(index++, drawScale(sum, turn === 0 ? 0 : index));
        const exact = x.times(y).magnitude();
        if (exact.isZero()) continue;
        const half = ulpExponent(sum, exact.floorLog2()) - 1;
        const odd = new Dyadic(1n | noiseBits(index, above));
        // two ones, which a parity does not detect
        const rest = turn === 3 ? new Dyadic(3n, -below - 1) : Dyadic.powerOfTwo(-below);
        const bits = below === 0 ? odd : odd.plus(rest);
        yield [x, y, bits.scaled(half)];
        yield [x, y, bits.scaled(half).negated()];
      }
}

/**
 * The addend moves the product nearly to the midpoint between two numbers, or just past it.
 *
 * Formula: a = −t·(x·y − midpoint) with t = 8/16, 12/16, 13/16, 15/16, 17/16, 20/16.
 * Example with 3 fraction bits: 1.125·1.375 = 1.546875; the midpoint of 1.5 and 1.625 is 1.5625.
 * With t = 15/16, a = 15/1024 leaves the sum 1/1024 below the midpoint; with t = 17/16 it is 1/1024 above.
 */
export function* besideMidpoints(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.besideMidpoints;
  const eighths = indices(8).flatMap((i) => indices(8).map((j) => [i, j] as const));
  const anywhere = [drawScale(sum, 1), drawScale(sum, 5)].map(
    (scale) => [Math.floor(scale / 2), Math.ceil(scale / 2)] as const,
  );
  // both factors near 1, where fractions are longest; one in the regime beside it; and any
  for (const scales of [[0, 0], [0, factors.exponentStep - 1], [-factors.exponentStep, 0], ...anywhere])
    for (const [i, j] of eighths) {
      // every three leading bits of both fractions; noise below them
      const [x, y] = [i, j].map((eighth, which) => {
        const start = new Dyadic(BigInt(8 + eighth), -3);
        const significand = start.plus(new Dyadic(noiseBits(index++, 32), -35));
        return numberBelow(factors, significand.scaled(scales[which] ?? 0));
      }) as [Dyadic, Dyadic];
      const rest = fromMidpoint(sum, x.times(y));
      for (const sixteenths of [8n, 12n, 13n, 15n, 17n, 20n]) {
        const taken = rest.times(new Dyadic(sixteenths, -4));
        yield* [
          [x, y, taken.negated()],
          [x.negated(), y, taken],
        ] satisfies MacOperands[];
      }
    }
}

/** How far a positive value lies above the midpoint of the two numbers around it; negative if below. */
function fromMidpoint(numbers: CaseFormat, exact: Dyadic): Dyadic {
  const bits = numbers.round(exact);
  const nearest = numbers.value(bits);
  const beyond = numbers.value(exact.compare(nearest) > 0 ? bits + 1n : bits - (bits > 0n ? 1n : 0n));
  return exact.minus(nearest.plus(beyond).scaled(-1));
}

/** The greatest number of a format that is at most a positive value. */
function numberBelow(numbers: CaseFormat, value: Dyadic): Dyadic {
  const bits = numbers.round(value);
  return numbers.value(numbers.value(bits).compare(value) > 0 ? bits - 1n : bits);
}

/**
 * Ties in the binade below the product's: half an ulp is smaller there, and alignment must not lose it.
 *
 * Formula: |x·y| = 2^s or 1 or 2 ulps more, |a| = m·h, where h is half an ulp below 2^s and m is odd.
 * Example with 3 fraction bits: below 4 numbers are 1/4 apart, so h = 1/8.
 * 4 − 5/8 = 3.375 is half-way between 3.25 and 3.5.
 */
export function* tiesBelowPowers(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.tiesBelowPowers;
  for (const turn of indices(6))
    for (const more of [0n, 1n, 2n])
      for (const bits of indices(sum.fractionBits + 1)) {
        const scale = turn === 0 ? 0 : drawScale(sum, 4 * index++ + 1);
        const [first, second] = splitExponent(scale, turn);
        const x = factors.value(factors.round(Dyadic.powerOfTwo(first)));
        const y = factors.value(factors.round(Dyadic.powerOfTwo(second)) + more);
        const product = x.times(y);
        if (product.isZero()) continue;
        const half = ulpExponent(sum, product.magnitude().floorLog2() - 1) - 1;
        const odd = 1n | (1n << BigInt(bits)) | noiseBits(index, bits);
        const a = new Dyadic(odd, half);
        yield bits % 2 === 0 ? [x, y, a.negated()] : [x.negated(), y, a];
      }
}
