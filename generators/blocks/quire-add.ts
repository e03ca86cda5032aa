import { v, type Module, type Signal } from "../hdl/index.js";
import { add, type Adder } from "./adders/index.js";
import type { Placed } from "./quire-place.js";

/** The quire and a product in its place, added modulo 2^width of the quire. */
export function addToQuire(m: Module, quire: Signal, { low, above }: Placed, adder: Adder): Signal {
  m.section("Add to the quire, up to where the product is copies of its sign");
  const guard = quire.width - low.width;
  const quireLow = m.wire("quire_low", low.width, quire.bits(low.width - 1, 0));
  const sum = add(m, "low_sum", low.width + Math.min(guard, 1), quireLow, low, { adder });
  if (guard === 0) return sum;

  m.section("Above, a carry adds 1 and a sign takes 1 away: each flips bits up to the first that stops it");
  const high = quire.bits(quire.width - 1, low.width);
  const passes = m.wire("passes", guard, v`(${high}) ^ {${guard}{${above}}}`);
  const changes = m.wire("changes", 1, v`${sum.msb} ^ ${above}`);
  const reached = m.wire("reached", guard, v`${passes} ^ (${passes} + 1'b1)`);
  const sumHigh = m.wire("high_sum", guard, v`(${high}) ^ (${reached} & {${guard}{${changes}}})`);
  return m.wire("sum", quire.width, v`{${sumHigh}, ${sum.bits(low.width - 1, 0)}}`);
}
