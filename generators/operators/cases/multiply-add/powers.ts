import { Dyadic } from "../../../../golden/dyadic.js";
import { quotient } from "../congruence.js";
import { noiseBits, noiseStream } from "../noise.js";
import {
  drawScale,
  indices,
  noiseNumber,
  splitExponent,
  ulpExponent,
  type CaseFormat,
  type DrawFactors,
  type MacOperands,
} from "../case-format.js";
import { flips } from "../rounding.js";

/**
 * The sum is a power of two or next to one, where a carry or a cancellation changes its exponent.
 *
 * Formula: a = round(2^s − x·y) and its neighbours, for |x·y| ≈ 2^(s − d), d = 0 … far.
 * Example: s = 0, x·y = 0.28125: a = 0.71875 gives 1, the pattern below it a sum just below 1.
 * At s = 0 one or two bits of a also change: the carry stops at that bit.
 */
export function* sumsAtPowers(draw: DrawFactors, sum: CaseFormat, far: number): Generator<MacOperands> {
  const { minExponent: least, maxExponent: greatest, width } = sum;
  let index: number = noiseStream.sumsAtPowers;
  for (const distance of indices(far)) {
    const anywhere = indices(5).map((turn) => drawScale(sum, 4 * (5 * distance + turn) + 1));
    for (const scale of [...anywhere, least, least, least, least, least + 1, greatest, greatest]) {
      const [x, y] = draw(index++, scale - distance);
      const bits = sum.round(Dyadic.powerOfTwo(scale).minus(x.times(y)));
      for (const ulps of [-1n, 0n, 1n]) yield [x, y, BigInt.asUintN(width, bits + ulps)];
    }
    const [x, y] = draw(index++, -distance);
    for (const a of flips(sum.round(Dyadic.one.minus(x.times(y))), width)) yield [x, y, a];
  }
}

/**
 * About half an ulp of the numbers below a power of two is taken from that power.
 * The product is just above half an ulp, by a bit far down in it.
 *
 * Formula: x·y = −(2 + 2^−k)·2^p, a = 2^s, with 2^(p + 1) = 1/2, 1/4 or 1/8 of the ulp at 2^s.
 * Example with 3 fraction bits: 2 + 2^−4 = 132/64 = (11/8)·(12/8).
 * With a = 1 and the ulp above 1 of 2^−3, p = −6 gives x·y = −2^−5·(1 + 2^−5): the sum is just below the tie.
 */
export function* halfUlpBelowPowers(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  const { fractionBits } = factors;
  const one = 1n << BigInt(fractionBits);
  let index: number = noiseStream.halfUlpBelowPowers;
  for (const bit of indices(2 * fractionBits + 1)) {
    const product = 2n * one * one + (1n << BigInt(bit));
    const factor = significandDividing(product, one);
    if (factor === undefined) continue;
    for (const distance of [1, 2, 3])
      for (const scale of [sum.minExponent, drawScale(sum, 4 * index++ + 1), 0]) {
        const [first, second] = splitExponent(ulpExponent(sum, scale) - distance - 1, index);
        const x = new Dyadic(-factor, first - fractionBits);
        const y = new Dyadic(product / factor, second - fractionBits);
        yield [x, y, Dyadic.powerOfTwo(scale)];
        yield [y, x.negated(), Dyadic.powerOfTwo(scale).negated()];
      }
  }
}

/**
 * The smallest divisor d of a product with `one` ≤ d, product / d < 2·`one`: then both are significands.
 * Example: significandDividing(132, 8) = 11, as 132 = 11·12. Undefined above 12 fraction bits, for time.
 */
function significandDividing(product: bigint, one: bigint): bigint | undefined {
  if (one > 4096n) return undefined;
  for (let divisor = product / (2n * one) + 1n; divisor < 2n * one; divisor++)
    if (product % divisor === 0n) return divisor;
  return undefined;
}

/**
 * A product just below a power of two is taken from a power of two or a little more.
 * Carries run over the product's ones.
 *
 * Formula: x = −(2 − 2^−i)·2^p, y = (2 − 2^−j)·2^q, a = 2^s or 2^s·(1 + 2^k ulps), s − p − q = 0 … 3.
 * Example with 3 fraction bits: x·y = −1.111·1.110 = −11.01001, a = 100: the sum is 0.10111.
 */
export function* productsBelowPowers(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  const { fractionBits } = factors;
  const two = 2n << BigInt(fractionBits);
  const near = indices(fractionBits).map((bit) => two - (1n << BigInt(bit)));
  let index: number = noiseStream.productsBelowPowers;
  for (const x of near)
    for (const y of near.filter((each) => each <= x))
      for (const distance of [0, 1, 2, 3]) {
        const scale = Math.floor((sum.minExponent + drawScale(sum, 4 * index++ + 1)) / 2);
        const [first, second] = splitExponent(scale, index);
        const more = Dyadic.powerOfTwo((index % 4) - sum.fractionBits);
        const addend = index % 3 === 0 ? Dyadic.one : Dyadic.one.plus(more);
        yield [
          new Dyadic(-x, first - fractionBits),
          new Dyadic(y, second - fractionBits),
          addend.scaled(scale + distance),
        ];
      }
}

/**
 * Long runs of carries: the product ends in 0…01 or in 1…1, and is taken from an addend of about its size.
 *
 * Formula: with significands X, Y of F fraction bits, X·Y ≡ ±1 (mod 2^F); for an odd X this gives Y.
 * Example with F = 4: X = 19, Y = 27: 19·27 = 513 = 10 0000 0001 in binary.
 * For −1, Y = 21: 19·21 = 399 = 1 1000 1111.
 */
export function* longCarries(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  const { fractionBits } = factors;
  const one = 1n << BigInt(fractionBits);
  let index: number = noiseStream.longCarries;
  for (const turn of indices(64)) {
    const x = one | noiseBits(index++, fractionBits) | 1n;
    for (const end of [1n, -1n]) {
      const y = one | quotient(end, x, fractionBits);
      for (const distance of [-1, 0, 1, 2]) {
        const scale = turn % 4 === 0 ? 0 : Math.floor((sum.minExponent + drawScale(sum, 4 * index + 1)) / 2);
        const [first, second] = splitExponent(scale, turn);
        const addend = noiseNumber(sum, index++)
          .magnitude()
          .scaled(scale + distance);
        yield [new Dyadic(-x, first - fractionBits), new Dyadic(y, second - fractionBits), addend];
      }
    }
  }
}
