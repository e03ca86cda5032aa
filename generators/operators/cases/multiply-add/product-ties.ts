import { Dyadic } from "../../../../golden/dyadic.js";
import { quotient } from "../congruence.js";
import { noiseBits, noiseStream } from "../noise.js";
import { indices, noiseNumber, ulpExponent, type CaseFormat, type MacOperands } from "../case-format.js";

/**
 * Factors chosen for an addend, so that the sum is a tie or a small distance d from one.
 *
 * Count in units of the product's last bit: X·Y + A, where half an ulp of the sum is 2^g units.
 * Formula: X·Y + A ≡ 2^g + d (mod 2^(g+1)). For an odd Y it gives X ≡ (2^g + d − A)·Y⁻¹ (mod 2^(g+1)).
 * Example: g = 3, Y = 5, A = 1, d = 0: X ≡ 7·13 ≡ 11 (mod 16), and 11·5 + 1 = 56 = 3·16 + 8, a tie.
 *
 * Some addends have one or two bits below the product's last; they break the tie.
 */
export function* productTies(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.productTies;
  const { fractionBits } = factors;
  for (let scale = factors.minExponent; scale < factors.maxExponent; scale += factors.exponentStep) {
    const bitsY = scale - ulpExponent(factors, scale);
    if (bitsY < 1) continue;
    const unit = scale - fractionBits - bitsY;
    for (const addend of [...alignedAddends(sum, scale, fractionBits + bitsY), ...finerAddends(sum, unit)]) {
      const a = sum.value(sum.round(addend));
      if (a.isZero()) continue;
      index++;
      const scaleSum = Math.max(scale + (index % 2), a.magnitude().floorLog2());
      const guard = ulpExponent(sum, scaleSum) - 1 - unit;
      if (guard < 0 || guard >= fractionBits + 8) continue;
      const target = (1n << BigInt(guard)) + distanceFromTie(index, guard) - a.scaled(-unit).floor();
      const found = significandsEndingIn(target, guard + 1, { index, bitsX: fractionBits, bitsY });
      if (found === undefined) continue;
      const x = new Dyadic(found.x, -fractionBits);
      const y = new Dyadic(found.y, scale - bitsY);
      yield [x, y, a];
      yield index % 2 === 0 ? [x.negated(), y.negated(), a] : [x.negated(), y, a.negated()];
    }
  }
}

/** d, in units: none, one, one bit anywhere up to half an ulp, three, or a bit and one. */
function distanceFromTie(index: number, guard: number): bigint {
  const single = 1n << BigInt(index % (guard + 1));
  return [0n, 1n, -1n, single, 3n, single + 1n, -single - 1n][index % 7] ?? 0n;
}

interface SignificandWidths {
  readonly index: number;
  /** Fraction bits of each significand. */
  readonly bitsX: number;
  readonly bitsY: number;
}

/**
 * Significands with X·Y ≡ target (mod 2^bits). Y is odd noise; bits of X above the congruence are noise.
 * Where the congruence is k bits longer than X, only one Y in 2^k has an X; up to 512 are tried.
 */
function significandsEndingIn(
  target: bigint,
  bits: number,
  { index, bitsX, bitsY }: SignificandWidths,
): { readonly x: bigint; readonly y: bigint } | undefined {
  const high = ((1n << BigInt(bitsX)) | noiseBits(index, bitsX)) & ~((1n << BigInt(bits)) - 1n);
  for (const turn of indices(512)) {
    const y = (1n << BigInt(bitsY)) | noiseBits(512 * index + turn, bitsY) | 1n;
    const x = quotient(target, y, bits) | high;
    if (x >> BigInt(bitsX) === 1n) return { x, y };
  }
  return undefined;
}

/**
 * Noisy addends at every distance: from the product's last bit up to where the product is the sum's last bit.
 * Most lie little above the product: there all of its bits but the last must agree for a tie.
 * @param bits fraction bits of the product
 */
function* alignedAddends(sum: CaseFormat, scale: number, bits: number): Generator<Dyadic> {
  const isLong = bits >= 2 * sum.fractionBits - 2;
  for (let distance = -bits; distance <= sum.fractionBits; distance++)
    for (const turn of indices(isLong && distance > 0 && distance < 7 ? 2 * bits : 4))
      yield noiseNumber(sum, 2 * bits * (bits + distance) + turn).scaled(scale + distance);
}

/** Addends of a few bits from 2^unit up, and one or two bits below it. Example: 101.01 units. */
function* finerAddends(sum: CaseFormat, unit: number): Generator<Dyadic> {
  for (const above of [0, 1, 4])
    for (let below = 1; below + above <= sum.fractionBits + 1; below++)
      for (const tail of [1n, 3n]) {
        const bits = above === 0 ? 0n : 1n | noiseBits(unit * unit + below, above);
        yield new Dyadic(bits).plus(new Dyadic(tail, -below)).scaled(unit);
      }
}

/**
 * Products of nearly an odd multiple of half an ulp of the addend.
 *
 * Formula: X·Y = m·2^k + d with m = 1, 3, 5, 7 and small d; 2^k is scaled to half an ulp of a.
 * Example: m = 3, k = 5, d = 3: 3·32 + 3 = 99 = 9·11. The product is 3 + 3/32 half ulps.
 * Only up to 11 fraction bits, where divisors are few.
 */
export function* halfUlpMultiples(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  const most = 2 ** (factors.fractionBits + 1);
  if (most > 4096) return;
  let index: number = noiseStream.halfUlpMultiples;
  for (const odd of [1, 3, 5, 7])
    for (const k of indices(factors.fractionBits + 2).map((bits) => factors.fractionBits + bits))
      for (const d of [1, 3, 6, 9, 17, 30].flatMap((rest) => [rest, -rest])) {
        const product = odd * 2 ** k + d;
        const factor = indices(most).find((each) => each ** 2 >= product && product % each === 0);
        if (factor === undefined) continue;
        for (const scale of indices(5).map((turn) => turn * Math.min(sum.exponentStep, 8))) {
          const a = sum.value(sum.round(noiseNumber(sum, index++).scaled(scale)));
          if (a.isZero()) continue;
          const half = ulpExponent(sum, a.magnitude().floorLog2()) - 1;
          // both factors about as large, so near 1 where fractions are longest
          const first = Math.floor(half / 2) - Math.floor(Math.log2(factor));
          const x = new Dyadic(BigInt(factor), first);
          const y = new Dyadic(BigInt(product / factor), half - k - first);
          yield [x, index % 2 === 0 ? y : y.negated(), a];
        }
      }
}
