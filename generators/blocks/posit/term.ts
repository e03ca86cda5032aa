import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import {
  scaleOf,
  significandOf,
  type DecodeArchitecture,
  type DecodedPosit,
  type PositWidths,
} from "./decode.js";

/** A term of a sum of posits: significand · 2^scale. */
export interface PositTerm {
  /** The term is 0, whatever the other fields say. For NaR it is don't-care. */
  readonly zero: Signal;
  /** Two's complement, of any width. */
  readonly scale: Signal;
  /** Two's complement, its magnitude from 1 to 2, or to 4 with four integer bits. */
  readonly significand: Signal;
  /** Bits of the significand behind the point. */
  readonly fraction: number;
  /** The bits beyond the significand, without end: all 1 where this is 1, else all 0; 0 for a zero. */
  readonly beyond?: Signal;
}

/** A posit as a term: its signed significand, −2 + f or 1 + f, and the exponent that goes with it. */
export function positTerm(m: Module, posit: DecodedPosit): PositTerm {
  const { es, fraction } = posit.widths;
  return {
    zero: posit.special,
    scale: scaleOf(m, posit, es, posit.sign),
    significand: significandOf(m, posit),
    fraction,
  };
}

/** The negative of a posit as a term. −s = ~s + 1 ulp, and ones without end beyond ~s are worth that ulp. */
export function negatedTerm(m: Module, posit: DecodedPosit): PositTerm {
  const { significand, ...term } = positTerm(m, posit);
  return {
    ...term,
    significand: m.wire("negated", significand.width, v`~${significand}`),
    beyond: m.wire("beyond", 1, v`~${term.zero}`),
  };
}

/** What the fields of a zero are worth, beside those of other terms. */
export type ZeroWorth =
  /** They say nothing. */
  | "any"
  /** Their scale is below that of every other term, so that a zero is never taken for the greater one. */
  | "least"
  /** They are worth so little that no sum with another term is rounded to anything else. Two zeros still need a look. */
  | "negligible";

/**
 * What the fields decoded from zero are worth, as a term of a sum of two posits of the format.
 *
 * All bits of zero look like a regime, and its fields are worth 2^−((n − 1)·2^es), which is minpos / 2^(2^es). If there are exponent
 * bits, this is a fourth of minpos or less. All posits, and all numbers half-way between two of them, are then multiples of minpos.
 *
 * Without exponent bits, only −minpos, which is −2 times a power of two, may have as low a scale as zero. A chain counts all ones for
 * zero's n − 1 bits; the other normalisers count as many as for −minpos. Where regimes are capped, minpos has it, too.
 */
export const zeroWorth = (
  { n, es, cap, run }: PositWidths,
  regime: DecodeArchitecture["regime"],
): ZeroWorth => {
  if (cap !== null) return "any";
  if (es > 0) return "negligible";
  return (regime === "chain" || regime === "raw") && 2 ** run > n - 1 ? "least" : "any";
};

/** 1 where the posit is NaR. */
export const isNar = ({ special, sign }: DecodedPosit): Expression => v`${special} & ${sign}`;
