import { concatenate } from "../concatenate.js";
import { selectBy } from "../one-hot.js";
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

/**
 * The pattern of `encodePosit`, prepared for both scales while it is not known yet which one it is. The run of the scale as it is
 * says by how much to shift, the widest level first. Halving, and a run that is then one more or less, shift by 0, 1 or 2 places
 * more. They are part of the last level, whose place is selected when all is known.
 *
 *   scale ──── run, regime, exponent ──┬─ shift in levels ──┐
 *   scale + 1 ─ run, regime, exponent ─┤ (by twos)          ├─ the last places ── round
 *   isHalf ────────────────────────────┴────────────────────┘
 *
 * @param n bits of the posit; its regimes are not capped
 * @returns the pattern, `n` bits
 */
export function encodeEither(m: Module, posit: EitherPosit, n: number): Expression {
  const { special, negative, scale, isHalf, fraction } = posit;
  const body = m.block("encoder", { special, negative, scale, isHalf, fraction }, () =>
    encodedBody(m, posit, n),
  );
  return v`{${posit.sign}, ${body}}`;
}

function encodedBody(m: Module, posit: EitherPosit, n: number): Signal {
  const { special, scale, isHalf, es, fraction } = posit;
  m.section("The regime's run is a shift distance; it is made ready for the scale as it is and for one more");
  const own = fieldsOf(m.scope("own"), posit, scale, n);
  const next = fieldsOf(m.scope("next"), posit, m.wire("next_scale", scale.width, v`${scale} + 1'b1`), n);
  const bits = bitsFor(n - 1);
  const far = m.wire("far", 1, v`|${own.run.bits(own.run.width - 1, bits)}`);
  const distance = m.wire("distance", bits, v`${own.run.bits(bits - 1, 0)} | {${bits}{${far}}}`);
  // the runs differ by one at most
  const more = m.wire("more", 2, v`2'd1 + ${next.run.bits(1, 0)} + ~${own.run.bits(1, 0)} + 2'd1`);
  const nextPlace = m.wire("next_place", 2, v`{1'b0, ${distance.bit(0)}} + ${more}`);

  m.section("Exponent and fraction follow the regime; what does not fit leaves guard and sticky");
  const halved = v`{${next.runBit}, ~${next.runBit}, ${next.exponent}, ${fraction.msb}}`;
  const asItIs = v`{{2{${own.runBit}}}, ~${own.runBit}, ${own.exponent}}`;
  const head = m.wire("head", es + 3, v`${isHalf} ? ${halved} : ${asItIs}`);
  const digits = m.wire(
    "digits",
    es + 2 + fraction.width,
    v`{${head}, ${fraction.bits(fraction.width - 2, 0)}}`,
  );
  const kept = Math.min(digits.width, n + 1);
  const cut = digits.bits(digits.width - 1 - kept, 0);
  const padded = v`{{2{${head.msb}}}, ${digits.bits(digits.width - 1, digits.width - kept)}, ${n + 1 - kept}'b0}`;
  let shifted = m.wire("unshifted", n + 3, padded);
  let sticky = m.wire("sticky", 1, v`|${cut}`);
  for (let level = bits - 1; level > 0; level--) {
    const places = Math.min(2 ** level, n + 3);
    const shift = distance.bit(level);
    sticky = m.wire(`sticky${places}`, 1, v`${sticky} | (${shift} & (|${shifted.bits(places - 1, 0)}))`);
    const moved = v`{{${places}{${head.msb}}}, ${shifted.bits(n + 2, places)}}`;
    shifted = m.wire(`shift${places}`, n + 3, v`${shift} ? ${moved} : ${shifted}`);
  }
  const { value, left } = lastPlaces(m, shifted, n, [
    { when: v`~${isHalf}`, place: v`{1'b0, ${distance.bit(0)}}` },
    { when: isHalf.all, place: nextPlace.all },
  ]);

  m.section("Round to nearest, ties to even; never to zero and never to NaR");
  const saturated = m.wire("saturated", 1, v`${isHalf} ? ${next.saturated} : ${own.saturated}`);
  const nearest = v`${value.bit(0)} & (${value.bit(1)} | ${sticky} | ${left})`;
  // a magnitude below 1 saturates to minpos, whose pattern is one above 0
  const increment = m.wire("increment", 1, v`${saturated} ? ~${head.msb} : ${nearest}`);
  const rounded = m.wire("rounded", n - 1, v`${value.bits(n - 1, 1)} + ${increment}`);
  return m.wire("body", n - 1, v`${rounded} & ~{${n - 1}{${special}}}`);
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

interface Place {
  readonly when: Expression;
  /** Places to shift right: 2 bits. */
  readonly place: Expression;
}

/** The last level of the shift: `n` bits of n + 3, from one of four places, and whether a bit below is 1. */
function lastPlaces(m: Module, from: Signal, n: number, choices: readonly Place[]) {
  const places = [0, 1, 2, 3];
  const chosen = places.map((at) =>
    choices
      .map(({ when, place }) => v`(${when} & (${place} == 2'd${at}))`)
      .reduce((any, one) => v`${any} | ${one}`),
  );
  const place = m.wire("place", places.length, concatenate(chosen));
  const choose = (of: (at: number) => Expression): Expression => selectBy(place, places.map(of));
  return {
    value: m.wire(
      "placed",
      n,
      choose((at) => v`${from.bits(n - 1 + at, at)}`),
    ),
    left: m.wire(
      "left",
      1,
      choose((at) => (at === 0 ? v`1'b0` : v`|${from.bits(at - 1, 0)}`)),
    ),
  };
}
