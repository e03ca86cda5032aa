import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";

export interface SumOrDifference {
  /** a + b or |a − b|; one bit wider than they are. */
  readonly value: Signal;
  /** 1 where the value is b − a. */
  readonly reversed: Signal;
}

/**
 * a + b, or the magnitude of a − b where `subtract` is 1. Carries come from a parallel prefix (Sklansky
 * 1960).
 * Example with 4 bits: 5 − 3 is 0101 + 1100 = 1 0001; the carry out says that a is greater, and adds the 1
 * that is missing (end-around carry).
 * 3 − 5 is 0011 + 1010 = 0 1101 without a carry out; its complement, 0010, is b − a.
 */
export function sumOrDifference(m: Module, a: Signal, b: Signal, subtract: Signal): SumOrDifference {
  const { width } = a;
  const addend = m.wire("addend", width, v`${b} ^ {${width}{${subtract}}}`);
  const half = m.wire("half_sum", width, v`${a} ^ ${addend}`);
  // bit i: whether bits i … 0 generate a carry, or propagate one; at first within blocks of `size`
  let makes = m.wire("make1", width, v`${a} & ${addend}`);
  let passes = half;
  for (let size = 2; size / 2 < width; size *= 2) {
    const each = (
      bits: number,
      combine: (bit: number, below: number) => Expression,
      kept: Signal,
    ): Expression =>
      concatenate(
        Array.from({ length: bits }, (_, index) => {
          const bit = bits - 1 - index;
          const middle = bit - (bit % size) + size / 2;
          return bit < middle ? kept.bit(bit) : combine(bit, middle - 1);
        }),
      );
    const [make, pass] = [makes, passes];
    makes = m.wire(
      `make${size}`,
      width,
      each(width, (bit, below) => v`${make.bit(bit)} | (${pass.bit(bit)} & ${make.bit(below)})`, make),
    );
    // the last level propagates only carries within
    const used = size < width ? width : width - 1;
    passes = m.wire(
      `pass${size}`,
      used,
      each(used, (bit, below) => v`${pass.bit(bit)} & ${pass.bit(below)}`, pass),
    );
  }
  const around = m.wire("around", 1, v`${subtract} & ${makes.msb}`);
  const reversed = m.wire("reversed", 1, v`${subtract} & ~${makes.msb}`);
  const below = width - 2;
  const carries = v`{${makes.bits(below, 0)} | (${passes.bits(below, 0)} & {${width - 1}{${around}}}), ${around}}`;
  const carry = m.wire("carry", width, carries);
  const value = v`{${makes.msb} & ~${subtract}, ${half} ^ {${width}{${reversed}}} ^ ${carry}}`;
  return { value: m.wire("value", width + 1, value), reversed };
}
