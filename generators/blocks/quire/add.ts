import { v, type Module, type Signal } from "../../hdl/index.js";
import { add, type Adder } from "../adders/index.js";
import { concatenate } from "../concatenate.js";
import type { Placed } from "./place.js";

/** quire + product modulo 2^width of the quire. */
export function addToQuire(m: Module, quire: Signal, { low, above }: Placed, adder: Adder): Signal {
  m.section("Add to the quire, up to where the product is copies of its sign");
  const guard = quire.width - low.width;
  const quireLow = m.wire("quire_low", low.width, quire.bits(low.width - 1, 0));
  const sum = add(m, "low_sum", low.width + Math.min(guard, 1), quireLow, low, { adder });
  if (guard === 0) return sum;

  m.section("Above, a carry adds 1 and a sign takes 1 away: each flips bits up to the first that stops it");
  const high = quire.bits(quire.width - 1, low.width);
  const below = quire.bits(quire.width - 2, low.width);
  const passes = m.wire("passes", guard - 1, v`(${below}) ^ {${guard - 1}{${above}}}`);
  const changes = m.wire("changes", 1, v`${sum.msb} ^ ${above}`);
  const flips = v`${allBelow(m, passes)} & {${guard}{${changes}}}`;
  const sumHigh = m.wire("high_sum", guard, v`(${high}) ^ (${flips})`);
  return m.wire("sum", quire.width, v`{${sumHigh}, ${sum.bits(low.width - 1, 0)}}`);
}

/**
 * Bit i is 1 where all bits of `value` below i are 1; one bit wider than `value`. Prefix AND (Sklansky 1960).
 */
function allBelow(m: Module, value: Signal): Signal {
  const width = value.width + 1;
  let all = m.wire("all1", width, v`{${value}, 1'b1}`);
  for (let size = 2; size / 2 < width; size *= 2) {
    const bits = Array.from({ length: width }, (_, bit) => {
      const middle = bit - (bit % size) + size / 2;
      return bit < middle ? all.bit(bit) : v`${all.bit(bit)} & ${all.bit(middle - 1)}`;
    });
    all = m.wire(`all${size}`, width, concatenate(bits.toReversed()));
  }
  return all;
}
