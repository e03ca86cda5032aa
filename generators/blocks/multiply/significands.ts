import { v, type Module, type Signal } from "../../hdl/index.js";
import type { MultiplierArchitecture } from "./architecture.js";
import type { Adder } from "../adders/index.js";
import { BitHeap } from "./bit-heap.js";
import { addArray } from "./array.js";
import { addBooth } from "./booth.js";
import type { Factor } from "./factor.js";
import { sumOf } from "./reduce.js";
import { addFractionMultiples } from "./multiples.js";
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
  if (partialProducts === "array" || partialProducts === "multiples")
    addFractions(m, heap, x, y, partialProducts === "multiples" ? adder : null);
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
 * With an adder for `multiples`, fx·fy + cy·fx are multiples of fx, which are narrower than those of cx + fx and have no signs.
 */
function addFractions(
  m: Module,
  heap: BitHeap,
  x: Significand,
  y: Significand,
  multiples: Adder | null,
): void {
  const bits = x.fraction.width;
  const rows: [string, Signal, Signal][] = [["row_y", y.fraction, x.sign]];
  if (multiples && bits > 0) addFractionMultiples(m, heap, x.fraction, y, multiples);
  else {
    if (bits > 0) addArray(m, heap, { bits: x.fraction, signed: false }, { bits: y.fraction, signed: false });
    rows.unshift(["row_x", x.fraction, y.sign]);
  }

  const each = rows.length > 1 ? "Each" : "The second";
  m.section(`${each} fraction times the other's integer part, 1 or -2 (complemented, and two ulps more)`);
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
