import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { FloatLayout } from "./layout.js";

/** A number to be rounded to a floating-point pattern, or a special result. */
export interface UnroundedFloat {
  readonly sign: Signal;
  /**
   * The exponent field, at least wE bits. Where subnormals are flushed it is two's complement; else unsigned,
   * and 0 for a subnormal number.
   */
  readonly field: Signal;
  /** wF bits. */
  readonly fraction: Signal;
  /** The first bit cut off. */
  readonly guard: Signal | Expression;
  /** 1 where there are ones beyond the guard bit. */
  readonly sticky: Signal | Expression;
  /** 1 where the number is zero; used where subnormals are flushed. */
  readonly zero: Signal | Expression;
  /** Null where no operand's format has infinities. Becomes NaN where the result's format has none. */
  readonly infinity: Signal | Expression | null;
  /** Overrides all others. */
  readonly nan: Signal | Expression;
}

/** Rounds to nearest, ties to even, and makes special results (IEEE 754-2019, §4.3.1, §6.2, §7.4). */
export function packFloat(m: Module, result: UnroundedFloat, format: FloatLayout): Expression {
  const { field, fraction, guard, sticky, sign } = result;
  const { wE, wF, subnormals } = format;

  m.section("Round to nearest, ties to even; a carry out of the fraction goes into the exponent");
  const increment = m.wire("increment", 1, v`${guard} & (${sticky} | ${fraction.bit(0)})`);
  const low = field.bits(wE - 1, 0);
  const roundedWidth = format.infinities ? wE + wF : wE + wF + 1;
  const rounded = m.wire("rounded", roundedWidth, v`{${low}, ${fraction}} + ${increment}`);

  m.section("Overflow, underflow and special values");
  const negative = subnormals ? v`1'b0` : field.msb;
  const high = field.bits(field.width - (subnormals ? 1 : 2), wE);
  const carry = v`&{${fraction}, ${increment}}`;
  const under = v`${negative} | (~(|${field.bits(field.width - 1, 0)}) & ~(${carry}))`;
  const zero = subnormals ? null : m.wire("zero", 1, v`${result.zero} | (${under})`);
  const kept = (bits: Expression): Expression => (zero ? v`${bits} & ~{${bits.width}{${zero}}}` : bits);

  if (!format.infinities) {
    const large = v`(|${high}) | ${rounded.msb} | (&${rounded.bits(wE + wF - 1, 0)})`;
    const notZero = zero ? v`(${large}) & ~${zero}` : large;
    const invalid = result.infinity ? v`${result.nan} | ${result.infinity}` : v`${result.nan}`;
    const nan = m.wire("nan", 1, v`${invalid} | (${notZero})`);
    const all = v`{${wE + wF}{${nan}}}`;
    return v`{${sign} & ~${nan}, (${kept(rounded.bits(wE + wF - 1, 0))}) | ${all}}`;
  }
  const tooLarge = v`(|${high}) | (&${low})`;
  const notZero = zero ? v`(${tooLarge}) & ~${zero}` : tooLarge;
  const nan = m.wire("nan", 1, result.nan);
  const infinite = m.wire("infinite", 1, v`${result.infinity ?? v`1'b0`} | (${notZero})`);
  const special = m.wire("special", 1, v`${nan} | ${infinite}`);
  const noFraction = m.wire("no_fraction", 1, zero ? v`${special} | ${zero}` : special);
  const exponent = v`(${kept(rounded.bits(wE + wF - 1, wF))}) | {${wE}{${special}}}`;
  const rest = v`(${rounded.bits(wF - 1, 0)} & ~{${wF}{${noFraction}}}) | {${nan}, ${wF - 1}'b0}`;
  return v`{${sign} & ~${nan}, ${exponent}, ${rest}}`;
}
