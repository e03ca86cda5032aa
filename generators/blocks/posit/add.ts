import { z } from "zod";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { Objective } from "../../contract/architecture.js";
import { alignRight } from "../align.js";
import { anticipate } from "../anticipate.js";
import { bitsFor } from "../widths.js";
import { normalise, normalisers, type Normaliser } from "../normalise.js";

/** A number to be added: significand · 2^scale. */
export interface Term {
  /** The number is 0, whatever the other fields say; what a NaR sets here does not matter. */
  readonly zero: Signal;
  /** Two's complement, of any width. */
  readonly scale: Signal;
  /** Two's complement, its magnitude from 1 up to 2, or up to 4 where it has four integer bits. */
  readonly significand: Signal;
  /** Bits of the significand behind the point. */
  readonly fraction: number;
  /** The bits beyond the significand, without end: all 0, or all 1 where this is 1; then 0 for a zero. */
  readonly beyond?: Signal;
}

/** The exact sum, as an operand of `encodePosit`: everything that decides its rounding is kept. */
export interface Sum {
  readonly sign: Signal;
  readonly zero: Signal;
  /** Two's complement; of the raw fields of the pattern, so inverted where the sum is negative. */
  readonly rawScale: Signal;
  /** What follows the two leading bits, `0 1` or `1 0`, of the normalised sum; sticky is among its last. */
  readonly fraction: Signal;
}

export interface AddOptions {
  /**
   * A zero's scale is below that of any other term, so that it never counts as the greater one. It is so for
   * what `decodePosit` makes of posits of one format.
   */
  readonly zeroIsLeast: boolean;
  readonly leadingOne: (typeof leadingOnes)[number];
}

/** How the first digit of a sum that differs from its sign is found: in the sum; or beside the addition, to one place. */
const leadingOnes = [...normalisers, "anticipated"] as const;

/** What there is to choose of a sum. */
export const sumChoices = z.strictObject({
  leadingOne: z
    .enum(leadingOnes)
    .describe("how the sum's is found: in stages, by blocks of places, at once, or beside the addition"),
});

type SumArchitecture = Readonly<z.output<typeof sumChoices>>;

/** What measured best for posits of `n` bits. */
export const chooseSum = (objective: Objective, n: number): SumArchitecture => ({
  leadingOne: {
    area: n <= 10 ? ("select" as const) : n <= 16 ? ("blocks" as const) : ("chain" as const),
    balanced: n <= 16 ? ("chain" as const) : ("blocks" as const),
    delay: n <= 10 ? ("blocks" as const) : ("anticipated" as const),
  }[objective],
});

/** Adds two terms, of which only `y` may have bits beyond, and normalises. */
export function addTerms(m: Module, x: Term, y: Term, { zeroIsLeast, leadingOne }: AddOptions): Sum {
  const fraction = Math.max(x.fraction, y.fraction) + 2;
  const integer = Math.max(x.significand.width - x.fraction, y.significand.width - y.fraction);
  const swapped = swap(m, x, y, { integer, fraction, zeroIsLeast });
  const { greater, beyond } = swapped;
  const aligned = alignRight(m.scope("aligned"), swapped.smaller, swapped.distance, {
    isZero: swapped.isZero,
    beyond: m.wire("smaller_beyond", 1, v`${beyond} & ${swapped.isGreaterX}`),
  });

  m.section("Add; ones without end beyond the sum are worth the carry");
  const carry = m.wire("carry", 1, v`${beyond} & ~(${aligned.sticky} & ${swapped.isGreaterX})`);
  const small = aligned.value;
  const width = greater.width + 1;
  const a = m.wire("greater_extended", width, v`{${greater.msb}, ${greater}}`);
  const b = m.wire("smaller_extended", width, v`{${small.msb}, ${small}}`);
  const sum = m.wire("sum", width, v`${a} + ${b} + ${carry}`);
  return normaliseSum(m, sum, aligned.sticky, swapped.scale, {
    bothZero: v`${x.zero} & ${y.zero}`,
    integer,
    ...(leadingOne === "anticipated"
      ? { normaliser: width <= widestAtOnce ? "select" : "blocks", expected: anticipate(m, a, b, carry) }
      : { normaliser: leadingOne, expected: null }),
  });
}

interface Swapped {
  /** The scale of x is the greater. */
  readonly isGreaterX: Signal;
  /** The greater scale. */
  readonly scale: Signal;
  /** The significand that has it, and the other one; both `integer` bits, the point, `fraction` bits. */
  readonly greater: Signal;
  readonly smaller: Signal;
  /** The smaller one is zero. */
  readonly isZero: Signal;
  /** Places by which `smaller` is to be shifted right. */
  readonly distance: Signal;
  readonly beyond: Expression;
}

interface SumWidths extends Pick<AddOptions, "zeroIsLeast"> {
  readonly integer: number;
  readonly fraction: number;
}

/**
 * The difference of the scales less one, x − y − 1, has its sign where x is not greater, and its inverse then is
 * y − x. Where x is greater, the one place that the distance lacks is part of the multiplexer.
 */
