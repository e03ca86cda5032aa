import { signedProduct, v, type Module } from "../../hdl/index.js";
import type { BitHeap } from "./bit-heap.js";
import type { Factor } from "./factor.js";

/**
 * Delay of a product that the synthesis tool makes, in FO4: that measured of a Booth multiplier of 16 bits.
 */
const product = 25;

/**
 * Adds x·y as one row, by Verilog's own multiplication. Both factors are signed or both unsigned; a signed
 * product is extended to the heap's width.
 */
export function addTimes(m: Module, heap: BitHeap, x: Factor, y: Factor): void {
  m.section("The product, for the synthesis tool to make");
  const width = x.bits.width + y.bits.width;
  const value = x.signed ? signedProduct(x.bits, y.bits) : v`${x.bits} * ${y.bits}`;
  const whole = m.wire("times", width, value);
  if (width > heap.width) m.unused(whole.bits(width - 1, heap.width));
  const extended = Math.max(0, heap.width - width);
  if (extended === 0 || !x.signed) heap.addRow(0, whole, product);
  else heap.addRow(0, m.wire("extended", heap.width, v`{{${extended}{${whole.msb}}}, ${whole}}`), product);
}
