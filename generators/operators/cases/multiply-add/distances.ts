import { Dyadic } from "../../../../golden/dyadic.js";
import { noiseBits, noiseStream } from "../noise.js";
import {
  drawFactors,
  drawScale,
  indices,
  noiseNumber,
  type CaseFormat,
  type DrawFactors,
  type MacOperands,
} from "../case-format.js";

/**
 * Product and addend at every distance at which both decide bits of the sum, and at some greater ones.
 *
 * Formula: |x·y| ≈ 2^(s − d) beside |a| ≈ 2^s for d ≥ 0; |x·y| ≈ 2^s beside |a| ≈ 2^(s + d) for d < 0.
 * Example: s = 0, d = 3: a is about 1, the product about 1/8, and is aligned by 3 places.
 */
export function* everyDistance(draw: DrawFactors, sum: CaseFormat, far: number): Generator<MacOperands> {
  let index: number = noiseStream.everyDistance;
  const range = sum.maxExponent - sum.minExponent;
  const farther = indices(24).map((turn) => far + Math.floor((range * turn) / 24));
  const distances = [...indices(far + 8), ...farther];
  for (const distance of [...distances, ...distances.map((each) => -each)])
    for (const round of indices(20)) {
      const scale = drawScale(sum, round);
      const [x, y] = draw(index++, scale - Math.max(distance, 0));
      yield [x, y, noiseNumber(sum, index).scaled(scale + Math.min(distance, 0))];
    }
}

/**
 * Product and addend so far apart that only the high bits of their distance matter: whether it is too far.
 *
 * Formula: |a| ≈ 2^d·|x·y| with d = ±(2^k + 0, 1, 2, 3), for every bit k of the distance; and d spread evenly.
 * Example: k = 6: a is 2^64, 2^65, 2^66 or 2^67 times the product.
 */
export function* farApart(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.farApart;
  const [least, range] = [2 * factors.minExponent, 2 * (factors.maxExponent - factors.minExponent)];
  const widest = range + sum.maxExponent - sum.minExponent;
  const aroundBits = indices(Math.ceil(Math.log2(widest))).flatMap((bit) =>
    indices(4).map((more) => 2 ** bit + more),
  );
  const distances = [...aroundBits, ...indices(24).map((turn) => Math.floor((widest * turn) / 24))];
  for (const distance of [...distances, ...distances.map((each) => -each)])
    for (const turn of indices(12)) {
      const scale = least + (Number(noiseBits(index, 32)) % Math.max(range, 1));
      const [x, y] = drawFactors(factors, index++, scale);
      const at = scale + distance;
      yield [x, y, turn % 3 === 0 ? Dyadic.powerOfTwo(at) : noiseNumber(sum, index).scaled(at)];
    }
}

/**
 * A small product is taken from an addend whose pattern ends in zeros.
 * Normalisation lowers the exponent by one, and rounding raises it again.
 *
 * Formula: |a| − |x·y| with a's pattern a multiple of 2^(width − 5) and |x·y| ≈ 1 or near the smallest product.
 * Example: a = 2, x·y = −2^−20: 1.11…1 rounds to 2.
 */
export function* farBelow(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.farBelow;
  const step = 1n << BigInt(Math.max(sum.width - 5, 0));
  for (let a = step; a < 1n << BigInt(sum.width - 1); a += step)
    for (const turn of indices(12)) {
      const scale = turn % 2 === 0 ? 0 : 2 * factors.minExponent + turn;
      const [x, y] = drawFactors(factors, index++, scale).map((each) => each.magnitude()) as [Dyadic, Dyadic];
      yield [x.negated(), y, a];
      yield [x, y, sum.round(sum.value(a).negated())];
    }
}

/**
 * Products at the ends of the sum's range, added to 0: underflow, overflow, saturation.
 *
 * Formula: |x·y| ≈ 2^(end + d), d = −6 … 5; as noise and as a power of two.
 * Example: posit⟨8,0⟩ ends at 2^6, so products lie from 2^0 to 2^11.
 */
export function* productsAtEnds(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  for (const end of [sum.minExponent, sum.maxExponent])
    for (const distance of indices(12))
      for (const index of indices(8)) {
        const scale = end + distance - 6;
        const [x, y] = drawFactors(factors, 12 * index + distance, scale);
        yield [x, y, 0n];
        const first = Math.floor(scale / 2) + index;
        yield [Dyadic.powerOfTwo(first), Dyadic.powerOfTwo(scale - first), 0n];
      }
}
