import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { FloatLayout } from "./layout.js";

export interface CutOff {
  /** The first bit cut off. */
  readonly guard: Signal | Expression;
  /** 1 where there are ones beyond the guard bit. */
  readonly sticky: Signal | Expression;
}

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
  /** What was cut off; null where that is always nothing. */
  readonly cut: CutOff | null;
  /** 1 where the number is zero; used where subnormals are flushed. */
  readonly zero: Signal | Expression;
  /**
   * Null where no operand's format has infinities. Becomes the largest number where the result saturates, else NaN where its
   * format has no infinities.
   */
  readonly infinity: Signal | Expression | null;
  /** Overrides all others. */
  readonly nan: Signal | Expression;
}

/** Rounds to nearest, ties to even, and makes special results (IEEE 754-2019, §4.3.1, §6.2, §7.4). */
export function packFloat(m: Module, result: UnroundedFloat, format: FloatLayout): Expression {
  const { field, sign } = result;
  const { wE, wF, subnormals } = format;
  const low = field.bits(wE - 1, 0);
  const { rounded, carry } = rounding(m, result, format);
  const beyondField = rounded.width > wE + wF ? v`${rounded.msb}` : v`1'b0`;

  m.section("Overflow, underflow and special values");
  const negative = subnormals ? v`1'b0` : field.msb;
  const high = field.bits(field.width - (subnormals ? 1 : 2), wE);
  const none = v`~(|${field.bits(field.width - 1, 0)})`;
  const under = v`${negative} | (${carry === null ? none : v`${none} & ~(${carry})`})`;
  const zero = subnormals ? null : m.wire("zero", 1, v`${result.zero} | (${under})`);
  const kept = (bits: Expression): Expression => (zero ? v`${bits} & ~{${bits.width}{${zero}}}` : bits);

  if (format.saturates) {
    const top = rounded.bits(wE + wF - 1, format.infinities ? wF : 0);
    // Rounding carries into the field, and out of one that is all ones.
    const out = format.infinities ? v`&${low}` : beyondField;
    const beyond = v`(|${high}) | (${out}) | (&${top})`;
    return saturated(m, result, kept(rounded.bits(wE + wF - 1, 0)), {
      beyond: zero ? v`(${beyond}) & ~${zero}` : beyond,
      format,
    });
  }
  if (!format.infinities) {
    const large = v`(|${high}) | ${beyondField} | (&${rounded.bits(wE + wF - 1, 0)})`;
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

/**
 * Exponent field and fraction, rounded, with a bit more where the format has no infinities; and whether rounding carries out
 * of the fraction, null where it never does.
 */
function rounding(
  m: Module,
  { field, fraction, cut }: UnroundedFloat,
  { wE, wF, infinities }: FloatLayout,
): { readonly rounded: Signal; readonly carry: Expression | null } {
  const low = field.bits(wE - 1, 0);
  if (cut === null) return { rounded: m.wire("exact", wE + wF, v`{${low}, ${fraction}}`), carry: null };
  m.section("Round to nearest, ties to even; a carry out of the fraction goes into the exponent");
  const increment = m.wire("increment", 1, v`${cut.guard} & (${cut.sticky} | ${fraction.bit(0)})`);
  const width = infinities ? wE + wF : wE + wF + 1;
  const rounded = m.wire("rounded", width, v`{${low}, ${fraction}} + ${increment}`);
  return { rounded, carry: v`&{${fraction}, ${increment}}` };
}

/**
 * The result where what is too large or infinite becomes the largest number, and NaN stays NaN (OFP8, saturating mode).
 * With e4m3: the largest number is S.1111.110, and NaN 0.1111.111. With e5m2: S.11110.11, and 0.11111.10.
 */
function saturated(
  m: Module,
  result: UnroundedFloat,
  magnitude: Expression,
  { beyond, format: { wE, wF, infinities } }: { readonly beyond: Expression; readonly format: FloatLayout },
): Expression {
  const nan = m.wire("nan", 1, result.nan);
  const large = result.infinity === null ? beyond : v`${result.infinity} | (${beyond})`;
  const saturate = m.wire("saturate", 1, v`~${nan} & (${large})`);
  const bits = m.wire("magnitude", wE + wF, magnitude);
  // The bit in which the largest number differs from all ones.
  const zeroBit = infinities ? wF : 0;
  const largest = v`{{${wE + wF - zeroBit - 1}{${saturate}}}, 1'b0, {${zeroBit}{${saturate}}}}`;
  const quiet = infinities ? v`{{${wE + 1}{${nan}}}, ${wF - 1}'b0}` : v`{${wE + wF}{${nan}}}`;
  const special = m.wire("special", 1, v`${nan} | ${saturate}`);
  return v`{${result.sign} & ~${nan}, (${bits} & ~{${wE + wF}{${special}}}) | ${largest} | ${quiet}}`;
}
