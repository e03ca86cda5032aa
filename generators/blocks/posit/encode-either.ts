import { concatenate } from "../concatenate.js";
import { selectBy } from "../one-hot.js";
import { shiftRightSticky } from "../shift.js";
import { bitsFor } from "../widths.js";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";

/**
 * A real number to be rounded to a posit, of which it is known late whether its significand has to be halved and its scale is one
 * more. All else is known early.
 */
export interface EitherPosit {
  /** Sign of the result; of a special result, 1 means NaR and 0 means zero. */
  readonly sign: Signal;
  /** The result is 0 or NaR, whatever the other fields say. */
  readonly special: Signal;
  /** The sign where the result is not special. */
  readonly negative: Signal;
  /** Exponent bits of the posit. */
  readonly es: number;
  /** Exponent of the magnitude where `isHalf` is 0, two's complement; else it is one more. */
  readonly scale: Signal;
  readonly isHalf: Signal;
  /**
   * The bits behind the significand's two leading ones, where `isHalf` is 1; else the first bit is one of those two, and the fraction
   * of −2 + f or 1 + f follows.
   */
  readonly fraction: Signal;
}

/** Where regime and exponent come from: they are shifted with the fraction, or placed for both scales beside it. */
export type EitherRegime = "shifted" | "placed";

/**
 * The pattern of `encodePosit`, prepared for both scales while it is not known yet which one it is. The run of the scale as it is
 * says by how much to shift, the widest level first. Halving, and a run that is then one more or less, shift by 0, 1 or 2 places
 * more. They are part of the last level, whose place is selected when all is known.
 *
 *   scale ───── run, regime, exponent ─┬─ shift in levels ─┐
 *   scale + 1 ─ run, regime, exponent ─┤                   ├─ the last places ── round
 *   isHalf ────────────────────────────┴───────────────────┘
 *
 * @param n bits of the posit; its regimes are not capped
 * @returns the pattern, `n` bits
 */
export function encodeEither(m: Module, posit: EitherPosit, n: number, regime: EitherRegime): Expression {
  const { special, negative, scale, isHalf, fraction } = posit;
  const body = m.block("encoder", { special, negative, scale, isHalf, fraction }, () =>
    encodedBody(m, posit, n, regime),
  );
  return v`{${posit.sign}, ${body}}`;
}

function encodedBody(m: Module, posit: EitherPosit, n: number, made: EitherRegime): Signal {
  const { special, scale, isHalf } = posit;
  m.section("The regime's run is a shift distance; it is made ready for the scale as it is and for one more");
  const own = fieldsOf(m.scope("own"), posit, scale, n);
  const next = fieldsOf(m.scope("next"), posit, m.wire("next_scale", scale.width, v`${scale} + 1'b1`), n);
  const distance = distanceOf(m, own.run, n);
  // the runs differ by one at most
  const more = m.wire("more", 2, v`2'd1 + ${next.run.bits(1, 0)} + ~${own.run.bits(1, 0)} + 2'd1`);
  const nextPlace = m.wire("next_place", 2, v`{1'b0, ${distance.bit(0)}} + ${more}`);

  m.section("Exponent and fraction follow the regime; what does not fit leaves guard and sticky");
  const unshifted = unshiftedOf(m, posit, { own, next }, n, made);
  const shifted = shiftInLevels(m, unshifted, distance, n);
  const last = lastPlaces(m, shifted.value, n, [
    { when: v`~${isHalf}`, place: v`{1'b0, ${distance.bit(0)}}` },
    { when: isHalf.all, place: nextPlace.all },
  ]);
  const { value, left } =
    made === "shifted"
      ? last
      : besidePlaced(m, last, [
          { when: m.wire("is_own", 1, v`~${isHalf}`), fields: own, distance, name: "own" },
          { when: isHalf, fields: next, distance: distanceOf(m.scope("next"), next.run, n), name: "next" },
        ]);

  m.section("Round to nearest, ties to even; never to zero and never to NaR");
  const saturated = m.wire("saturated", 1, v`${isHalf} ? ${next.saturated} : ${own.saturated}`);
  const nearest = v`${value.bit(0)} & (${value.bit(1)} | ${shifted.sticky} | ${left})`;
  // a magnitude below 1 saturates to minpos, whose pattern is one above 0
  const increment = m.wire("increment", 1, v`${saturated} ? ~${unshifted.runBit} : ${nearest}`);
  const rounded = m.wire("rounded", n - 1, v`${value.bits(n - 1, 1)} + ${increment}`);
  return m.wire("body", n - 1, v`${rounded} & ~{${n - 1}{${special}}}`);
}

interface BothFields {
  readonly own: Fields;
  readonly next: Fields;
}

interface Shifted {
  readonly value: Signal;
  readonly sticky: Signal;
  /** Shifted in on the left. */
  readonly fill: Expression;
}

