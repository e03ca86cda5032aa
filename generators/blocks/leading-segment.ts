import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import type { Normaliser } from "./normalise.js";
import { concatenate } from "./concatenate.js";
import { firstOne, positionIn, selectBy } from "./one-hot.js";
import { bitsFor } from "./widths.js";

/** A magnitude u of `width` bits: `raw` itself or, where `invert` is given and 1, its complement. */
export interface Magnitude {
  readonly raw: Signal;
  readonly invert: Signal | null;
}

export interface SegmentOptions {
  /** Bits to keep, 2 or more. */
  readonly width: number;
  /** Zeros to think of below the magnitude, so that a small one still gives all `width` bits, leading one first. */
  readonly padding: number;
  readonly normaliser: Normaliser;
}

/** u·2^padding ≈ segment · 2^shift, the bits below cut off. */
export interface Segment {
  /**
   * The leading one of u·2^padding and the bits below it, `width` in all; of a number that is narrower, the number
   * itself, unshifted.
   */
  readonly bits: Signal;
  /** 0 … `raw.width` + `padding` − `width`. */
  readonly shift: Signal;
}

/**
 * Finds the leading one and takes the bits below it along. Blocks of positions are looked at in parallel, where there are
 * several; of the highest that holds a one the place is then found. What is complemented is so after the selection, where
 * there are fewest bits.
 */
export function leadingSegment(m: Module, u: Magnitude, options: SegmentOptions): Segment {
  const { raw, invert } = u;
  const { width, padding, normaliser } = options;
  const shifts = raw.width + padding - width + 1;
  const whole = 2 ** bitsFor(shifts - 1);
  const block = { chain: whole, blocks: Math.min(4, whole), select: shifts }[normaliser];
  const blocks = Math.ceil(shifts / block);
  // Bits `high` to `low` of the padded magnitude, before complementing: what pads them reads as 0 after it.
  const zero = invert?.all ?? v`1'b0`;
  const top = raw.width + padding - 1;
  const slice = (high: number, low: number): Expression => {
    const above = Math.max(0, high - Math.max(top, low - 1));
    const below = Math.max(0, Math.min(high + 1, padding) - low);
    const own = v`${raw}[${Math.min(high, top) - padding}:${Math.max(low, padding) - padding}]`;
    return v`{{${above}{${zero}}}, ${own}, {${below}{${zero}}}}`;
  };
  const holdsOne = (bits: Expression): Expression =>
    invert ? v`${invert} ? ~(&${bits}) : (|${bits})` : v`|${bits}`;

  const windowWidth = width + block - 1;
  const window = (index: number): Expression => slice(index * block + windowWidth - 1, index * block);
  let selected = window(0);
  let high = v`0'b0`;
  if (blocks > 1) {
    const highestFirst = Array.from({ length: blocks }, (_, index) => blocks - 1 - index);
    const holds = highestFirst.slice(0, -1).map((index) => {
      const lowest = index * block + width - 1;
      return holdsOne(slice(Math.min(lowest + block - 1, top), lowest));
    });
    const choose = firstOne(m, "choose", m.wire("holds", blocks - 1, concatenate(holds)), blocks - 1);
    selected = selectBy(choose, highestFirst.map(window));
    high = positionIn(choose, false);
  }
  const looked = { window: m.wire("window", windowWidth, selected), width, invert };
  const taken = normaliser === "chain" ? takeInStages(m, looked, holdsOne) : takeAtOnce(m, looked);
  const shift = v`{${high}, ${taken.shift}}`;
  return {
    bits: invert ? m.wire("segment", width, v`${taken.bits} ^ {${width}{${invert}}}`) : taken.bits,
    shift: m.wire("shift", shift.width, shift),
  };
}

interface Window {
  /** `width` bits for each place of the leading one, the last place's the lowest; one that holds none is the last's. */
  readonly window: Signal;
  readonly width: number;
  readonly invert: Signal | null;
}

interface Taken {
  readonly bits: Signal;
  readonly shift: Expression;
}

/** Half of the places after the other, as many as a power of two. */
function takeInStages(
  m: Module,
  { window, width }: Window,
  holdsOne: (bits: Expression) => Expression,
): Taken {
  let bits = window;
  let shift = v`0'b0`;
  for (let distance = (window.width - width + 1) / 2; distance >= 1; distance /= 2) {
    const last = bits.width - 1;
    const far = m.wire(`far${distance}`, 1, holdsOne(bits.bits(last, last - distance + 1)));
    shift = v`{${shift}, ${far}}`;
    bits = m.wire(
      `near${distance}`,
      bits.width - distance,
      v`${far} ? ${bits.bits(last, distance)} : ${bits.bits(last - distance, 0)}`,
    );
  }
  return { bits, shift };
}

/** All places side by side. */
function takeAtOnce(m: Module, { window, width, invert }: Window): Taken {
  const tests = window.width - width;
  const top = window.width - 1;
  const tested = window.bits(top, top - tests + 1);
  const looked = m.wire("looked", tests, invert ? v`${tested} ^ {${tests}{${invert}}}` : tested);
  const first = firstOne(m, "first", looked, tests);
  const places = Array.from({ length: tests + 1 }, (_, place) =>
    window.bits(top - place, top - place - width + 1),
  );
  return { bits: m.wire("taken", width, selectBy(first, places)), shift: positionIn(first, false) };
}
