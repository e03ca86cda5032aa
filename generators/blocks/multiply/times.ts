import { signedProduct, v, type Module } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import type { Factor } from "./factor.js";

/** Delay of a product that a synthesis tool makes, in FO4: what a Booth multiplier of 16 bits was measured at. */
const product = 25;

/**
 * Adds x·y as one row, in Verilog's own multiplication. Factors are both signed or both unsigned; a signed product
 * is extended up to the width of the heap.
 */
export function addTimes(m: Module, heap: BitHeap, x: Factor, y: Factor): void {
  m.section("The product, for the synthesis tool to make");
  const width = x.bits.width + y.bits.width;
  const value = x.signed ? signedProduct(x.bits, y.bits) : v`${x.bits} * ${y.bits}`;
  const whole = m.wire("times", width, value);
  const extended = Math.max(0, heap.width - width);
  if (extended === 0 || !x.signed) heap.addRow(0, whole, product);
  else heap.addRow(0, m.wire("extended", heap.width, v`{{${extended}{${whole.msb}}}, ${whole}}`), product);
}
