import type { FunctionCode, Local } from "../code/function-code.js";
import { f32x4, type Code } from "../code/vector.js";

export interface IntegerFormat {
  readonly bits: number;
  readonly signed: boolean;
}

/** Widest integers that a float holds. */
export const widestInteger = 24;

const lowest = ({ bits, signed }: IntegerFormat): number => (signed ? -(2 ** (bits - 1)) : 0);
export const highest = ({ bits, signed }: IntegerFormat): number => 2 ** (signed ? bits - 1 : bits) - 1;
/** The largest magnitude. */
export const most = (format: IntegerFormat): number => Math.max(-lowest(format), highest(format));

/** The nearest integers of the format, ties to even, saturating. */
export const roundToIntegers = (f: FunctionCode, x: Local, format: IntegerFormat): Code =>
  f32x4.add(
    f32x4.lesser(f32x4.greater(f32x4.nearest(x.get), f.float(lowest(format))), f.float(highest(format))),
    // no −0
    f.float(0),
  );
