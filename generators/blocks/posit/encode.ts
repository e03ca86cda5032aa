import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { shiftRightSticky } from "../shift.js";
import { bitsFor } from "../widths.js";

/** A real number to be rounded to a posit, as the raw fields of the resulting pattern. */
export interface UnroundedPosit {
  /** Sign of the result; of a special result, 1 means NaR and 0 means zero. */
  readonly sign: Signal;
  /** The result is 0 or NaR, whatever the other fields say. */
  readonly special: Signal;
  /** Value of the regime, two's complement, of any width. */
  readonly regime: Signal;
  /** Exponent (es bits) and fraction, of any width. */
  readonly tail: Signal;
  /** The bits beyond the tail, without end: all 1 where this is 1 (worth one more ulp), else all 0. */
  readonly beyond?: Signal;
  /** It never lies half-way between two posits, so that the guard bit alone rounds it. */
  readonly neverTie?: boolean;
}

/**
 * Rounds to the nearest posit of `n` bits, ties to the even pattern, saturating (Posit Standard 2022, §4.1).
 * A negative result is not negated: rounding a bit string to nearest even is symmetric under two's
 * complement.
 * @returns the pattern, `n` bits
 */
export function encodePosit(m: Module, posit: UnroundedPosit, n: number): Expression {
  const { sign, special, tail } = posit;
  const beyond = posit.beyond?.all ?? v`1'b0`;

  m.section("The regime's run is a shift distance; beyond n-2 it saturates, and so does a special result");
  const { distance, runBit, low } = regimeRun(m, posit.regime, special, n);

  const rest = posit.neverTie ? "a guard bit" : "guard and sticky";
  m.section(`Exponent and fraction follow the regime; what does not fit leaves ${rest}`);
  const kept = n - 2;
  const missing = Math.max(0, kept - tail.width);
  const head = tail.bits(tail.width - 1, Math.max(0, tail.width - kept));
  const cut = tail.bits(tail.width - kept - 1 + missing, 0);
  const unshifted = m.wire("unshifted", n, v`{${runBit}, ~${runBit}, ${head}, {${missing}{${beyond}}}}`);
  const { value, sticky } = shiftRightSticky(m, unshifted, distance, {
    fill: runBit,
    beyond,
    sticky: v`|(${cut} ^ {${cut.width}{${beyond}}})`,
  });

  const ties = posit.neverTie ? "there are no ties" : "ties to even";
  m.section(`Round to nearest, ${ties}; never to zero and never to NaR`);
  const guard = v`${value.bit(0)} ^ ${beyond}`;
  const odd = v`${value.bit(1)} ^ ${beyond}`;
  const up = posit.neverTie ? guard : v`(${guard}) & ((${odd}) | ${sticky})`;
  const nearest = m.wire("nearest", 1, v`(${up}) ^ ${beyond}`);
  const saturated = m.wire("saturated", 1, v`${distance} >= ${distance.width}'d${n - 2}`);
  const increment = m.wire("increment", 1, v`${saturated} ? ${low} : ${nearest}`);
  const body = m.wire("body", n - 1, v`${value.bits(n - 1, 1)} + ${increment}`);
  return v`{${sign}, ${body}}`;
}

interface RegimeRun {
  /** Places to shift right; at most all ones, which is n−1 or more. */
  readonly distance: Signal;
  /** The bit that the regime repeats. */
  readonly runBit: Signal;
  /**
   * 1 where the magnitude is below 1 and not special: it saturates to minpos, whose pattern is one above 0.
   */
  readonly low: Signal;
}

function regimeRun(m: Module, regime: Signal, special: Signal, n: number): RegimeRun {
  const bits = bitsFor(n - 1);
  const length = regime.width - 1;
  const negative = regime.msb;
  const run = m.wire("run", length, v`${regime.bits(length - 1, 0)} ^ {${length}{${negative}}}`);
  const over = run.bits(length - 1, Math.min(bits, length));
  const far = m.wire("far", 1, v`${special} | (|${over})`);
  const near = run.bits(Math.min(bits, length) - 1, 0);
  const distance = m.wire("distance", bits, v`{{${bits - near.width}{1'b0}}, ${near}} | {${bits}{${far}}}`);
  return {
    distance,
    runBit: m.wire("run_bit", 1, v`~(${negative} | ${special})`),
    low: m.wire("low", 1, v`${negative} & ~${special}`),
  };
}