/** Regime, exponent and fraction for the shortest run, in n + 3 bits: the uppermost two are there for the last places. */
function unshiftedOf(
  m: Module,
  { isHalf, es, fraction }: EitherPosit,
  { own, next }: BothFields,
  n: number,
  made: EitherRegime,
): Shifted & { readonly runBit: Expression } {
  const halved = v`{${next.runBit}, ~${next.runBit}, ${next.exponent}, ${fraction.msb}}`;
  const asItIs = v`{{2{${own.runBit}}}, ~${own.runBit}, ${own.exponent}}`;
  const head =
    made === "shifted"
      ? m.wire("head", es + 3, v`${isHalf} ? ${halved} : ${asItIs}`)
      : m.wire("head", 1, v`${isHalf} & ${fraction.msb}`);
  const runBit =
    made === "shifted" ? head.msb : m.wire("run_bit", 1, v`${isHalf} ? ${next.runBit} : ${own.runBit}`).all;
  const low = fraction.bits(fraction.width - 2, 0);
  const width = es + 2 + fraction.width;
  const digits = m.wire("digits", width, v`{${es + 3 - head.width}'b0, ${head}, ${low}}`);
  const kept = Math.min(width, n + 1);
  const fill = made === "shifted" ? runBit : v`1'b0`;
  const value = v`{{2{${fill}}}, ${digits.bits(width - 1, width - kept)}, ${n + 1 - kept}'b0}`;
  return {
    value: m.wire("unshifted", n + 3, value),
    sticky: m.wire("sticky", 1, v`|${digits.bits(width - 1 - kept, 0)}`),
    fill,
    runBit,
  };
}

/** Shifts right by all of the distance but its last bit. */
function shiftInLevels(m: Module, from: Shifted, distance: Signal, n: number): Shifted {
  let { value, sticky } = from;
  for (let level = distance.width - 1; level > 0; level--) {
    const places = Math.min(2 ** level, n + 3);
    const shift = distance.bit(level);
    sticky = m.wire(`sticky${places}`, 1, v`${sticky} | (${shift} & (|${value.bits(places - 1, 0)}))`);
    const moved = v`{{${places}{${from.fill}}}, ${value.bits(n + 2, places)}}`;
    value = m.wire(`shift${places}`, n + 3, v`${shift} ? ${moved} : ${value}`);
  }
  return { value, sticky, fill: from.fill };
}

/** What a scale says of the pattern. */
interface Fields {
  /** The length of the regime's run, less one. */
  readonly run: Signal;
  /** The bits of the run. */
  readonly runBit: Signal;
  /** As in the pattern: inverted where the result is negative. */
  readonly exponent: Signal;
  /** The run takes the whole body. */
  readonly saturated: Signal;
}

function fieldsOf(m: Module, { negative, es }: EitherPosit, scale: Signal, n: number): Fields {
  const length = scale.width - 1 - es;
  const regime = scale.bits(scale.width - 2, es);
  const run = m.wire("run", length, v`${regime} ^ {${length}{${scale.msb}}}`);
  return {
    run,
    runBit: m.wire("run_bit", 1, v`~(${scale.msb} ^ ${negative})`),
    exponent: m.wire("exponent", es, v`${scale.bits(es - 1, 0)} ^ {${es}{${negative}}}`),
    saturated: m.wire("saturated", 1, v`${run} >= ${length}'d${n - 2}`),
  };
}

/** A run as far as a shifter needs it: all ones is n − 1 or more. */
function distanceOf(m: Module, run: Signal, n: number): Signal {
  const bits = bitsFor(n - 1);
  const far = m.wire("far", 1, v`|${run.bits(run.width - 1, bits)}`);
  return m.wire("distance", bits, v`${run.bits(bits - 1, 0)} | {${bits}{${far}}}`);
}

interface Place {
  readonly when: Expression;
  /** Places to shift right: 2 bits. */
  readonly place: Expression;
}

interface Placed {
  /** n bits, the guard bit last. */
  readonly value: Signal;
  /** 1 where a bit that is shifted out last is 1. */
  readonly left: Expression;
}

/** The last level of the shift: `n` bits of n + 3, from one of four places. */
function lastPlaces(m: Module, from: Signal, n: number, choices: readonly Place[]): Placed {
  const places = [0, 1, 2, 3];
  const chosen = places.map((at) =>
    choices
      .map(({ when, place }) => v`(${when} & (${place} == 2'd${at}))`)
      .reduce((any, one) => v`${any} | ${one}`),
  );
  const place = m.wire("place", places.length, concatenate(chosen));
  const choose = (of: (at: number) => Expression): Expression => selectBy(place, places.map(of));
  const value = choose((at) => v`${from.bits(n - 1 + at, at)}`);
  const left = choose((at) => (at === 0 ? v`1'b0` : v`|${from.bits(at - 1, 0)}`));
  return { value: m.wire("placed", n, value), left: m.wire("left", 1, left).all };
}

interface Candidate {
  readonly when: Signal;
  readonly fields: Fields;
  readonly distance: Signal;
  readonly name: string;
}

/** The fraction in its place, with the regime and the exponent of the scale that it is. */
function besidePlaced(m: Module, { value, left }: Placed, candidates: readonly Candidate[]): Placed {
  const n = value.width;
  const placed = candidates.map(({ when, fields, distance, name }) => {
    const { runBit, exponent } = fields;
    const es = exponent.width;
    const kept = Math.min(es, n - 2);
    const high = exponent.bits(es - 1, es - kept);
    const prefix = v`{${runBit}, ~${runBit}, ${high}, ${n - 2 - kept}'b0}`;
    const part = m.scope(name);
    const shifted = shiftRightSticky(part, part.wire("prefix", n, prefix), distance, {
      fill: runBit,
      beyond: v`1'b0`,
      sticky: v`|${exponent.bits(es - kept - 1, 0)}`,
    });
    return { value: v`({${n}{${when}}} & ${shifted.value})`, sticky: v`(${when} & ${shifted.sticky})` };
  });
  return {
    value: m.wire(
      "regime_and_tail",
      n,
      placed.reduce((any, one) => v`${any} | ${one.value}`, value.all),
    ),
    left: placed.reduce((any, one) => v`${any} | ${one.sticky}`, left),
  };
}
