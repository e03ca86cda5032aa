import { v, type Module } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import { addDigitRow, type Digit } from "./digit-row.js";
import type { Factor } from "./factor.js";

/** Delay from the factors to a row's bits, in FO4; a digit's sign arrives at once. */
const rowDelay = 6;

/**
 * Adds x·y with y recoded into digits −2 … 2 of radix 4, each from two bits of y and the bit below (Booth
 * 1951, MacSorley 1961). There are half as many rows as bits.
 * Example: y = 0110 (6) has the digits 2 and −2: 2·4 − 2.
 */
export function addBooth(m: Module, heap: BitHeap, x: Factor, y: Factor): void {
  m.section("Two bits of the second factor, with the bit below, choose -2, -1, 0, 1 or 2 times the first");
  for (let low = 0; low < y.bits.width + (y.signed ? 0 : 1); low += 2) {
    addDigitRow(m, heap, x, recode(m, y, low), { name: `row${low / 2}`, low, delay: rowDelay });
  }
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