function swap(m: Module, x: Term, y: Term, widths: SumWidths): Swapped {
  const beyond = y.beyond?.all ?? v`1'b0`;
  m.section("Compare the scales: the difference less one is the distance, or its inverse is");
  const scaleBits = Math.max(x.scale.width, y.scale.width);
  const [scaleX, scaleY] = [extended(x.scale, scaleBits + 1), extended(y.scale, scaleBits + 1)];
  const difference = m.wire("difference", scaleBits + 1, v`${scaleX} + ~(${scaleY})`);
  const isGreater = v`~${difference.msb}`;
  const isGreaterX = m.wire(
    "x_is_greater",
    1,
    widths.zeroIsLeast ? isGreater : v`(${isGreater} | ${y.zero}) & ~${x.zero}`,
  );
  const distance = m.wire(
    "distance",
    scaleBits,
    v`${difference.bits(scaleBits - 1, 0)} ^ {${scaleBits}{${difference.msb}}}`,
  );

  m.section("The term of smaller scale is shifted right, unless it is zero");
  const wide = (term: Term, rest: Expression): Expression => {
    const missing = widths.fraction - term.fraction;
    return v`{${extended(term.significand, widths.integer + term.fraction)}, {${missing}{${rest}}}}`;
  };
  const width = widths.integer + widths.fraction;
  const wideX = m.wire("x_aligned", width, wide(x, v`1'b0`));
  const wideY = m.wire("y_aligned", width, wide(y, beyond));
  const isZero = m.wire("smaller_is_zero", 1, v`${isGreaterX} ? ${y.zero} : ${x.zero}`);
  const halfY = v`{${wideY.msb}, ${wideY.bits(width - 1, 1)}}`;
  return {
    isGreaterX,
    scale: m.wire(
      "greater_scale",
      scaleBits,
      v`${isGreaterX} ? ${extended(x.scale, scaleBits)} : ${extended(y.scale, scaleBits)}`,
    ),
    greater: m.wire("greater", width, v`${isGreaterX} ? ${wideX} : ${wideY}`),
    smaller: m.wire("smaller", width, v`(${isGreaterX} ? ${halfY} : ${wideX}) & ~{${width}{${isZero}}}`),
    isZero,
    distance,
    beyond,
  };
}

/** Widest sum, in bits, whose anticipated places are told apart at once. */
const widestAtOnce = 20;

interface NormaliseSumOptions {
  readonly bothZero: Expression;
  readonly integer: number;
  readonly normaliser: Normaliser;
  /** Where the first digit that differs is expected, see `anticipate`; null where it is to be looked for. */
  readonly expected: Signal | null;
}

function normaliseSum(
  m: Module,
  sum: Signal,
  sticky: Signal,
  scale: Signal,
  { bothZero, integer, normaliser, expected }: NormaliseSumOptions,
): Sum {
  m.section("Normalise: leading bits equal to the sign are counted and shifted out");
  const sign = m.wire("sum_sign", 1, sum.msb);
  const digits = m.wire("sum_digits", sum.width, v`{${sum.bits(sum.width - 2, 0)}, ${sticky}}`);
  const countBits = bitsFor(sum.width - 1);
  const scaleBits = Math.max(scale.width, countBits + 1) + 1;
  const top = m.wire("top_scale", scaleBits, v`${extended(scale, scaleBits)} + ${scaleBits}'d${integer - 1}`);
  const { sumScale, fraction } = expected
    ? shiftAnticipated(m, { digits, sign, top }, expected, normaliser)
    : shiftOut(m, { digits, sign, top }, normaliser);
  return {
    sign,
    zero: m.wire("sum_is_zero", 1, v`(${bothZero}) | ~(|{${sum}, ${sticky}})`),
    rawScale: m.wire("raw_scale", scaleBits, v`${sumScale} ^ {${scaleBits}{${sign}}}`),
    fraction,
  };
}

interface Unnormalised {
  /** What follows the sign, the sticky bit last. */
  readonly digits: Signal;
  readonly sign: Signal;
  /** The scale if the first digit differs from the sign. */
  readonly top: Signal;
}

interface Shifted {
  readonly sumScale: Signal;
  /** What follows the first digit that differs from the sign. */
  readonly fraction: Signal;
}

/**
 * Finds the first digit that differs in the sum itself. A chain shifts what it looks at, to be turned back; otherwise the
 * last digit needs no look, as one of them differs or the sum is zero.
 */
function shiftOut(m: Module, { digits, sign, top }: Unnormalised, normaliser: Normaliser): Shifted {
  const last = digits.width - 1;
  const isChain = normaliser === "chain";
  const looked = isChain ? digits.all : digits.bits(last, 1);
  const flipped = m.wire("flipped_sum", looked.width, v`${looked} ^ {${looked.width}{${sign}}}`);
  const { count, rest } = normalise(m.scope("sum"), flipped, {
    normaliser,
    ...(isChain
      ? { fill: sign.all, nonzero: true }
      : { fill: v`1'b0`, data: m.wire("behind_first", last, digits.bits(last - 1, 0)) }),
  });
  return {
    sumScale: m.wire("sum_scale", top.width, v`${top} - ${count}`),
    fraction: isChain ? m.wire("sum_fraction", last, v`${rest} ^ {${last}{${sign}}}`) : rest,
  };
}

/** Shifts to where the first digit that differs was expected, or to one place above it: then by one more. */
function shiftAnticipated(
  m: Module,
  { digits, sign, top }: Unnormalised,
  expected: Signal,
  normaliser: Normaliser,
): Shifted {
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

/** Two's complement with more bits. */
const extended = (value: Signal, width: number): Expression =>
  v`{{${width - value.width}{${value.msb}}}, ${value}}`;
