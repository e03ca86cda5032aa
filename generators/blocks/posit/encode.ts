import { z } from "zod";
import type { Architectures } from "../../contract/architecture.js";
import { oneOf } from "../../contract/parameter.js";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { shiftRightOrFill, shiftRightSticky } from "../shift.js";
import { bitsFor } from "../widths.js";
import { regimeCap, type PositLayout } from "./layout.js";

/** A real number to be rounded to a posit, as the raw fields of the resulting pattern. */
export interface UnroundedPosit {
  /** Sign of the result; of a special result, 1 means NaR and 0 means zero. */
  readonly sign: Signal;
  /** The result is 0 or NaR, whatever the other fields say. */
  readonly special: Signal;
  /** Value of the regime, two's complement, of any width. */
  readonly regime: Signal;
  /** Where this is 1, the regime's value is the complement of `regime`. */
  readonly inverted?: Signal;
  /** Exponent (es bits) and fraction, of any width. */
  readonly tail: Signal;
  /** Some of the bits behind the tail are 1, if there are any but those that `beyond` tells. Not together with it. */
  readonly rest?: Signal;
  /** The bits beyond the tail, without end: all 1 where this is 1 (worth one more ulp), else all 0. Not with a shift that is clamped. */
  readonly beyond?: Signal;
  /**
   * Where this is 1, sign and special result aside, all fields are those of the number's negative, whose pattern is the two's
   * complement. Not together with `beyond`.
   */
  readonly negated?: Signal;
  /** It never lies half-way between two posits, so that the guard bit alone rounds it. */
  readonly neverTie?: boolean;
}

/** The ways to shift a result to its place. Where regimes are capped, the widest level is the first one. */
export const encoderShifts = {
  widest: "the widest level first, by an amount that saturates",
  narrowest: "the narrowest level first, and saturates behind the last one",
  clamped: "the widest level first, by n - 2 at most, so that the bit that ends a saturated run rounds it",
} as const;

/** The architecture choices of an encoder. */
export const encodeChoices = z.strictObject({
  encoderShift: oneOf("the result is shifted to its place", encoderShifts),
});
export type EncodeArchitecture = Readonly<z.output<typeof encodeChoices>>;

/** What measured best. */
export const encodeArchitecture: Architectures<Pick<PositLayout, "n" | "rs">, typeof encodeChoices> = {
  choices: encodeChoices,
  choose: (objective, { n, rs }) => ({
    encoderShift: objective === "delay" && regimeCap(n, rs) === null ? "narrowest" : "widest",
  }),
  idle: ({ n, rs }) => (regimeCap(n, rs) === null ? [] : ["encoderShift"]),
};

/**
 * Rounds to the nearest posit of `n` bits, ties to the even pattern, saturating (Posit Standard 2022, §4.1).
 * A negative result is not negated: rounding a bit string to nearest even is symmetric under two's
 * complement.
 * @returns the pattern, `n` bits
 */
export function encodePosit(
  m: Module,
  posit: UnroundedPosit,
  format: Pick<PositLayout, "n" | "rs">,
  { encoderShift }: EncodeArchitecture = { encoderShift: "widest" },
): Expression {
  const { special, regime, inverted, tail, rest, beyond, negated } = posit;
  const body = m.block("encoder", { special, regime, inverted, tail, rest, beyond, negated }, () =>
    encodedBody(m, posit, format, encoderShift),
  );
  return v`{${posit.sign}, ${body}}`;
}

