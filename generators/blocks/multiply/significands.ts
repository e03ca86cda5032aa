import { v, type Module, type Signal } from "../../hdl/index.js";
import type { MultiplierArchitecture } from "./architecture.js";
import { BitHeap } from "./bit-heap.js";
import { addArray } from "./array.js";
import { addBooth } from "./booth.js";
import type { Factor } from "./factor.js";
import { sumOf } from "./reduce.js";
import { addSignificandMultiples } from "./multiples.js";
import { addTimes } from "./times.js";

/**
 * The signed significand of a posit: −2 + f where `sign` is 1, else 1 + f. f has F bits, the width of
 * `fraction`.
 */
export interface Significand {
  readonly sign: Signal;
  readonly fraction: Signal;
}

/**
 * The exact product of two significands: 4 integer and 2F fraction bits, two's complement, or as many of them from the
 * lowest as `width` says.
 */
export function multiplySignificands(
  m: Module,
  name: string,
  x: Significand,
  y: Significand,
  architecture: MultiplierArchitecture,
  width = 2 * x.fraction.width + 4,
): Signal {
  return sumOf(m, name, significandHeap(m.scope(name), x, y, architecture, width), architecture);
}

/** The product of two significands as a heap of `width` bits. */
function significandHeap(
  m: Module,
  x: Significand,
  y: Significand,
  { partialProducts, adder }: MultiplierArchitecture,
  width: number,
): BitHeap {
  const heap = new BitHeap(width);
  if (partialProducts === "array") addFractions(m, heap, x, y);
  else if (partialProducts === "multiples") addSignificandMultiples(m, heap, whole(m, "x", x), y, adder);
  else {
    const rows = { booth: addBooth, times: addTimes }[partialProducts];
    rows(m, heap, whole(m, "x", x), whole(m, "y", y));
  }
  return heap;
}

/** A significand as one two's complement number of 2 + F bits. */
const whole = (m: Module, name: string, { sign, fraction }: Significand): Factor => ({
  bits: m.wire(name, 2 + fraction.width, v`{${sign}, ~${sign}, ${fraction}}`),
  signed: true,
});

/** Delay of a multiplexer, in FO4. */
const selection = 2;

/**
 * An array for the fractions only, two selected rows and a few bits.
 * Formula: with c = 1 or −2 before the fraction, (cx + fx)·(cy + fy) = fx·fy + cx·fy + cy·fx + cx·cy.
 */
function addFractions(m: Module, heap: BitHeap, x: Significand, y: Significand): void {
  const bits = x.fraction.width;
  if (bits > 0) addArray(m, heap, { bits: x.fraction, signed: false }, { bits: y.fraction, signed: false });

  m.section("Each fraction times the other's integer part, 1 or -2 (complemented, and two ulps more)");
  const rows: [string, Signal, Signal][] = [
    ["row_x", x.fraction, y.sign],
    ["row_y", y.fraction, x.sign],
  ];
  for (const [name, fraction, sign] of rows) {
    const value = v`${sign} ? {~${fraction}, 1'b0} : {1'b0, ${fraction}}`;
    if (bits > 0) heap.addRow(bits, m.wire(name, bits + 1, value), selection);
    heap.add(bits + 1, sign.all);
  }

  // cx·cy − 2sx − 2sy, the last two being the signs of the selected rows: 1, −4 or 0
  m.section("The product of the integer parts with the signs of those rows: 1, -4 or 0");
  heap.add(2 * bits, m.wire("both_positive", 1, v`~(${x.sign} | ${y.sign})`).all, selection);
  if (heap.width <= 2 * bits + 2) return;
  const differ = m.wire("differ", 1, v`${x.sign} ^ ${y.sign}`);
  heap.add(2 * bits + 2, differ.all, selection);
  heap.add(2 * bits + 3, differ.all, selection);
}
