import { v, type Expression, type Module, type Signal } from "../../../hdl/index.js";
import { normalise, type Normaliser } from "../../normalise.js";
import { signExtend } from "../../sign-extend.js";
import { bitsFor } from "../../widths.js";

/** The exact sum, with everything that decides its rounding. */
export interface PositSum {
  readonly sign: Signal;
  readonly zero: Signal;
  /** Exponent of the raw pattern, two's complement: inverted if the sum is negative. */
  readonly rawScale: Signal;
  /** The bits behind the two leading ones, `0 1` or `1 0`, of the normalised sum; the sticky bit is among the last. */
  readonly fraction: Signal;
}

export interface NormaliseSumOptions {
  /** The exponent that goes with the sum before normalisation. */
  readonly scale: Signal;
  readonly bothZero: Expression;
  /** Integer bits of each term. */
  readonly integer: number;
  readonly normaliser: Normaliser;
  /** Where the leading digit is expected, see `anticipate`; null where it is searched in the sum. */
  readonly expected: Signal | null;
}

/** Shifts the leading digit of a sum, the first that differs from the sign, to the front. */
export function normaliseSum(
  m: Module,
  sum: Signal,
  sticky: Signal,
  { scale, bothZero, integer, normaliser, expected }: NormaliseSumOptions,
): PositSum {
  m.section("Normalise: leading bits equal to the sign are counted and shifted out");
  const sign = m.wire("sum_sign", 1, sum.msb);
  const digits = m.wire("sum_digits", sum.width, v`{${sum.bits(sum.width - 2, 0)}, ${sticky}}`);
  const countBits = bitsFor(sum.width - 1);
  const scaleBits = Math.max(scale.width, countBits + 1) + 1;
  const top = m.wire(
    "top_scale",
    scaleBits,
    v`${signExtend(scale, scaleBits)} + ${scaleBits}'d${integer - 1}`,
  );
  const { sumScale, fraction, none } = expected
    ? shiftAnticipated(m, { digits, sign, top }, expected, normaliser)
    : shiftOut(m, { digits, sign, top }, normaliser);
  return {
    sign,
    zero: m.wire(
      "sum_is_zero",
      1,
      v`(${bothZero}) | ${none ? v`(${none} & ~${sign} & ~${sticky})` : v`~(|{${sum}, ${sticky}})`}`,
    ),
    rawScale: m.wire("raw_scale", scaleBits, v`${sumScale} ^ {${scaleBits}{${sign}}}`),
    fraction,
  };
}

interface Unnormalised {
  /** The bits behind the sign, the sticky bit last. */
  readonly digits: Signal;
  readonly sign: Signal;
  /** The exponent if the first digit is the leading one. */
  readonly top: Signal;
}

interface Normalised {
  readonly sumScale: Signal;
  /** The bits behind the leading digit. */
  readonly fraction: Signal;
  /** 1 where all digits but the last are like the sign; left out where this is not known. */
  readonly none?: Expression | undefined;
}

/**
 * Finds the leading digit in the sum itself. A chain shifts the inverted digits and inverts them back.
 * The others select digits that were not inverted, and need not look at the last one: it leads, or the sum is zero.
 */
function shiftOut(m: Module, { digits, sign, top }: Unnormalised, normaliser: Normaliser): Normalised {
  const last = digits.width - 1;
  const sumScale = (count: Signal): Signal => m.wire("sum_scale", top.width, v`${top} - ${count}`);
  if (normaliser === "chain") {
    const flipped = m.wire("flipped_sum", digits.width, v`${digits} ^ {${digits.width}{${sign}}}`);
    const { count, rest } = normalise(m.scope("sum"), flipped, { normaliser, fill: sign.all, nonzero: true });
    return {
      sumScale: sumScale(count),
      // of a chain's count of all ones, the last digit may lead, too
      none: v`&${count}`,
      fraction: m.wire("sum_fraction", last, v`${rest} ^ {${last}{${sign}}}`),
    };
  }
  const { count, rest, none } = normalise(m.scope("sum"), m.wire("looked_at", last, digits.bits(last, 1)), {
    normaliser,
    like: sign,
    fill: v`1'b0`,
    data: m.wire("behind_first", last, digits.bits(last - 1, 0)),
  });
  return { sumScale: sumScale(count), fraction: rest, none };
}

/** Shifts to the expected place of the leading digit. If it is one place below, shifts by one more. */
function shiftAnticipated(
  m: Module,
  { digits, sign, top }: Unnormalised,
  expected: Signal,
  normaliser: Normaliser,
): Normalised {
  const { width } = digits;
  const { count, rest } = normalise(m.scope("sum"), expected, {
    normaliser,
    fill: v`1'b0`,
    data: digits,
  });
  const right = m.wire("expected_right", 1, v`${rest.msb} ^ ${sign}`);
  const scaleThere = m.wire("expected_scale", top.width, v`${top} - ${count}`);
  const scaleBelow = m.wire(
    "scale_below",
    top.width,
    v`${top} + {{${top.width - count.width}{1'b1}}, ~${count}}`,
  );
  const below = v`{${rest.bits(width - 3, 0)}, 1'b0}`;
  return {
    sumScale: m.wire("sum_scale", top.width, v`${right} ? ${scaleThere} : ${scaleBelow}`),
    fraction: m.wire("sum_fraction", width - 1, v`${right} ? ${rest.bits(width - 2, 0)} : ${below}`),
  };
}
