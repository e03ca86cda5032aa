import { v, type Module } from "../../../hdl/index.js";
import { anticipate } from "../../anticipate.js";
import type { PositTerm, ZeroWorth } from "../term.js";
import { alignTerms } from "./align.js";
import type { SumArchitecture } from "./choices.js";
import { normaliseSum, type PositSum } from "./normalise.js";

export interface AddOptions {
  /** What the fields of a zero are worth; two posits of one format know it, see `zeroWorth` of term.ts. */
  readonly zero: ZeroWorth;
  readonly architecture: SumArchitecture;
}

/** Widest sum, in bits, of which all anticipated places are told apart at once. */
const widestAtOnce = 20;

/**
 * The exact sum of two terms, normalised. Only `y` may have bits beyond its significand.
 *
 *   decodePosit → positTerm ─┐
 *                            ├→ alignTerms → + → normaliseSum → sumToPosit → encodePosit
 *   decodePosit → positTerm ─┘
 */
export function addTerms(
  m: Module,
  x: PositTerm,
  y: PositTerm,
  { zero, architecture }: AddOptions,
): PositSum {
  const { leadingOne, tooFar } = architecture;
  const fraction = Math.max(x.fraction, y.fraction) + 2;
  const integer = Math.max(x.significand.width - x.fraction, y.significand.width - y.fraction);
  const { greater, smaller, scale, sticky, carry } = alignTerms(m, x, y, { integer, fraction, zero, tooFar });

  m.section("Add; ones without end beyond the sum are worth the carry");
  const carryIn = m.wire("carry", 1, carry);
  const width = greater.width + 1;
  const a = m.wire("greater_extended", width, v`{${greater.msb}, ${greater}}`);
  const b = m.wire("smaller_extended", width, v`{${smaller.msb}, ${smaller}}`);
  const sum = m.wire("sum", width, v`${a} + ${b} + ${carryIn}`);
  const expected = leadingOne === "anticipated" ? anticipate(m, a, b, carryIn) : null;
  const anticipated = width <= widestAtOnce ? "select" : "blocks";
  return normaliseSum(m, sum, sticky, {
    scale,
    bothZero: v`${x.zero} & ${y.zero}`,
    integer,
    normaliser: leadingOne === "anticipated" ? anticipated : leadingOne,
    expected,
  });
}
