import { Dyadic } from "../../golden/dyadic.js";
import type { Float } from "../../golden/float.js";
import { finiteDatum } from "../../golden/float-datum.js";
import type { Bits } from "../../golden/format.js";
import type { Posit } from "../../golden/posit.js";
import { flips, inverse, remainder, scattered } from "./rounding-cases.js";

/** A format as these cases need it. */
export interface Numbers {
  readonly width: number;
  /** Fraction bits, where there are most. */
  readonly fraction: number;
  /** The exponents of the smallest and of the largest number. */
  readonly least: number;
  readonly greatest: number;
  /** How far apart the exponents are from which on precision may differ. */
  readonly step: number;
  /** What stands for zero, infinity, NaR, NaN: a bit more or less makes a number of it, or a NaN. */
  readonly specials: readonly bigint[];
  /** The pattern nearest to a number. */
  round(value: Dyadic): bigint;
  /** Of a number, and of nothing else. */
  value(bits: bigint): Dyadic;
}

export const positNumbers = (format: Posit): Numbers => ({
  width: format.n,
  fraction: Math.max(format.n - 3 - format.es, 0),
  least: -(format.n - 2) * 2 ** format.es,
  greatest: (format.n - 2) * 2 ** format.es,
  step: 2 ** format.es,
  specials: [0n, format.nar],
  round: (value) => format.round(value),
  value: (bits) => (format.isNaR(bits) ? Dyadic.zero : format.value(bits)),
});

export const floatNumbers = (format: Float): Numbers => ({
  width: format.width,
  fraction: format.wF,
  least: format.emin,
  greatest: -format.emin,
  step: -2 * format.emin,
  specials: [0n, format.largest + 1n],
  round: (value) => format.round(finiteDatum(value)),
  value(bits) {
    const datum = format.datum(bits);
    return datum.kind === "finite" ? datum.value : Dyadic.zero;
  },
});

/**
 * Multiply-adds x·y + a of noise, its places chosen: sums in which the product's low bits are all that is left, or
 * are what decides a tie. Uniform patterns next to never have product and addend that close.
 */
export function* closeSums(factors: Numbers, sum: Numbers): Generator<Bits> {
  const one = factors.round(Dyadic.one);
  const product: Product = (index, scale) => factorsOf(factors, index, scale);
  const far = 2 * factors.fraction + sum.fraction + 4;
  for (const [x, y, a] of [
    ...closeTerms(product, sum, far),
    ...productTies(factors, sum),
    ...productEnds(factors, sum),
  ])
    yield { x: factors.round(x), y: factors.round(y), a: typeof a === "bigint" ? a : sum.round(a) };
  for (const special of factors.specials)
    for (const x of flips(special, factors.width))
      yield* [
        { x, y: one, a: 0n },
        { x: one, y: x, a: 0n },
      ];
  for (const special of sum.specials)
    for (const a of flips(special, sum.width))
      yield* [
        { x: one, y: 0n, a },
        { x: one, y: one, a },
      ];
}

/** Sums x + y of noise, as close. */
export function* closePairs(numbers: Numbers): Generator<Bits> {
  const single: Product = (index, scale) => [
    numbers.value(numbers.round(noise(numbers, index).scaled(scale))),
    Dyadic.one,
  ];
  for (const [x, , y] of closeTerms(single, numbers, numbers.fraction + 4)) {
    const bits = { x: numbers.round(x), y: typeof y === "bigint" ? y : numbers.round(y) };
    yield* [bits, { x: bits.y, y: bits.x }];
  }
}

type Triple = readonly [x: Dyadic, y: Dyadic, a: Dyadic | bigint];
/** Two numbers of noise that a format has, whose product is about 2^scale; others for each index. */
type Product = (index: number, scale: number) => readonly [x: Dyadic, y: Dyadic];

const counted = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** From 1 to below 2, either sign; different for each index. */
export function noise({ fraction }: Numbers, index: number): Dyadic {
  const bits = scattered(index, fraction + 1);
  const magnitude = new Dyadic((1n << BigInt(fraction)) | (bits >> 1n), -fraction);
  return bits % 2n === 0n ? magnitude : magnitude.negated();
}

