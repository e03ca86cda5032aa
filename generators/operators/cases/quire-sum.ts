import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import type { Quire } from "../../../golden/quire.js";
import { noiseBits } from "./noise.js";
import { placeAbove, placedProducts } from "./quire-products.js";
import { flips } from "./rounding.js";

/**
 * Sums a + x·y of a quire and a product: carries and borrows from each place to each other, noise,
 * and operands one or two bits away from zero and NaR.
 */
export function* quireSums(format: Posit, held: Quire): Generator<Bits> {
  yield* nearlySpecial(format, held);
  yield* extremeProducts(format, held);
  yield* everyProduct(format, held);
  yield* midwayCarries(format, held);
  yield* interruptedCarries(format, held);
}

function* nearlySpecial(format: Posit, held: Quire): Generator<Bits> {
  const { one } = format;
  for (const x of [...flips(0n, format.n), ...flips(format.nar, format.n)])
    yield* [
      { x, y: one + 1n, a: 0n },
      { x: format.negate(one + 1n), y: x, a: held.nar },
    ];
  for (let bit = 1n; bit < held.nar; bit *= 2n) yield { x: one, y: format.negate(one), a: held.nar | bit };
}

/**
 * The sum is ±2^i, for every i: a carry or borrow has run from the product up to bit i.
 *
 * Formula: a = ±2^i − x·y modulo 2^width, x·y = ±minpos², ±maxpos².
 * Example with 8 bits: x·y = 1, i = 5: a = 00011111 and the sum is 00100000.
 */
function* extremeProducts(format: Posit, held: Quire): Generator<Bits> {
  const wrap = (integer: bigint): bigint => BigInt.asUintN(held.width, integer);
  const { minpos, maxpos } = format;
  for (const factor of [minpos, maxpos])
    for (const x of [factor, format.negate(factor)]) {
      const product = held.wrap(format.value(x).times(format.value(factor)));
      for (let bit = 1n; bit <= held.nar; bit *= 2n) {
        yield { x, y: factor, a: wrap(bit - product) };
        yield { x, y: factor, a: wrap(-bit - product) };
      }
    }
}

/** A product in each place, with a quire that makes the sum ±2^i for one i; then more products with noise. */
function* everyProduct(format: Posit, held: Quire): Generator<Bits> {
  let index = 0;
  for (const { x, y, value } of placedProducts(format, 0)) {
    const bit = 1n << BigInt((7 * index++) % held.width);
    yield { x, y, a: BigInt.asUintN(held.width, (index % 2 === 0 ? bit : -bit) - held.wrap(value)) };
  }
  for (const round of [0, 1, 2])
    for (const { x, y } of placedProducts(format, round)) yield { x, y, a: noiseBits(index++, held.width) };
}

/**
 * A carry or borrow that crosses a run of ones or zeros and ends in noise above it.
 *
 * Formula: a is noise, with a run of random length just above the product: ones if x·y > 0, else zeros.
 * Example with 8 bits: x·y = 11, a = 01011110: the product's carry crosses the three ones at bits 2 to 4.
 */
function* midwayCarries(format: Posit, held: Quire): Generator<Bits> {
  let index = 0;
  for (const round of [3, 4, 5])
    for (const { x, y, value } of placedProducts(format, round)) {
      const place = placeAbove(held, value);
      const room = held.width - place;
      if (room <= 1) continue;
      const length = 1 + (Number(noiseBits(index++, 16)) % room);
      const run = ((1n << BigInt(length)) - 1n) << BigInt(place);
      const around = noiseBits(index, held.width);
      yield { x, y, a: value.sign() > 0 ? around | run : around & ~run };
    }
}

/**
 * A run above the product with one bit that stops the carry or borrow. An adder that takes the run
 * for whole carries on.
 *
 * Formula: above the product, a is ones but for a 0 at bit i if x·y > 0, else zeros but for a 1.
 * Below, a makes the carry in every second case, and is noise in the others.
 * Example with 8 bits: x·y = 1, i = 4: a = 11101111, and the sum is 11110000.
 */
function* interruptedCarries(format: Posit, held: Quire): Generator<Bits> {
  let index = 0;
  for (const { x, y, value } of placedProducts(format, 6)) {
    const product = held.wrap(value);
    const place = placeAbove(held, value);
    const room = held.width - place;
    if (room <= 1) continue;
    const at = BigInt(place + ((7 * index++) % room));
    const above = (1n << BigInt(held.width)) - (1n << BigInt(place));
    const noise = noiseBits(index, place + 1) & ((1n << BigInt(place)) - 1n);
    // −x·y makes the sum 0 below the place; noise keeps a borrow
    const carries = BigInt.asUintN(place, -product) | (value.sign() > 0 ? 0n : noise);
    const run = value.sign() > 0 ? above & ~(1n << at) : 1n << at;
    yield { x, y, a: BigInt.asUintN(held.width, run | (index % 2 === 0 ? carries : noise)) };
  }
}
