import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { sumOrDifference } from "./difference.js";
import type { FloatLayout } from "./layout.js";
import { normaliseWithin } from "./normalise.js";
import { shiftRightInto } from "./shift.js";
import type { CutOff } from "./pack.js";
import { signExtend } from "../sign-extend.js";
import { bitsFor } from "../widths.js";

/** A term of a sum: significand · 2^(exponent − bias), its top bit worth 1; the bias is the result's. */
export interface FloatTerm {
  readonly sign: Signal;
  /** As wide as the other term's, two's complement. */
  readonly exponent: Signal;
  readonly significand: Signal;
  /** 1 where the significand is zero although the exponent may be high; null if that cannot be. */
  readonly zero: Signal | null;
  /** Most leading zeros of the significand while the term is not the lesser one. */
  readonly leadingZeros: number;
}

/** A sum before rounding. */
export interface FloatSum {
  readonly sign: Signal;
  /** The exponent field. With subnormals kept it is unsigned, 0 for a subnormal; else two's complement. */
  readonly field: Signal;
  readonly fraction: Signal;
  readonly cut: CutOff;
  readonly zero: Signal;
}

/**
 * a + b. The first term's significand has the result's 1 + wF bits, and leading zeros only at the lowest
 * exponent.
 * The term with the lower exponent is shifted down to the other.
 * Significands are wide enough: where a bit is lost, at most one leading bit cancels beyond leading zeros.
 */
export function addFloats(m: Module, a: FloatTerm, b: FloatTerm, format: FloatLayout): FloatSum {
  const { wF, subnormals } = format;
  const width = Math.max(b.significand.width + 1, wF + 3 + b.leadingZeros);
  const padded = ({ significand }: FloatTerm, before = 0): Expression =>
    v`{${before}'b0, ${significand}, ${width - significand.width - before}'b0}`;

  m.section("The term with the lower exponent goes down to the other");
  const scale = a.exponent.width;
  const distance = m.wire(
    "distance",
    scale + 1,
    v`${signExtend(b.exponent, scale + 1)} - ${signExtend(a.exponent, scale + 1)}`,
  );
  const lower = m.wire("b_lower", 1, v`${distance.msb} | ${b.zero ?? v`1'b0`}`);
  const larger = m.wire("larger", width, v`${lower} ? ${padded(a)} : ${padded(b)}`);
  // −d = ~d + 1; for the 1 the second term starts one place lower
  const smaller = m.wire("smaller", width, v`${lower} ? ${padded(b, 1)} : ${padded(a)}`);
  const exponent = m.wire("exponent", scale, v`${lower} ? ${a.exponent} : ${b.exponent}`);
  const places = m.wire("places", scale, v`${distance.bits(scale - 1, 0)} ^ {${scale}{${distance.msb}}}`);
  const bits = Math.min(bitsFor(width), scale);
  const far = m.wire("far", 1, v`|${places.bits(scale - 1, bits)}`);
  const amount = m.wire("amount", bits, v`${places.bits(bits - 1, 0)} | {${bits}{${far}}}`);
  const aligned = shiftRightInto(m.scope("align"), smaller, amount, { width, low: 0 });

  m.section("Add, or subtract the lesser from the greater");
  const subtract = m.wire("subtract", 1, v`${a.sign} ^ ${b.sign}`);
  const sum = sumOrDifference(
    m.scope("sum"),
    m.wire("greater_term", width + 1, v`{${larger}, 1'b0}`),
    m.wire("lesser_term", width + 1, v`{${aligned.bits}, ${aligned.sticky}}`),
    subtract,
  );

  m.section("Shift leading zeros out, down to the lowest exponent");
  const room = subnormals ? m.wire("room", scale - 1, exponent.bits(scale - 2, 0)) : null;
  const { count, bits: normal } = normaliseWithin(m.scope("normal"), sum.value, room);
  const top = normal.width - 1;
  const leading = m.wire("leading", 1, normal.msb);
  const fieldWidth = Math.max(scale, count.width) + (subnormals ? 0 : 1);
  const above = m.wire("exponent_above", fieldWidth, v`${signExtend(exponent, fieldWidth)} + 1'b1`);
  const lowered = v`${above} - {${fieldWidth - count.width}'b0, ${count}}`;
  // without a lowest exponent, only a sum of zero has no leading one
  const zero = m.wire("no_sum", 1, subnormals ? v`~(|${sum.value})` : v`~${leading}`);
  const own = v`${lower} ? ${a.sign} : ${b.sign}`;
  return {
    sign: m.wire("sum_sign", 1, v`((${own}) ^ ${sum.reversed}) & ~(${subtract} & ${zero})`),
    field: subnormals
      ? m.wire(
          "field",
          fieldWidth,
          v`${m.wire("lowered", fieldWidth, lowered)} & {${fieldWidth}{${leading}}}`,
        )
      : m.wire("field", fieldWidth, lowered),
    fraction: m.wire("fraction", wF, normal.bits(top - 1, top - wF)),
    cut: { guard: normal.bit(top - wF - 1), sticky: v`|${normal.bits(top - wF - 2, 0)}` },
    zero,
  };
}
