import { Dyadic } from "../../golden/dyadic.js";
import type { Bits } from "../../golden/format.js";
import {
  counted,
  factorsOf,
  noise,
  scaleOf,
  type Numbers,
  type Product,
  type Triple,
} from "./number-cases.js";
import { flips } from "./rounding-cases.js";
import { addendTies, halves, productTies } from "./tie-cases.js";

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
    ...halves(factors, sum),
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

function* closeTerms(product: Product, sum: Numbers, far: number): Generator<Triple> {
  yield* differences(product, sum, far);
  yield* neighbours(product, sum, far);
  yield* addendTies(product, sum);
  yield* powers(product, sum, far);
}

/** The addend takes all of the product away but for 2^−j of it, and then one bit or two of the addend change. */
function* differences(product: Product, sum: Numbers, far: number): Generator<Triple> {
  let index = 0;
  for (const round of counted(28)) {
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
