import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { Sum, Term } from "./add.js";
import type { Normaliser } from "../normalise.js";
import { scaleOf, significandOf, type DecodedPosit, type PositWidths } from "./decode.js";
import type { UnroundedPosit } from "./encode.js";

/** A posit as a term of a sum: its signed significand, −2 + f or 1 + f, and the exponent that goes with it. */
export function positTerm(m: Module, posit: DecodedPosit): Term {
  const { es, fraction } = posit.widths;
  return {
    zero: posit.special,
    scale: scaleOf(m, posit, es, posit.sign),
    significand: significandOf(m, posit),
    fraction,
  };
}

/** Its negative: an inverted significand is the negative one but for an ulp, which ones without end are worth. */
export function negatedTerm(m: Module, posit: DecodedPosit): Term {
  const { significand, ...term } = positTerm(m, posit);
  return {
    ...term,
    significand: m.wire("negated", significand.width, v`~${significand}`),
    beyond: m.wire("beyond", 1, v`~${term.zero}`),
  };
}

/**
 * Whether the scale that is read from zero, all of whose bits look like a regime, is below that of every other posit
 * of the format. The one exception is -minpos, -2 times a power of two, where the run's count is not greater for the n-1
 * bits of zero: counted in stages they give all ones, else as many as for -minpos.
 */
export const zeroIsLeast = ({ n, es, run }: PositWidths, regime: Normaliser): boolean =>
  es > 0 || (regime === "chain" && 2 ** run > n - 1);

/** 1 where the posit is NaR. */
export const isNar = ({ special, sign }: DecodedPosit): Expression => v`${special} & ${sign}`;

/** A sum on its way to a posit of `es` exponent bits; `nar` says that a term is NaR. */
export function sumToPosit(m: Module, sum: Sum, nar: Signal, es: number): UnroundedPosit {
  m.section("With NaR the sum is NaR; and a sum of zero has a pattern of its own");
  const raw = sum.rawScale;
  return {
    sign: m.wire("sign", 1, v`${nar} | (${sum.sign} & ~${sum.zero})`),
    special: m.wire("special", 1, v`${nar} | ${sum.zero}`),
    regime: m.wire("regime", raw.width - es, raw.bits(raw.width - 1, es)),
    tail: m.wire("tail", es + sum.fraction.width, v`{${raw.bits(es - 1, 0)}, ${sum.fraction}}`),
  };
}
