import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { noise, positNumbers } from "./numbers.js";
import { flips, scattered } from "./rounding.js";

/**
 * Sums of a quire and a product: products in every place, added to what makes a carry or a borrow run from there to
 * any other; and what differs from NaR and from zero in a bit.
 */
export function* quireSums(format: Posit, held: Quire): Generator<Bits> {
  const { one } = format;
  const minus = (bits: bigint): bigint => format.negate(bits);
  for (const x of [...flips(0n, format.n), ...flips(format.nar, format.n)])
    yield* [
      { x, y: one + 1n, a: 0n },
      { x: minus(one + 1n), y: x, a: held.nar },
    ];

  for (let bit = 1n; bit < held.nar; bit *= 2n) yield { x: one, y: minus(one), a: held.nar | bit };
  const wrap = (integer: bigint): bigint => BigInt.asUintN(held.width, integer);
  const { minpos, maxpos } = format;
  for (const factor of [minpos, maxpos])
    for (const x of [factor, minus(factor)]) {
      const product = held.wrap(format.value(x).times(format.value(factor)));
      for (let bit = 1n; bit <= held.nar; bit *= 2n) {
        yield { x, y: factor, a: wrap(bit - product) };
        yield { x, y: factor, a: wrap(-bit - product) };
      }
    }

  let index = 0;
  for (const [x, y] of placedProducts(format, 0)) {
    const product = held.wrap(format.value(x).times(format.value(y)));
    // The sum is one bit, or all ones above it: the carry has run from the product up to there.
    const bit = 1n << BigInt((7 * index++) % held.width);
    yield { x, y, a: wrap((index % 2 === 0 ? bit : -bit) - product) };
  }
  for (const round of [0, 1, 2])
    for (const [x, y] of placedProducts(format, round)) yield { x, y, a: scattered(index++, held.width) };
  yield* midwayCarries(format, held);
  yield* interruptedCarries(format, held);
}

/** In noise a run of ones, or of zeros, that a carry or borrow of the product crosses, and then ends in the noise above. */
function* midwayCarries(format: Posit, held: Quire): Generator<Bits> {
  let index = 0;
  for (const round of [3, 4, 5])
    for (const [x, y] of placedProducts(format, round)) {
      const value = format.value(x).times(format.value(y));
      const place = bitLength(BigInt.asUintN(held.width, held.wrap(value.magnitude())));
      const room = held.width - place;
      if (room <= 1) continue;
      const length = 1 + (Number(scattered(index++, 16)) % room);
      const run = ((1n << BigInt(length)) - 1n) << BigInt(place);
      const around = scattered(index, held.width);
      yield { x, y, a: value.sign() > 0 ? around | run : around & ~run };
    }
}

/**
 * Ones above the product but for a single 0, at which its carry stops, and zeros but for a single 1, at which its borrow
 * does: whoever takes the run for whole carries on.
 */
function* interruptedCarries(format: Posit, held: Quire): Generator<Bits> {
  let index = 0;
  for (const [x, y] of placedProducts(format, 6)) {
    const value = format.value(x).times(format.value(y));
    const product = held.wrap(value);
    const place = bitLength(BigInt.asUintN(held.width, held.wrap(value.magnitude())));
    const room = held.width - place;
    if (room <= 1) continue;
    const at = BigInt(place + ((7 * index++) % room));
    const above = (1n << BigInt(held.width)) - (1n << BigInt(place));
    const below = scattered(index, place + 1) & ((1n << BigInt(place)) - 1n);
    // the sum below the product's first bit is 0 or all ones: the carry is there
    const carries = BigInt.asUintN(place, -product) | (value.sign() > 0 ? 0n : below);
    const run = value.sign() > 0 ? above & ~(1n << at) : 1n << at;
    yield { x, y, a: BigInt.asUintN(held.width, run | (index % 2 === 0 ? carries : below)) };
  }
}

const bitLength = (integer: bigint): number => (integer === 0n ? 0 : integer.toString(2).length);

/**
 * Factors of noise whose product has each exponent; one of them nearer to 1, where it has a longer fraction. Other ones in
 * each round: far from 1 few factors have a product in a place, and its bits come out of each in another way.
 */
function* placedProducts(format: Posit, round: number): Generator<readonly [x: bigint, y: bigint]> {
  const numbers = positNumbers(format);
  const { least, greatest } = numbers;
  let index = 30000 * round;
  for (let scale = 2 * least; scale <= 2 * greatest; scale++)
    for (const share of round % 2 === 0 ? [0, 1 / 2, 3 / 4, 1] : [1 / 8, 3 / 8, 5 / 8, 7 / 8]) {
      // x has from all that y can leave to it down to half of it
      const most = scale < 0 ? Math.max(scale, least) : Math.min(scale, greatest);
      const first = most + Math.trunc((scale / 2 - most) * share);
      const factors = [first, scale - first].map((each) =>
        format.round(noise(numbers, index++).scaled(each)),
      ) as [bigint, bigint];
      // the product's last bit, of which a word may have that one only
      const [x, y] = factors.map((bits) => (share === 1 / 2 ? bits : bits | 1n)) as [bigint, bigint];
      yield [x, y];
      // Of a negative factor the scale is one less: where words end that is another place.
      if (share === 0) yield [format.negate(x), y];
    }
}
