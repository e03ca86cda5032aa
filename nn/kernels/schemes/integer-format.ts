import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, f32x4, type Code } from "../code/vector.js";
import { roundHalfEven } from "./round-half-even.js";

export interface IntegerFormat {
  readonly bits: number;
  readonly signed: boolean;
}

/** +1 and −1. */
export const bipolar = { bits: 1, signed: true } as const satisfies IntegerFormat;

/** Widest integers that a float holds. */
export const widestInteger = 24;

const lowest = ({ bits, signed }: IntegerFormat): number => (signed ? -(2 ** (bits - 1)) : 0);
export const highest = ({ bits, signed }: IntegerFormat): number => 2 ** (signed ? bits - 1 : bits) - 1;
/** The largest magnitude. */
export const most = (format: IntegerFormat): number => Math.max(-lowest(format), highest(format));

/** The nearest integers of the format, ties to even, saturating. Of +1 and −1: the sign; 0 is +1, and so is −0. */
export function roundToIntegers(f: FunctionCode, x: Local, format: IntegerFormat): Code {
  if (format === bipolar) {
    const sign = bits.and(f32x4.add(x.get, f.float(0)), f.word(-(2 ** 31)));
    return bits.or(sign, f.float(1));
  }
  return f32x4.add(
    f32x4.lesser(f32x4.greater(f32x4.nearest(x.get), f.float(lowest(format))), f.float(highest(format))),
    // no −0
    f.float(0),
  );
}

/** The same of one number. */
export function nearestInteger(value: number, format: IntegerFormat): number {
  if (format === bipolar) return value < 0 ? -1 : 1;
  return Math.min(Math.max(roundHalfEven(value), lowest(format)), highest(format)) + 0;
}
