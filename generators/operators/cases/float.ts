import { Dyadic } from "../../../golden/dyadic.js";
import { finiteDatum } from "../../../golden/float-datum.js";
import type { Float } from "../../../golden/float.js";
import type { Bits } from "../../../golden/format.js";
import { closePairs, closeSums } from "./mac.js";
import { floatNumbers } from "./numbers.js";
import { flips, quotient, remainder, scattered } from "./rounding.js";

type Pair = readonly [x: bigint, y: bigint];

/** Products at the border to subnormals and to zero, at overflow, and half-way between two numbers or nearly so. */
export function* productCases(format: Float): Generator<Bits> {
  for (const [x, y] of [...borderProducts(format), ...tieProducts(format), ...nearPowers(format)])
    for (const signed of bothSigns(format, x)) yield { x: signed, y };
  for (const [x, y] of nearestTies(format)) yield { x, y };
  for (const [x, y] of [...nearTieProducts(format), ...nearlySpecial(format), ...carriedRoundings(format)]) {
    yield { x, y };
    yield { x: y, y: x };
  }
}

/** One, and what a bit or two make of zero and of infinity: a number, or a NaN. */
function nearlySpecial({ width, largest, one }: Float): Pair[] {
  return [0n, largest + 1n].flatMap((special) => [...flips(special, width)].map((x): Pair => [x, one]));
}

/** Sums at every distance of the operands, those that cancel, and those that overflow. */
export function* sumCases(format: Float): Generator<Bits> {
  yield* closePairs(floatNumbers(format));
  yield* specialSums(format);
  for (const [x, y] of [
    ...alignments(format),
    ...cancellations(format),
    ...overflows(format),
    ...singleBits(format),
  ])
    for (const signed of bothSigns(format, x)) {
      yield { x: signed, y };
      yield { x: y, y: signed };
    }
}

/**
 * Multiply-adds x·y + a: products beside the addend's every bit, products that all but cancel it, products beyond
 * its range, and special values with each other.
 */
export function* macCases(factors: Float, sum: Float): Generator<Bits> {
  yield* closeSums(floatNumbers(factors), floatNumbers(sum));
  const products = [...borderProducts(factors), ...tieProducts(factors)];
  for (const [x, y] of products) {
    const rounded = sum.multiplyAdd(factors, x, y, 0n);
    const near = [rounded - 1n, rounded, rounded + 1n].filter((bits) => bits >= 0n && bits <= sum.largest);
    for (const a of [...near, 0n, sum.one, sum.largest])
      for (const signed of bothSigns(sum, a)) yield { x, y, a: signed };
  }
  for (const distance of count(2 * sum.wF + 2 * factors.wF + 8))
    for (const x of shapes(factors, 0))
      for (const a of shapes(sum, distance - sum.wF - 2 * factors.wF - 4))
        for (const signed of bothSigns(factors, x)) yield { x: signed, y: factors.one, a };
  for (const x of specials(factors))
    for (const y of specials(factors)) for (const a of specials(sum)) yield { x, y, a };
}

/** Special values with each other, and with what a bit or two make of one: another, a number, or a NaN. */
function* specialSums(format: Float): Generator<Bits> {
  for (const x of specials(format)) {
    for (const y of specials(format)) yield { x, y };
    for (const flipped of [...flips(0n, format.width), ...flips(format.largest + 1n, format.width)])
      yield* [
        { x, y: flipped },
        { x: flipped, y: x },
      ];
  }
}

const count = (length: number): number[] => Array.from({ length }, (_, index) => index);

const bothSigns = ({ width }: Float, bits: bigint): bigint[] => [bits, bits ^ (1n << BigInt(width - 1))];

const emax = ({ emin, largest, wF }: Float): number => emin + Number(largest >> BigInt(wF)) - 1;

/** 1, 1 and an ulp, 1½, 2 less an ulp, times 2^exponent, as nearly as the format has them. */
function shapes(format: Float, exponent: number): bigint[] {
  const one = 1n << BigInt(format.wF);
  return [one, one + 1n, one + one / 2n, 2n * one - 1n].map((significand) =>
    format.round(finiteDatum(new Dyadic(significand, exponent - format.wF))),
  );
}

/** Exponents that add up to each one around those borders; halved, and with one factor subnormal. */
function borderProducts(format: Float): Pair[] {
  const { emin, wF } = format;
  const low = count(wF + 5).map((index) => emin - wF - 3 + index);
  const high = [emax(format) - 1, emax(format), emax(format) + 1];
  return [...low, ...high].flatMap((total) =>
    [Math.floor(total / 2), emin - 1, emin - wF]
      .filter((exponent) => total - exponent <= emax(format))
      .flatMap((exponent) =>
        shapes(format, exponent).flatMap((x) => shapes(format, total - exponent).map((y): Pair => [x, y])),
      ),
  );
}

/**
 * Significands whose product is a tie, or differs from one by a single bit: of a multiplier's low bits nothing else is
 * ever seen. For an odd b, a·b ≡ 2^g ± 2^k modulo 2^(g + 1) gives a; g is the first bit that is rounded away.
 */
