import { v, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import type { Steps } from "../iterate.js";

export interface Quotient {
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
 * Source: I. Koren, Computer Arithmetic Algorithms, 2nd edition, §3.3.
 */
export function divideSignificands(m: Module, x: Signal, y: Signal): Quotient {
  const width = x.width + 2;
  const divisor = m.wire("divisor", width, v`{2'b01, ${y}}`);
  let left = m.wire("dividend", width - 1, v`{1'b1, ${x}}`);
  const bits: Signal[] = [];
  for (let row = 0; row < quotientBits(x.width); row++) {
    const remainder = m.wire(`remainder${row}`, width, row === 0 ? v`{1'b0, ${left}}` : v`{${left}, 1'b0}`);
    const made = subtractWherePossible(m, row, remainder, divisor);
    bits.push(made.bit);
    left = made.left;
  }
  const [whole, ...fraction] = bits as [Signal, ...Signal[]];
  return {
    whole,
    fraction: m.wire("quotient", fraction.length, concatenate(fraction)),
    sticky: m.wire("inexact", 1, v`|${left}`),
  };
}

/** Bits of a quotient of significands with fractions of `width` bits: one before the point. */
export const quotientBits = (width: number): number => width + 3;

/**
 * The same, some rows in each step: they stand once, between registers that hold the remainder and the bits found so far.
 * Bits beyond those of a quotient are sticky.
 * @param x the dividend's fraction, in the cycle that takes it
 * @param y the divisor's fraction, in all steps
 */
export function divideInSteps(m: Module, x: Signal, y: Signal, steps: Steps): Quotient {
  const { accept, busy, digits, cycles } = steps;
  const width = x.width + 2;
  const found = digits * cycles;
  const [remainder, quotient] = [m.register("remainder", width), m.register("quotient", found)];
  const divisor = m.wire("divisor", width, v`{2'b01, ${y}}`);
  let rest = remainder;
  const bits: Signal[] = [];
  for (let row = 0; row < digits; row++) {
    const made = subtractWherePossible(m, row, rest, divisor);
    bits.push(made.bit);
    rest = m.wire(`rest${row}`, width, v`{${made.left}, 1'b0}`);
  }
  m.next(remainder, { value: v`${accept} ? {2'b01, ${x}} : ${rest}`, enable: v`${accept} | ${busy}` });
  const before = found > digits ? quotient.bits(found - digits - 1, 0) : v`0'b0`;
  m.next(quotient, { value: v`{${before}, ${concatenate(bits)}}`, enable: busy });

  const beyond = found - quotientBits(x.width);
  const more = beyond > 0 ? quotient.bits(beyond - 1, 0) : v`0'b0`;
  return {
    whole: m.wire("whole", 1, quotient.msb),
    fraction: m.wire("bits", x.width + 2, quotient.bits(found - 2, beyond)),
    sticky: m.wire("inexact", 1, v`|{${more}, ${remainder}}`),
  };
}

/**
 * A row of restoring division: the divisor is subtracted where that leaves no less than zero.
 * @returns the quotient's bit, which says whether it was, and what is left
 */
function subtractWherePossible(
  m: Module,
  row: number,
  remainder: Signal,
  divisor: Signal,
): { readonly bit: Signal; readonly left: Signal } {
  const { width } = divisor;
  const difference = m.wire(`row${row}`, width, v`${remainder} + ~${divisor} + 1'b1`);
  const bit = m.wire(`quotient${row}`, 1, v`~${difference.msb}`);
  const low = v`${bit} ? ${difference.bits(width - 2, 0)} : ${remainder.bits(width - 2, 0)}`;
  return { bit, left: m.wire(`left${row}`, width - 1, low) };
}
