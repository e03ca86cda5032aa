import { v, type Module } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import type { Factor } from "./factor.js";

/** Delay of an AND gate, in FO4. */
const gate = 1.2;

/**
 * Adds x·y as one row of AND gates for every bit of y.
 * The sign bit of a two's complement factor weighs negative. A partial product p with exactly one sign bit is
 * subtracted as ~p − 1; the ones are gathered in the constant (Baugh and Wooley 1973).
 */
export function addArray(m: Module, heap: BitHeap, x: Factor, y: Factor): void {
  m.section("One row of partial products for each bit of the second factor");
  addRows(m, heap, x, y, () => 0);
}

/** The same with only part of each row: its bits from `lowest` up. A row without bits is left out. */
export function addRows(
  m: Module,
  heap: BitHeap,
  x: Factor,
  y: Factor,
  lowest: (row: number) => number,
): void {
  for (let j = 0; j < y.bits.width; j++) {
    const low = lowest(j);
    const width = x.bits.width - low;
    if (width <= 0) continue;
    const bits = low === 0 ? x.bits.all : x.bits.bits(x.bits.width - 1, low);
    const row = m.wire(`row${j}`, width, v`${bits} & {${width}{${y.bits.bit(j)}}}`);
    for (let i = low; i < x.bits.width; i++) {
      const negative = isSign(x, i) !== isSign(y, j);
      const arrival = gate + Math.max(x.arrivals?.[i] ?? 0, y.arrivals?.[j] ?? 0);
      heap.add(i + j, negative ? v`~${row.bit(i - low)}` : row.bit(i - low), arrival);
      if (negative) heap.addConstant(-(1n << BigInt(i + j)));
    }
  }
}

const isSign = ({ bits, signed }: Factor, bit: number): boolean => signed && bit === bits.width - 1;
