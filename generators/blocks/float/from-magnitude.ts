import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { shiftRightSticky } from "../shift.js";
import { bitsFor } from "../widths.js";

/** A positive number to be rounded to a float: 2^scale · (1 + fraction). */
export interface FloatMagnitude {
  /** Two's complement. */
  readonly scale: Signal;
  readonly fraction: Signal;
  /** The bits beyond the fraction, without end: all 1 where this is 1, else all 0. */
  readonly beyond: Signal;
  /** The range of the scale. What lies outside needs no circuit: neither overflow nor subnormals. */
  readonly least: number;
  readonly greatest: number;
}

interface FloatWidths {
  readonly wE: number;
  readonly wF: number;
}

/**
 * Rounds to the nearest float, ties to even; infinity on overflow (IEEE 754-2019, §4.3.1).
 * @returns exponent and fraction, `wE` + `wF` bits
 */
export function roundToFloat(m: Module, magnitude: FloatMagnitude, { wE, wF }: FloatWidths): Expression {
  const { scale, fraction, beyond, least, greatest } = magnitude;
  const bias = 2 ** (wE - 1) - 1;

  // the range has one more exponent below than above, so without subnormals nothing overflows
  const hasSubnormals = least < 1 - bias;

  m.section("The biased exponent; it is not positive where the number is subnormal");
  const width = hasSubnormals ? Math.max(scale.width, wE) + 2 : wE;
  const wide = v`{{${width - scale.width}{${scale.msb}}}, ${scale}}`;
  const biased = m.wire("biased", width, v`${wide} + ${width}'d${bias}`);

  m.section("Fraction and guard, behind the hidden bit where it may become 0; the rest is sticky");
  const missing = Math.max(0, wF + 1 - fraction.width);
  const head = fraction.bits(fraction.width - 1, Math.max(0, fraction.width - wF - 1));
  const cut = fraction.bits(fraction.width - wF - 2 + missing, 0);
  const tail = v`{${head}, {${missing}{${beyond}}}}`;
  const lost = v`|(${cut} ^ {${cut.width}{${beyond}}})`;
  const { value, sticky } = hasSubnormals
    ? denormalise(m, m.wire("significand", wF + 2, v`{1'b1, ${tail}}`), biased, { beyond, lost })
    : { value: m.wire("significand", wF + 1, tail), sticky: m.wire("sticky", 1, lost) };

  m.section("Round to nearest, ties to even; a carry out of the fraction is one more in the exponent");
  const guard = v`${value.bit(0)} ^ ${beyond}`;
  const odd = v`${value.bit(1)} ^ ${beyond}`;
  const increment = m.wire("increment", 1, v`((${guard}) & ((${odd}) | ${sticky})) ^ ${beyond}`);
  const field = biased.bits(wE - 1, 0);
  const exponent = hasSubnormals ? v`${field} & {${wE}{${value.msb}}}` : field;
  const kept = v`{${exponent}, ${value.bits(wF, 1)}}`;
  const rounded = m.wire("rounded", wE + wF, v`${kept} + ${increment}`);
  if (greatest <= bias) return rounded.all;
  const tooLarge = v`~${biased.msb} & (${biased.bits(width - 2, 0)} >= ${width - 1}'d${2 * bias + 1})`;
  const infinite = m.wire("infinite", 1, tooLarge);
  return v`${infinite} ? {{${wE}{1'b1}}, {${wF}{1'b0}}} : ${rounded}`;
}

interface Denormalised {
  readonly beyond: Signal;
  readonly lost: Expression;
}

/** Shifts a subnormal number right by 1 − its biased exponent, but by no more than the significand. */
function denormalise(m: Module, significand: Signal, biased: Signal, { beyond, lost }: Denormalised) {
  m.section("A subnormal number is shifted right to the smallest exponent");
  const subnormal = m.wire("subnormal", 1, v`${biased.msb} | ~(|${biased})`);
  const bits = Math.min(bitsFor(significand.width), biased.width - 1);
  const below = m.wire("below", biased.width, v`${biased.width}'d1 - ${biased}`);
  const far = m.wire("far", 1, v`|${below.bits(biased.width - 1, bits)}`);
  const places = m.wire(
    "places",
    bits,
    v`(${below.bits(bits - 1, 0)} | {${bits}{${far}}}) & {${bits}{${subnormal}}}`,
  );
  return shiftRightSticky(m.scope("subnormal"), significand, places, {
    fill: m.wire("shifted_in", 1, v`1'b0`),
    beyond: beyond.all,
    sticky: lost,
  });
}
