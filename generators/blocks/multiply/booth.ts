import { v, type Expression, type Module } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import type { Factor } from "./factor.js";

/** Delay from the factors to a row's bits, in FO4; a digit's sign arrives at once. */
const rowDelay = 6;

/**
 * Adds x·y with y recoded into digits −2 … 2 of radix 4, each from two bits of y and the bit below (Booth
 * 1951, MacSorley 1961). There are half as many rows as bits.
 * Example: y = 0110 (6) has the digits 2 and −2: 2·4 − 2.
 * A negative digit's row is complemented, and a bit of its own adds the missing ulp. A row's sign s weighs −s
 * = ~s − 1; the ones are gathered in the constant.
 */
export function addBooth(m: Module, heap: BitHeap, x: Factor, y: Factor): void {
  m.section("Two bits of the second factor, with the bit below, choose -2, -1, 0, 1 or 2 times the first");
  for (let low = 0; low < y.bits.width + (y.signed ? 0 : 1); low += 2) {
    const { one, two, negative } = recode(m, y, low);
    // twice the factor has one bit more
    const bits = x.bits.width + (two ? 1 : 0);
    const extension = x.signed ? x.bits.msb : v`1'b0`;
    let value = v`{{${bits - x.bits.width}{${extension}}}, ${x.bits}} & {${bits}{${one}}}`;
    if (two) value = v`(${value}) | ({${x.bits}, 1'b0} & {${bits}{${two}}})`;
    if (negative) value = v`(${value}) ^ {${bits}{${negative}}}`;
    const row = m.wire(`row${low / 2}`, bits, value);

    // a signed factor's row has its sign on top; an unsigned one's sign is the digit's
    const body = x.signed ? bits - 1 : bits;
    for (let bit = 0; bit < body; bit++) heap.add(low + bit, row.bit(bit), rowDelay);
    const sign = x.signed ? row.msb : negative;
    if (sign) {
      heap.add(low + body, v`~${sign}`, x.signed ? rowDelay : 0);
      heap.addConstant(-(1n << BigInt(low + body)));
    }
    if (negative) heap.add(low, negative);
  }
}

/** A digit: its magnitude is 1, 2 or else 0, and it is subtracted where `negative` is 1. */
interface Digit {
  readonly one: Expression;
  /** Null for a digit that is never ±2. */
  readonly two: Expression | null;
  /** Null for a digit that is never negative. */
  readonly negative: Expression | null;
}

/** The digit of bits `low` + 1 and `low` of y: −2·high + middle + below. */
function recode(m: Module, { bits: y, signed }: Factor, low: number): Digit {
  const name = `digit${low / 2}`;
  const top = y.width - 1;
  const below = low === 0 ? null : y.bit(low - 1);
  // above an unsigned factor are zeros, above a signed one its sign: −2s + s = −s
  if (low > top) return { one: below ?? v`1'b0`, two: null, negative: null };
  const middle = y.bit(low);
  const one = below ? m.wire(`${name}_one`, 1, v`${middle} ^ ${below}`).all : middle;
  if (low === top && signed) return { one, two: null, negative: middle };
  if (low === top)
    return { one, two: below && m.wire(`${name}_two`, 1, v`${middle} & ${below}`).all, negative: null };
  const high = y.bit(low + 1);
  const two = below
    ? v`(${high} & ~${middle} & ~${below}) | (~${high} & ${middle} & ${below})`
    : v`${high} & ~${middle}`;
  return { one, two: m.wire(`${name}_two`, 1, two).all, negative: high };
}