/** All but the sign. */
function encodedBody(
  m: Module,
  posit: UnroundedPosit,
  { n, rs }: Pick<PositLayout, "n" | "rs">,
  order: EncodeArchitecture["encoderShift"],
): Signal {
  const { special, tail } = posit;
  const cap = regimeCap(n, rs);
  const beyond = posit.beyond?.all ?? v`1'b0`;

  m.section(
    `The regime's run is a shift distance; beyond ${cap === null ? "n-2" : "the cap"} it saturates, and so does a special result`,
  );
  const { regime } = posit;
  const length = regime.width - 1;
  const run = m.wire("run", length, v`${regime.bits(length - 1, 0)} ^ {${length}{${regime.msb}}}`);
  const shift =
    cap !== null
      ? cappedShiftOf(m, { run, special }, cap)
      : order === "clamped"
        ? clampedShiftOf(m, { run, special }, n)
        : shiftOf(m, { run, special }, n, order);
  const negative = posit.inverted
    ? m.wire("negative", 1, v`${regime.msb} ^ ${posit.inverted}`).all
    : regime.msb;
  const runBit = m.wire("run_bit", 1, v`~(${negative} | ${special})`);
  // a magnitude below 1 saturates to minpos, whose pattern is one above 0
  const low = shift.saturated && m.wire("low", 1, v`${negative} & ~${special}`);

  const rest = posit.neverTie ? "a guard bit" : "guard and sticky";
  m.section(`Exponent and fraction follow the regime; what does not fit leaves ${rest}`);
  const kept = n - 2;
  const missing = Math.max(0, kept - tail.width);
  const first = tail.bits(tail.width - 1, Math.max(0, tail.width - kept));
  const filled = v`{${first}, {${missing}{${beyond}}}}`;
  const head = shift.far ? m.wire("head", kept, v`${shift.far} ? {${kept}{${runBit}}} : ${filled}`) : filled;
  const cut = tail.bits(tail.width - kept - 1 + missing, 0);
  const unshifted = m.wire("unshifted", n, v`{${runBit}, ${shift.end(runBit)}, ${head}}`);
  const lost = v`|(${cut} ^ {${cut.width}{${beyond}}})`;
  const options = { fill: runBit, beyond, sticky: posit.rest ? v`(|${cut}) | ${posit.rest}` : lost };
  const { value, sticky } = shift.filled
    ? shiftRightOrFill(m, unshifted, shift.distance, { ...options, far: shift.filled })
    : shiftRightSticky(m, unshifted, shift.distance, options);

  const ties = posit.neverTie ? "there are no ties" : "ties to even";
  m.section(`Round to nearest, ${ties}; never to zero and never to NaR`);
  const guard = v`${value.bit(0)} ^ ${beyond}`;
  const odd = v`${value.bit(1)} ^ ${beyond}`;
  const behind = shift.exact ? v`(~${special} & (${shift.exact} | ${sticky}))` : sticky;
  const up = posit.neverTie ? guard : v`(${guard}) & ((${odd}) | ${behind})`;
  const nearest = m.wire(low ? "nearest" : "increment", 1, v`(${up}) ^ ${beyond}`);
  const saturated = shift.saturated && m.wire("saturated", 1, shift.saturated(runBit, unshifted));
  const increment =
    low && saturated ? m.wire("increment", 1, v`${saturated} ? ${low} : ${nearest}`) : nearest;
  return posit.negated
    ? negatedBody(m, value, increment, posit.negated)
    : m.wire("body", n - 1, v`${value.bits(n - 1, 1)} + ${increment}`);
}

/**
 * b + i, the rounded pattern, or its negative where `negated` is 1: b are the bits of `value` but the last, i is the increment.
 * −(b + i) = ~(b − 1 + i), and −1 is all ones, so what is added to b is i, or i and ones. The carries of that sum are the majority of
 * bit, carry and `negated`. They flip the bits: of the sum b ^ carry ^ ones, the inversion takes back the ones.
 */
function negatedBody(m: Module, value: Signal, increment: Signal, negated: Signal): Signal {
  m.section(
    "A pattern p to be negated is ~(p - 1): these are the carries, with all ones added; they flip bits",
  );
  let flip = increment;
  const flips = [flip];
  for (let place = 1; place < value.width - 1; place++) {
    const bit = value.bit(place);
    flip = m.wire(`flip${place}`, 1, v`${negated} ? (${bit} | ${flip}) : (${bit} & ${flip})`);
    flips.unshift(flip);
  }
  return m.wire("body", flips.length, v`${value.bits(value.width - 1, 1)} ^ ${concatenate(flips)}`);
}

interface RegimeRun {
  /** The length of the run less one, whatever it is. */
  readonly run: Signal;
  /** The result is special. */
  readonly special: Signal;
}

interface RegimeShift {
  /** Places to shift right. */
  readonly distance: Signal;
  /** The bit behind the first one: it ends the run, unless the cap does. */
  readonly end: (runBit: Signal) => Expression;
  /** 1 where the tail is replaced by copies of the run's bit; null where the distance is so long that it is lost. */
  readonly far: Signal | null;
  /** 1 where all that is shifted becomes copies of the run's bit; null where the distance does that. */
  readonly filled: Signal | null;
  /** 1 for a saturated or special result, whose distance is n − 2 and no more, so that the guard bit is the one that ends the run. */
  readonly exact?: Signal;
  /** 1 where the body is all zeros or all ones, by what is shifted; null beside `exact`, where rounding does what saturation needs. */
  readonly saturated: ((runBit: Signal, unshifted: Signal) => Expression) | null;
}

