import { v, type Expression, type Module } from "../../hdl/index.js";
import { shiftRightSticky } from "../shift.js";
import { signExtend } from "../sign-extend.js";
import { bitsFor } from "../widths.js";
import { scaleOf, significandOf, type DecodedPosit } from "./decode.js";

/**
 * The nearest integer of w bits, ties to even; the lowest one for NaR and for what is out of range.
 *
 * The significand, −2 + f or 1 + f, is placed so that its sign has the weight −2^(w−1) and shifted right.
 * A scale beyond w − 2 is out of range. Rounding up to 2^(w−1) gives the lowest integer by itself.
 */
export function integerOf(m: Module, x: DecodedPosit, w: number): Expression {
  const { es, fraction } = x.widths;
  const significand = significandOf(m, x);
  const scale = scaleOf(m, x, es, x.sign);

  m.section("How far the significand is shifted right; less than nothing is out of range");
  const bits = bitsFor(w);
  const width = Math.max(scale.width, bits + 1) + 1;
  const distance = m.wire("distance", width, v`${width}'d${w - 1} + ~${signExtend(scale, width)}`);
  const far = m.wire("far", 1, v`|${distance.bits(width - 2, bits)}`);
  const amount = m.wire("amount", bits, v`${distance.bits(bits - 1, 0)} | {${bits}{${far}}}`);

  m.section("An integer and its guard bit; what is shifted out is sticky");
  const missing = Math.max(0, w - 1 - fraction);
  const high = significand.bits(fraction + 1, Math.max(0, fraction + 1 - w));
  const placed = m.wire("placed", w + 1, v`{${high}, {${missing}{1'b0}}}`);
  const { value, sticky } = shiftRightSticky(m, placed, amount, {
    fill: x.sign,
    beyond: v`1'b0`,
    sticky: fraction >= w ? v`|${significand.bits(fraction - w, 0)}` : v`1'b0`,
  });

  m.section("Round to nearest, ties to even; NaR and what is out of range are the lowest integer");
  const up = m.wire("rounds_up", 1, v`${value.bit(0)} & (${value.bit(1)} | ${sticky})`);
  const rounded = m.wire("rounded", w, v`${value.bits(w, 1)} + ${up}`);
  const none = m.wire("none", 1, v`${x.special} ? ${x.sign} : ${distance.msb}`);
  const known = m.wire("known", 1, v`~(${x.special} | ${distance.msb})`);
  return v`{${none}, {${w - 1}{1'b0}}} | (${rounded} & {${w}{${known}}})`;
}
