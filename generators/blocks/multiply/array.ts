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
  for (let j = 0; j < y.bits.width; j++) {
    const row = m.wire(`row${j}`, x.bits.width, v`${x.bits} & {${x.bits.width}{${y.bits.bit(j)}}}`);
    for (let i = 0; i < x.bits.width; i++) {
      const negative = isSign(x, i) !== isSign(y, j);
      const arrival = gate + Math.max(x.arrivals?.[i] ?? 0, y.arrivals?.[j] ?? 0);
      heap.add(i + j, negative ? v`~${row.bit(i)}` : row.bit(i), arrival);
      if (negative) heap.addConstant(-(1n << BigInt(i + j)));
    }
  }
}

const isSign = ({ bits, signed }: Factor, bit: number): boolean => signed && bit === bits.width - 1;