function factorsOf(factors: Numbers, index: number, scale: number): readonly [x: Dyadic, y: Dyadic] {
  const lean = (Number(scattered(index, 16)) % 7) - 3;
  const first = Math.floor(scale / 2) + lean;
  return [
    factors.value(factors.round(noise(factors, 2 * index).scaled(first))),
    factors.value(factors.round(noise(factors, 2 * index + 1).scaled(scale - first))),
  ];
}

/** Around 1, where fractions are longest; anywhere; and at either end of the range, or beyond. */
function scaleOf({ least, greatest }: Numbers, index: number): number {
  const anywhere = Number(scattered(index, 32)) % (greatest - least);
  const around = (anywhere % 11) - 6;
  return [0, least + anywhere, least + around, greatest - around][index % 4] ?? 0;
}

function* closeTerms(product: Product, sum: Numbers, far: number): Generator<Triple> {
  yield* differences(product, sum, far);
  yield* neighbours(product, sum, far);
  yield* addendTies(product, sum);
  yield* powers(product, sum, far);
}

/** The addend takes all of the product away but for 2^−j of it, and then one bit or two of the addend change. */
function* differences(product: Product, sum: Numbers, far: number): Generator<Triple> {
  let index = 0;
  for (const round of counted(40)) {
    const [x, y] = product(index++, scaleOf(sum, round));
    for (const a of flips(sum.round(x.times(y).negated()), sum.width)) yield [x, y, a];
  }
  for (const j of counted(far))
    for (const round of counted(12)) {
      const [x, y] = product(index++, scaleOf(sum, round));
      const exact = x.times(y);
      yield [x, y, exact.negated()];
      yield [x, y, exact.plus(exact.scaled(-j - 1)).negated()];
      yield [x, y, exact.minus(exact.scaled(-j - 1)).negated()];
    }
}

/** The addend is of any magnitude at which either is more than a sticky bit to the other. */
function* neighbours(product: Product, sum: Numbers, far: number): Generator<Triple> {
  let index = 1000;
  for (let distance = -far - 8; distance <= far + 8; distance++)
    for (const round of counted(20)) {
      const scale = scaleOf(sum, round);
      const [x, y] = product(index++, scale - Math.max(distance, 0));
      yield [x, y, noise(sum, index).scaled(scale + Math.min(distance, 0))];
    }
}

/** The exponent of the last bit of numbers from 2^scale up to 2^(scale + 1). */
function lastBit(numbers: Numbers, scale: number): number {
  const inside = Math.min(Math.max(scale, numbers.least), numbers.greatest);
  const bits = numbers.round(Dyadic.powerOfTwo(inside));
  const above = numbers.value(bits + 1n).minus(numbers.value(bits));
  return (above.sign() > 0 ? above : numbers.value(bits).minus(numbers.value(bits - 1n))).floorLog2();
}

/**
 * x·y + a ≡ half an ulp of the sum, and d: for a second factor with an odd significand b, and any addend, the
 * congruence x·b ≡ half + d − a, modulo the ulp, gives the first factor. Of the addend some bits may be left over
 * below the product's last.
 */
