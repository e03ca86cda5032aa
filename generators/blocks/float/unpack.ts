import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { FloatLayout } from "./layout.js";

/** The fields of a floating-point operand. A finite one is significand · 2^(exponent − bias − wF). */
export interface UnpackedFloat {
  readonly sign: Signal;
  /** wE bits, as in the pattern; 1 for a subnormal that is kept, as its leading bit is 0. */
  readonly exponent: Signal;
  /** wF bits, as in the pattern. */
  readonly fraction: Signal;
  /** 1 + wF bits: the leading one or zero, and the fraction. Zero for an operand that is zero or flushed. */
  readonly significand: Signal;
  /** The exponent field is not zero. */
  readonly normal: Signal;
  readonly zero: Signal;
  readonly infinity: Expression;
  readonly nan: Expression;
}

export function unpackFloat(m: Module, bits: Signal, format: FloatLayout): UnpackedFloat {
  const { wE, wF, subnormals, infinities } = format;
  const field = m.wire("field", wE, bits.bits(wE + wF - 1, wF));
  const fraction = m.wire("fraction", wF, bits.bits(wF - 1, 0));
  const normal = m.wire("normal", 1, v`|${field}`);
  const sign = m.wire("sign", 1, bits.msb);
  const special = m.wire("special", 1, infinities ? v`&${field}` : v`&{${field}, ${fraction}}`);
  const noFraction = m.wire("no_fraction", 1, v`~(|${fraction})`);
  return {
    sign,
    normal,
    fraction,
    exponent: subnormals
      ? m.wire("exponent", wE, v`{${field.bits(wE - 1, 1)}, ${field.bit(0)} | ~${normal}}`)
      : field,
    significand: m.wire(
      "significand",
      1 + wF,
      v`{${normal}, ${subnormals ? fraction : v`${fraction} & {${wF}{${normal}}}`}}`,
    ),
    zero: m.wire("zero", 1, subnormals ? v`~${normal} & ${noFraction}` : v`~${normal}`),
    infinity: infinities ? m.wire("infinity", 1, v`${special} & ${noFraction}`).all : v`1'b0`,
    nan: infinities ? m.wire("nan", 1, v`${special} & ~${noFraction}`).all : special.all,
  };
}
