import { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import {
  counted,
  factorsOf,
  lastBit,
  noise,
  scaleOf,
  type Numbers,
  type Product,
  type Triple,
} from "./numbers.js";
import { flips, quotient, scattered } from "./rounding.js";
import { squareTies } from "./square-ties.js";
import { addendTies, besideTies, halves, productTies, tiesBelowPowers } from "./ties.js";

/**
 * Multiply-adds x·y + a of noise, its places chosen: sums in which the product's low bits are all that is left, or
 * are what decides a tie. Uniform patterns next to never have product and addend that close.
 */
export function* closeSums(factors: Numbers, sum: Numbers): Generator<Bits> {
  const one = factors.round(Dyadic.one);
  const product: Product = (index, scale) => factorsOf(factors, index, scale);
  // their product is one of the sum's numbers
  const fraction = Math.max(Math.min(factors.fraction, Math.floor((sum.fraction - 1) / 2)), 0);
  const short: Product = (index, scale) => factorsOf({ ...factors, fraction }, index, scale);
  const far = 2 * factors.fraction + sum.fraction + 4;
  for (const [x, y, a] of [
    ...closeTerms(product, sum, far),
    ...flippedOpposites(short, sum, 23000),
    ...everyOpposite(factors, sum),
    ...productTies(factors, sum),
    ...productEnds(factors, sum),
    ...farApart(factors, sum),
    ...farBelow(factors, sum),
    ...underPowers(factors, sum),
    ...belowPowers(factors, sum),
    ...longCarries(factors, sum),
    ...halves(factors, sum),
    ...squareTies(factors, sum),
    ...besideTies(factors, sum),
    ...tiesBelowPowers(factors, sum),
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
  yield* leadingBits(numbers);
}

/**
 * Of two numbers in a binade, or on either side of its end, two bits are left, or a run of ones: whoever counts leading
 * zeros, or foresees them from the operands, finds the first of them after each other number of zeros.
 */
function* leadingBits(numbers: Numbers): Generator<Bits> {
  const { fraction } = numbers;
  let index = 11000;
  for (const high of counted(fraction))
    for (const low of counted(high))
      for (const left of [
        (1n << BigInt(high)) + (1n << BigInt(low)),
        (1n << BigInt(high)) - (1n << BigInt(low)),
      ])
        for (const isInside of [true, false]) {
          const scale = scaleOf(numbers, 4 * index++ + (index % 3 === 0 ? 1 : 0));
          // beyond the end by less than what is left
          const bits = isInside ? scattered(index, fraction) : scattered(index, high);
          const x = new Dyadic((1n << BigInt(fraction)) | bits, scale - fraction);
          const y = x.minus(new Dyadic(left, scale - fraction));
          const [first, second] = index % 2 === 0 ? [x, y] : [y, x];
          // differences are as close where signs are alike
          const other = index % 4 < 2 ? second.negated() : second;
          yield { x: numbers.round(first), y: numbers.round(other) };
        }
}

function* closeTerms(product: Product, sum: Numbers, far: number): Generator<Triple> {
  yield* differences(product, sum, far);
  yield* neighbours(product, sum, far);
  yield* addendTies(product, sum);
  yield* powers(product, sum, far);
}

/** The addend takes as much of the product away as it can, and then one bit or two of the addend change. */
function* flippedOpposites(product: Product, sum: Numbers, first: number): Generator<Triple> {
  for (const round of counted(112)) {
    const [x, y] = product(first + round, scaleOf(sum, round));
    for (const a of flips(sum.round(x.times(y).negated()), sum.width)) yield [x, y, a];
  }
}

/** Every product of factors of at most 8 bits: the addend takes most of it away, all, or a little more. */
function* everyOpposite(factors: Numbers, sum: Numbers): Generator<Triple> {
  if (factors.width > 8) return;
  const positive = counted(2 ** (factors.width - 1)).map((bits) => factors.value(BigInt(bits)));
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

/** The addend takes all of the product away but for 2^−j of it. */
function* differences(product: Product, sum: Numbers, far: number): Generator<Triple> {
  yield* flippedOpposites(product, sum, 0);
  let index = 112;
  for (const j of counted(far))
    for (const round of counted(12)) {
      const [x, y] = product(index++, scaleOf(sum, round));
      const exact = x.times(y);
      yield [x, y, exact.negated()];
      yield [x, y, exact.plus(exact.scaled(-j - 1)).negated()];
      yield [x, y, exact.minus(exact.scaled(-j - 1)).negated()];
    }
}

/** Addend and product at every distance, up to where either is only sticky, and some of the greater ones. */
function* neighbours(product: Product, sum: Numbers, far: number): Generator<Triple> {
  let index = 1000;
  const farther = counted(24).map((turn) => far + Math.floor(((sum.greatest - sum.least) * turn) / 24));
  const distances = [...counted(far + 8), ...farther];
  for (const distance of [...distances, ...distances.map((each) => -each)])
    for (const round of counted(20)) {
      const scale = scaleOf(sum, round);
      const [x, y] = product(index++, scale - Math.max(distance, 0));
      yield [x, y, noise(sum, index).scaled(scale + Math.min(distance, 0))];
    }
}

/**
 * Products of any size that there is, and addends so far from them that what is left of the distance is whether it is too
 * far: every such distance where its bits change, and others.
 */
function* farApart(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 19000;
  const [least, range] = [2 * factors.least, 2 * (factors.greatest - factors.least)];
  const widest = range + sum.greatest - sum.least;
  const powers = counted(Math.ceil(Math.log2(widest))).flatMap((bit) =>
    counted(4).map((more) => 2 ** bit + more),
  );
  const distances = [...powers, ...counted(24).map((turn) => Math.floor((widest * turn) / 24))];
  for (const distance of [...distances, ...distances.map((each) => -each)])
    for (const turn of counted(12)) {
      const scale = least + (Number(scattered(index, 32)) % Math.max(range, 1));
      const [x, y] = factorsOf(factors, index++, scale);
      const at = scale + distance;
      yield [x, y, turn % 3 === 0 ? Dyadic.powerOfTwo(at) : noise(sum, index).scaled(at)];
    }
}

/** From patterns that end in zeros a product far below is taken: the exponent loses one and rounding gives it back. */
function* farBelow(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 21000;
  const step = 1n << BigInt(Math.max(sum.width - 5, 0));
  for (let a = step; a < 1n << BigInt(sum.width - 1); a += step)
    for (const turn of counted(12)) {
      const scale = turn % 2 === 0 ? 0 : 2 * factors.least + turn;
      const [x, y] = factorsOf(factors, index++, scale).map((each) => each.magnitude()) as [Dyadic, Dyadic];
      yield [x.negated(), y, a];
      yield [x, y, sum.round(sum.value(a).negated())];
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

/** From a power of two about half an ulp of the numbers below it is taken: products of long factors, just above 2. */
function* underPowers(factors: Numbers, sum: Numbers): Generator<Triple> {
  const { fraction } = factors;
  const one = 1n << BigInt(fraction);
  let index = 7000;
  for (const bit of counted(2 * fraction + 1)) {
    const product = 2n * one * one + (1n << BigInt(bit));
    const factor = firstDivisor(product, one);
    if (factor === undefined) continue;
    for (const distance of [1, 2, 3])
      for (const scale of [sum.least, scaleOf(sum, 4 * index++ + 1), 0]) {
        const place = lastBit(sum, scale) - distance - 1;
        const first = Math.floor(place / 2) + (index % 5) - 2;
        const x = new Dyadic(-factor, first - fraction);
        const y = new Dyadic(product / factor, place - first - fraction);
        yield [x, y, Dyadic.powerOfTwo(scale)];
        yield [y, x.negated(), Dyadic.powerOfTwo(scale).negated()];
      }
  }
}

/** The smallest divisor of a product from `one` on that leaves a quotient below 2·`one`, where there are few to try. */
function firstDivisor(product: bigint, one: bigint): bigint | undefined {
  if (one > 4096n) return undefined;
  for (let divisor = product / (2n * one) + 1n; divisor < 2n * one; divisor++)
    if (product % divisor === 0n) return divisor;
  return undefined;
}

/** From a power of two, or little more, a product just below a power is taken: the carries run over its ones. */
function* belowPowers(factors: Numbers, sum: Numbers): Generator<Triple> {
  const { fraction } = factors;
  const two = 2n << BigInt(fraction);
  const near = counted(fraction).map((bit) => two - (1n << BigInt(bit)));
  let index = 9500;
  for (const x of near)
    for (const y of near.filter((each) => each <= x))
      for (const distance of [0, 1, 2, 3]) {
        const scale = Math.floor((sum.least + scaleOf(sum, 4 * index++ + 1)) / 2);
        const first = Math.floor(scale / 2) + (index % 5) - 2;
        const more = Dyadic.powerOfTwo((index % 4) - sum.fraction);
        const addend = index % 3 === 0 ? Dyadic.one : Dyadic.one.plus(more);
        const factorX = new Dyadic(-x, first - fraction);
        yield [factorX, new Dyadic(y, scale - first - fraction), addend.scaled(scale + distance)];
      }
}

/** Long runs in the sum's carries: the product ends in 0…01 or 1…1, and about as large an addend is taken from it. */
function* longCarries(factors: Numbers, sum: Numbers): Generator<Triple> {
  const { fraction } = factors;
  const one = 1n << BigInt(fraction);
  let index = 9000;
  for (const turn of counted(64)) {
    const x = one | scattered(index++, fraction) | 1n;
    for (const end of [1n, -1n]) {
      const y = one | quotient(end, x, fraction);
      for (const distance of [-1, 0, 1, 2]) {
        const scale = turn % 4 === 0 ? 0 : Math.floor((sum.least + scaleOf(sum, 4 * index + 1)) / 2);
        const first = Math.floor(scale / 2) + (turn % 5) - 2;
        const addend = noise(sum, index++)
          .magnitude()
          .scaled(scale + distance);
        yield [new Dyadic(-x, first - fraction), new Dyadic(y, scale - first - fraction), addend];
      }
    }
  }
}

/**
 * A power of two is what the sum is, or is beside: there its exponent changes, by a carry or by a cancellation. And
 * the carry stops wherever one bit of the addend is another.
 */
function* powers(product: Product, sum: Numbers, far: number): Generator<Triple> {
  const { least, greatest, width } = sum;
  let index = 6000;
  for (const distance of counted(far)) {
    const anywhere = counted(5).map((turn) => scaleOf(sum, 4 * (5 * distance + turn) + 1));
    for (const scale of [...anywhere, least, least, least, least, least + 1, greatest, greatest]) {
      const [x, y] = product(index++, scale - distance);
      const bits = sum.round(Dyadic.powerOfTwo(scale).minus(x.times(y)));
      for (const ulps of [-1n, 0n, 1n]) yield [x, y, BigInt.asUintN(width, bits + ulps)];
    }
    const [x, y] = product(index++, -distance);
    for (const a of flips(sum.round(Dyadic.one.minus(x.times(y))), width)) yield [x, y, a];
  }
}