function nearTieProducts({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  return count(24).flatMap((index) => {
    const b = ulp | scattered(index, wF) | 1n;
    // the product is below 2, or from 2 on and rounded one bit higher up
    return [wF - 1, wF].flatMap((g) => {
      const singles = count(g).map((bit) => 1n << BigInt(bit));
      return [0n, ...singles, ...singles.map((bit) => -bit)].map((d): Pair => {
        const a = quotient((1n << BigInt(g)) + d, b, g + 1);
        return [one | remainder(a, ulp), one | (b - ulp)];
      });
    });
  });
}

/**
 * The same with a b that ends in zeros, and the least from a tie that there is then: a wrong carry anywhere in the bits
 * below is seen. Modulo 2^(g + 1 − zeros) gives the lower bits of a, and the upper ones are noise.
 */
function nearestTies({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  return count(wF).flatMap((zeros) =>
    count(48).flatMap((turn) => {
      const index = 48 * zeros + turn;
      const odd = (1n << BigInt(wF - zeros)) | scattered(index, wF - zeros) | 1n;
      return [wF - 1, wF].flatMap((g) => {
        const bits = g + 1 - zeros;
        const half = 1n << BigInt(bits - 1);
        return [1n, -1n].map((d): Pair => {
          const low = quotient(half + d, odd, bits);
          const a = low | ((scattered(index, wF) >> BigInt(bits)) << BigInt(bits));
          const pair: Pair = [one | remainder(a, ulp), one | ((odd << BigInt(zeros)) - ulp)];
          return turn % 2 === 0 ? pair : [pair[1], pair[0]];
        });
      });
    }),
  );
}

/**
 * Products that are rounded up, with a carry over each number of ones, and noise above: x is noise, and y what it takes to
 * get there. The bits below the first that is cut off are as they come out.
 */
function carriedRoundings({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  const pairFor = (ones: number, guard: number, index: number): Pair[] => {
    const free = wF - ones;
    const top = (1n << BigInt(free)) | (scattered(index, free) & ~1n);
    const wanted = ((top + 1n) << BigInt(ones + 1)) - 1n;
    for (const attempt of count(16)) {
      const x = ulp | scattered(16 * index + attempt, wF);
      const y = (wanted << BigInt(guard)) / x + 1n;
      if (y >> BigInt(wF) === 1n && (x * y) >> BigInt(guard) === wanted)
        return [[one | (x - ulp), one | (y - ulp)]];
    }
    return [];
  };
  // the product is below 2, or from 2 on and rounded one bit higher up
  return count(wF).flatMap((ones) =>
    count(12).flatMap((turn) => pairFor(ones, wF - (turn % 2), 16 * ones + turn)),
  );
}

/** (1 + 2^−k)·(1 + 2^−j), whose last bit is the first that is cut off. */
function tieProducts({ wF, one }: Float): Pair[] {
  return count(wF).map((k) => [one + (1n << BigInt(k)), one + (1n << BigInt(wF - 1 - k))]);
}

/**
 * Significands whose product is the last below a power of two, or the next: rounded it is on the other side, and the
 * exponent has a carry to take, at the ends of the range and anywhere in it.
 */
function nearPowers(format: Float): Pair[] {
  const { wF, emin } = format;
  const one = 1n << BigInt(wF);
  const at = (significand: bigint, exponent: number): bigint =>
    format.round(finiteDatum(new Dyadic(significand, exponent - wF)));
  return count(64).flatMap((index) => {
    const x = one | scattered(index, wF);
    const y = (2n * one * one) / x;
    const anywhere = count(8).map((turn) => emin + (Number(scattered(8 * index + turn, 32)) % (-2 * emin)));
    return [emin - 2, emin - 1, emin, emax(format) - 1, emax(format), ...anywhere].flatMap((total) =>
      [y, y + 1n].map((other): Pair => {
        const first = Math.floor(total / 2);
        return [at(x, first), at(other, total - first)];
      }),
    );
  });
}

function alignments(format: Float): Pair[] {
  return count(format.wF + 5).flatMap((distance) =>
    shapes(format, 0).flatMap((x) => shapes(format, -distance).map((y): Pair => [x, y])),
  );
}

/** One bit against one bit: exponents that differ in two. */
function singleBits({ width }: Float): Pair[] {
  const bits = count(width - 1).map((bit) => 1n << BigInt(bit));
  return bits.flatMap((x) => bits.map((y): Pair => [x, y]));
}

/** Neighbours, and neighbours with a power of two between them, from the subnormals up. */
function cancellations(format: Float): Pair[] {
  const { emin, wF, largest } = format;
  const exponents = [emin - 1, emin, emin + 1, emin + Math.floor(wF / 2), emin + wF, 0, emax(format)];
  return exponents.flatMap((exponent) =>
    shapes(format, exponent).flatMap((x) =>
      [-2n, -1n, 0n, 1n, 2n]
        .map((ulps) => x + ulps)
        .filter((y) => y >= 0n && y <= largest)
        .map((y): Pair => [x, y]),
    ),
  );
}

/** The largest number and what is around half its ulp. */
function overflows(format: Float): Pair[] {
  return [1, 2, 3].flatMap((distance) =>
    shapes(format, emax(format) - format.wF - distance + 1).map((y): Pair => [format.largest, y]),
  );
}

/** Zeros, infinities or what stands for them, NaNs, one, and the ends. */
function specials(format: Float): bigint[] {
  const { largest, one, quietNan } = format;
  const positive = [0n, 1n, one, largest, largest + 1n, quietNan];
  return [...new Set(positive)].flatMap((bits) => bothSigns(format, bits));
}