function* productTies(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 3000;
  const { fraction } = factors;
  for (let scale = factors.least; scale < factors.greatest; scale += factors.step) {
    const bitsY = scale - lastBit(factors, scale);
    if (bitsY < 1) continue;
    const unit = scale - fraction - bitsY;
    for (const addend of [...addends(sum, scale, fraction + bitsY), ...leftovers(sum, unit)]) {
      const a = sum.value(sum.round(addend));
      if (a.isZero()) continue;
      index++;
      const scaleSum = Math.max(scale + (index % 2), a.magnitude().floorLog2());
      const g = lastBit(sum, scaleSum) - 1 - unit;
      // Beyond the bits that x has the congruence holds for one b in 2, 4, 8, …
      if (g < 0 || g >= fraction + 4) continue;
      const single = 1n << BigInt(index % (g + 1));
      const d = [0n, 1n, -1n, single, 2n, 3n, -single][index % 7] ?? 0n;
      const modulus = 1n << BigInt(g + 1);
      const half = (1n << BigInt(g)) + d - a.scaled(-unit).floor();
      const one = 1n << BigInt(fraction);
      for (const turn of counted(64)) {
        const b = (1n << BigInt(bitsY)) | scattered(64 * index + turn, bitsY) | 1n;
        const low = remainder(inverse(b, g + 1) * half, modulus);
        const significand = low | ((one | scattered(index, fraction)) & ~(modulus - 1n));
        if (significand >> BigInt(fraction) !== 1n) continue;
        const x = new Dyadic(significand, -fraction);
        const y = new Dyadic(b, scale - bitsY);
        yield [x, y, a];
        yield [x.negated(), y.negated(), a];
        yield [x.negated(), y, a.negated()];
        break;
      }
    }
  }
}

/** Noise from the product's last bit up to where it is the product that is a last bit. */
function* addends(sum: Numbers, scale: number, bits: number): Generator<Dyadic> {
  for (let distance = -bits; distance <= sum.fraction; distance++)
    for (const turn of counted(4))
      yield noise(sum, 64 * (scale + distance) * turn + turn).scaled(scale + distance);
}

/** A few bits from 2^unit up, and one or two below. */
function* leftovers(sum: Numbers, unit: number): Generator<Dyadic> {
  for (const above of [0, 1, 2, 4, 7])
    for (let below = 1; below + above <= sum.fraction + 1; below++)
      for (const tail of [1n, 3n]) {
        const bits = above === 0 ? 0n : 1n | scattered(unit * unit + below, above);
        yield new Dyadic(bits).plus(new Dyadic(tail, -below)).scaled(unit);
      }
}

/** A power of two is what the sum is, or is beside: there its exponent changes, by a carry or by a cancellation. */
function* powers(product: Product, sum: Numbers, far: number): Generator<Triple> {
  let index = 6000;
  for (const distance of counted(far))
    for (const turn of counted(12)) {
      const scale = Math.min(
        Math.max(scaleOf(sum, turn < 4 ? turn : 4 * index + 1), sum.least),
        sum.greatest,
      );
      const [x, y] = product(index++, scale - distance);
      const bits = sum.round(Dyadic.powerOfTwo(scale).minus(x.times(y)));
      for (const a of [bits - 1n, bits, bits + 1n])
        if (a >= 0n && a >> BigInt(sum.width) === 0n) yield [x, y, a];
    }
}

/** Products at the ends of the range, added to nothing. */
function* productEnds(factors: Numbers, sum: Numbers): Generator<Triple> {
  for (const end of [sum.least, sum.greatest])
    for (const distance of counted(12))
      for (const index of counted(8)) {
        const scale = end + distance - 6;
        const [x, y] = factorsOf(factors, 12 * index + distance, scale);
        yield [x, y, 0n];
        const first = Math.floor(scale / 2) + index;
        yield [Dyadic.powerOfTwo(first), Dyadic.powerOfTwo(scale - first), 0n];
      }
}

/** The addend has a bit half an ulp of the product as it would be rounded, some above, and one below or none. */
function* addendTies(product: Product, sum: Numbers): Generator<Triple> {
  let index = 4000;
  for (const above of [1, 2, 3, 5, 8, 13])
    for (const below of counted(sum.fraction + 1))
      for (const turn of counted(4)) {
        const [x, y] = product(index++, scaleOf(sum, turn === 0 ? 0 : index));
        const exact = x.times(y).magnitude();
        if (exact.isZero()) continue;
        const half = lastBit(sum, exact.floorLog2()) - 1;
        const odd = new Dyadic(1n | scattered(index, above));
        const bits = below === 0 ? odd : odd.plus(Dyadic.powerOfTwo(-below));
        yield [x, y, bits.scaled(half)];
        yield [x, y, bits.scaled(half).negated()];
      }
}
