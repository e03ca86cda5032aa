import { z } from "zod";
import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import type { Objective } from "../operator.js";
import { alignRight } from "./align.js";
import { normalise, normalisers, type Normaliser } from "./normalise.js";

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
  readonly normaliser: Normaliser;
}

/** What there is to choose of a sum. */
export const sumChoices = z.strictObject({
  leadingOne: z
    .enum(normalisers)
    .describe("how the sum's is found and shifted out: in stages, by blocks of places, or at once"),
});

type SumArchitecture = Readonly<z.output<typeof sumChoices>>;

/** What measured best for posits of `n` bits. */
export const chooseSum = (objective: Objective, n: number): SumArchitecture => ({
  leadingOne: n <= { area: Infinity, balanced: 16, delay: 10 }[objective] ? "chain" : "blocks",
});

/** Adds two terms, of which only `y` may have bits beyond, and normalises. */
export function addTerms(m: Module, x: Term, y: Term, { zeroIsLeast, normaliser }: AddOptions): Sum {
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
  const sum = m.wire(
    "sum",
    greater.width + 1,
    v`{${greater.msb}, ${greater}} + {${small.msb}, ${small}} + ${carry}`,
  );
  return normaliseSum(m, sum, aligned.sticky, swapped.scale, {
    bothZero: v`${x.zero} & ${y.zero}`,
    integer,
    normaliser,
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

interface NormaliseSumOptions extends Pick<AddOptions, "normaliser"> {
  readonly bothZero: Expression;
  readonly integer: number;
}

function normaliseSum(
  m: Module,
  sum: Signal,
  sticky: Signal,
  scale: Signal,
  { bothZero, integer, normaliser }: NormaliseSumOptions,
): Sum {
  m.section("Normalise: leading bits equal to the sign are counted and shifted out");
  const sign = m.wire("sum_sign", 1, sum.msb);
  const width = sum.width;
  const flipped = m.wire(
    "flipped_sum",
    width,
    v`{${sum.bits(sum.width - 2, 0)}, ${sticky}} ^ {${width}{${sign}}}`,
  );
  const { count, rest } = normalise(m.scope("sum"), flipped, {
    fill: sign.all,
    normaliser,
    nonzero: true,
  });
  const scaleBits = Math.max(scale.width, count.width + 1) + 1;
  const top = m.wire("top_scale", scaleBits, v`${extended(scale, scaleBits)} + ${scaleBits}'d${integer - 1}`);
  const sumScale = m.wire("sum_scale", scaleBits, v`${top} - ${count}`);
  return {
    sign,
    zero: m.wire("sum_is_zero", 1, v`(${bothZero}) | ~(|{${sum}, ${sticky}})`),
    rawScale: m.wire("raw_scale", scaleBits, v`${sumScale} ^ {${scaleBits}{${sign}}}`),
    fraction: m.wire("sum_fraction", rest.width, v`${rest} ^ {${rest.width}{${sign}}}`),
  };
}

/** Two's complement with more bits. */
const extended = (value: Signal, width: number): Expression =>
  v`{{${width - value.width}{${value.msb}}}, ${value}}`;
