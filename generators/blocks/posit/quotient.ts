import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";

interface Quotient {
  /** 1 where the quotient is 1 or more, else it is above 1/2. */
  readonly whole: Signal;
  /** The bits behind the point: as many as the operands' fractions have, and two more. */
  readonly fraction: Signal;
  /** 1 where the quotient has more bits. */
  readonly sticky: Signal;
}

/**
 * (1 + x) / (1 + y) of two fractions of equal width, by restoring division, a row for each bit.
 * Example with 1 fraction bit: 1.0 / 1.1 = 0.101 and more.
 * Each row subtracts the divisor where that leaves no less than zero; the quotient's bit says whether it did.
 * Source: I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.3.
 */
export function divideSignificands(m: Module, x: Signal, y: Signal): Quotient {
  const width = x.width + 2;
  const divisor = m.wire("divisor", width, v`{2'b01, ${y}}`);
  let left = m.wire("dividend", width - 1, v`{1'b1, ${x}}`);
  const bits: Signal[] = [];
  for (let row = 0; row <= x.width + 2; row++) {
    const remainder = m.wire(`remainder${row}`, width, row === 0 ? v`{1'b0, ${left}}` : v`{${left}, 1'b0}`);
    const difference = m.wire(`row${row}`, width, v`${remainder} + ~${divisor} + 1'b1`);
    const bit = m.wire(`quotient${row}`, 1, v`~${difference.msb}`);
    bits.push(bit);
    const low = v`${bit} ? ${difference.bits(width - 2, 0)} : ${remainder.bits(width - 2, 0)}`;
    left = m.wire(`left${row}`, width - 1, low);
  }
  const [whole, ...fraction] = bits as [Signal, ...Signal[]];
  return {
    whole,
    fraction: m.wire("quotient", fraction.length, concatenate(fraction)),
    sticky: m.wire("inexact", 1, v`|${left}`),
  };
}
