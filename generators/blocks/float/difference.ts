import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";

export interface SumOrDifference {
  /** a + b or |a − b|; one bit wider than they are. */
  readonly value: Signal;
  /** It is b − a. */
  readonly reversed: Signal;
}

/**
 * a + b, or where `subtract` is 1 the magnitude of a − b. A carry out of a + ~b says that a is greater: then one is
 * missing, which the carry itself adds where all bits below it pass one on (end-around carry); else the complement
 * of a + ~b is b − a. Carries are found by a parallel prefix (Sklansky 1960).
 */
export function sumOrDifference(m: Module, a: Signal, b: Signal, subtract: Signal): SumOrDifference {
  const { width } = a;
  const addend = m.wire("addend", width, v`${b} ^ {${width}{${subtract}}}`);
  const half = m.wire("half_sum", width, v`${a} ^ ${addend}`);
  // Bit i: bits i … 0 (at first, of its block of `size`) make a carry, or pass one on.
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
    // In the end only carries within are passed on.
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