/** The distance is at most all ones, which is n−1 or more; or where it is that long, all is filled by the last level. */
function shiftOf(
  m: Module,
  { run, special }: RegimeRun,
  n: number,
  order: EncodeArchitecture["encoderShift"],
): RegimeShift {
  const bits = bitsFor(n - 1);
  const over = run.bits(run.width - 1, Math.min(bits, run.width));
  const far = over.width === 0 ? special : m.wire("far", 1, v`${special} | (|${over})`);
  const near = run.bits(Math.min(bits, run.width) - 1, 0);
  const common = { end: (runBit: Signal) => v`~${runBit}`, far: null };
  const longest = v`${bits}'d${n - 2}`;
  if (order === "narrowest")
    return {
      ...common,
      distance: m.wire("distance", near.width, near),
      filled: far,
      saturated: () => (near.width < bits ? far.all : v`${far} | (${near} >= ${longest})`),
    };
  const distance = m.wire("distance", bits, v`{{${bits - near.width}{1'b0}}, ${near}} | {${bits}{${far}}}`);
  return { ...common, distance, filled: null, saturated: () => v`${distance} >= ${longest}` };
}

/** Whether n − 2 is all ones but the last bit, so that few gates clamp to it. */
export const clampsCheaply = (n: number): boolean => n === 2 ** bitsFor(n - 1);

/**
 * The distance is at most n − 2. There, the body is copies of the run's bit, and the guard bit behind it is the other: 0 behind ones, which are
 * maxpos and stay, and 1 behind zeros. These are rounded up to minpos if the sticky bit is 1, and stay 0 (or NaR's) if it is 0.
 */
function clampedShiftOf(m: Module, { run, special }: RegimeRun, n: number): RegimeShift {
  const bits = bitsFor(n - 1);
  const over = run.bits(run.width - 1, Math.min(bits, run.width));
  const far = over.width === 0 ? special : m.wire("far", 1, v`${special} | (|${over})`);
  const length = Math.min(bits, run.width);
  const near = m.wire("near", bits, v`{{${bits - length}{1'b0}}, ${run.bits(length - 1, 0)}}`);
  const isCheap = clampsCheaply(n);
  const reached = isCheap ? v`&${near.bits(bits - 1, 1)}` : v`${near} >= ${bits}'d${n - 2}`;
  const longest = m.wire("longest", 1, v`${far} | (${reached})`);
  const clamped = isCheap
    ? v`{${near.bits(bits - 1, 1)} | {${bits - 1}{${far}}}, ${near.bit(0)} & ~${longest}}`
    : v`${longest} ? ${bits}'d${n - 2} : ${near}`;
  return {
    distance: m.wire("distance", bits, clamped),
    end: (runBit) => v`~${runBit}`,
    far: null,
    filled: null,
    exact: longest,
    saturated: null,
  };
}

/**
 * A run of `cap` bits is shifted as far as one of `cap` − 1, and no bit ends it.
 * The body saturates where the run is beyond, and where what is kept of the tail behind it rounds to none or to all.
 */
function cappedShiftOf(m: Module, { run, special }: RegimeRun, cap: number): RegimeShift {
  const reaching = (name: string, least: number): Signal =>
    least >= 2 ** run.width ? special : m.wire(name, 1, v`${special} | (${run} >= ${run.width}'d${least})`);
  const far = reaching("far", cap);
  const longest = reaching("longest", cap - 1);
  const bits = bitsFor(cap - 2);
  const near = run.bits(Math.min(bits, run.width) - 1, 0);
  const known = v`{{${bits - near.width}{1'b0}}, ${near}}`;
  return {
    distance: m.wire("distance", bits, v`${longest} ? ${bits}'d${cap - 2} : ${known}`),
    end: (runBit) => v`~(${runBit} ^ ${longest})`,
    far,
    filled: null,
    saturated: (runBit, unshifted) => {
      const behind = unshifted.bits(unshifted.width - 3, cap - 1);
      return v`${longest} & ~(|(${behind} ^ {${behind.width}{${runBit}}}))`;
    },
  };
}
