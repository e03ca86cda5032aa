import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { add, type Adder } from "../adders/index.js";
import type { BitHeap } from "./bit-heap.js";
import { addDigitRow, type Digit, type Place } from "./digit-row.js";
import type { Factor } from "./factor.js";

/** Delay from the factors to a row's bits, in FO4: an addition and a selection. */
const rowDelay = 16;

/**
 * Adds x·y with y in digits of radix 4, two bits each. A digit is 0, 1, 2 or 3, where Booth's are −2 … 2, and selects 0, x, 2x or 3x.
 * One addition makes 3x for all rows. For unsigned factors of n bits there are n/2 rows, one less than Booth's, and none is
 * complemented. A signed factor's sign bit weighs negative: the last row is Booth's.
 * Example: y = 1110 (14) has the digits 2 and 3: 3·4 + 2.
 */
export function addMultiples(m: Module, heap: BitHeap, x: Factor, y: Factor, adder: Adder): void {
  const { width } = y.bits;
  const unsigned = y.signed ? width - 1 : width;
  const threefold = unsigned > 1 ? makeThreefold(m, x, adder, heap.width) : undefined;
  m.section("Two bits of the second factor choose 0, 1, 2 or 3 times the first");
  const odd = unsigned % 2 === 1;
  for (let low = 0; low < unsigned - (odd ? 1 : 0); low += 2)
    addDigitRow(m, heap, x, digitOf(m, y.bits, low), placed(low), threefold);
  const top = v`${y.bits.msb}`;
  if (!y.signed) {
    if (odd) addDigitRow(m, heap, x, { one: top, negative: null }, placed(width - 1));
  } else if (odd) {
    const below = y.bits.bit(width - 2);
    addDigitRow(m, heap, x, { one: below, two: v`${top} & ~${below}`, negative: top }, placed(width - 2));
  } else addDigitRow(m, heap, x, { one: top, negative: top }, placed(width - 1));
}

/**
 * Adds f·(c + g) with F fraction bits each, where c is 1, or −2 where `sign` is 1. That sign weighs −2^(2F+1), and is left to the
 * caller. If F is odd, c and the first bit of g make one digit, 2, 3, −4 or −3; else the digit of c alone is 1 or −2.
 */
export function addFractionMultiples(
  m: Module,
  heap: BitHeap,
  f: Signal,
  { sign, fraction: g }: { readonly sign: Signal; readonly fraction: Signal },
  adder: Adder,
): void {
  const { width } = g;
  const x = { bits: f, signed: false };
  const threefold = makeThreefold(m, x, adder, heap.width);
  m.section("Two bits of the second fraction choose 0, 1, 2 or 3 times the first one");
  const odd = width % 2;
  for (let low = 0; low < width - odd; low += 2)
    addDigitRow(m, heap, x, digitOf(m, g, low), placed(low), threefold);
  const negative = sign.all;
  const below = odd ? g.msb : null;
  const top: Digit = below
    ? { two: v`~(${sign} | ${below})`, three: below, four: v`${sign} & ~${below}`, negative }
    : { one: v`~${sign}`, two: negative, negative };
  addDigitRow(m, heap, x, top, { ...placed(width - odd), leavesSign: true }, threefold);
}

const placed = (low: number): Place => ({ name: `row${Math.floor(low / 2)}`, low, delay: rowDelay });

function digitOf(m: Module, y: Signal, low: number): Digit {
  const [high, middle] = [y.bit(low + 1), y.bit(low)];
  const name = `digit${low / 2}`;
  const wire = (which: string, value: Expression): Expression => m.wire(`${name}_${which}`, 1, value).all;
  return {
    one: wire("one", v`${middle} & ~${high}`),
    two: wire("two", v`${high} & ~${middle}`),
    three: wire("three", v`${high} & ${middle}`),
    negative: null,
  };
}

/** 3x = x + 2x, two bits wider than x, or the lowest `most` bits of it; the lowest one is that of x. */
function makeThreefold(m: Module, x: Factor, adder: Adder, most: number): Signal {
  const { bits, signed } = x;
  const sign = signed ? bits.msb : v`1'b0`;
  const width = Math.min(bits.width + 1, most - 1);
  m.section("Three times the first factor");
  const signs = v`{${width - bits.width + 1}{${sign}}}`;
  const half = bits.width === 1 ? signs : v`{${signs}, ${bits.bits(bits.width - 1, 1)}}`;
  const first = m.wire("half", width, half);
  const second = m.wire("extended", width, v`{{${width - bits.width}{${sign}}}, ${bits}}`);
  const upper = add(m, "threefold_upper", width, first, second, { adder });
  return m.wire("threefold", width + 1, v`{${upper}, ${bits.bit(0)}}`);
}
