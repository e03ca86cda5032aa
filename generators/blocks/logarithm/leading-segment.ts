import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { firstOne, positionIn, selectBy } from "../one-hot.js";
import { holdsOne, takers, type Segmenter } from "./take-segment.js";
import { bitsFor } from "../widths.js";

/** A magnitude u: `raw`, or its complement where `invert` is given and 1. */
export interface Magnitude {
  readonly raw: Signal;
  readonly invert: Signal | null;
}

export interface SegmentOptions {
  /** Bits to keep: 2 or more, 3 without padding. */
  readonly width: number;
  /** Zeros appended below the magnitude, so that a small one also has `width` bits, leading one first. */
  readonly padding: number;
  /** Set the last bit of a shifted segment, for the bits cut off; only without padding. */
  readonly setLast?: boolean;
  readonly normaliser: Segmenter;
}

/** u·2^padding ≈ segment · 2^shift, the bits below cut off. */
export interface Segment {
  /**
   * The leading one of u·2^padding and the bits below it, `width` in all. A narrower number is taken as it
   * is.
   */
  readonly bits: Signal;
  /** How much later than the first ones the bits arrive, in FO4, from the lowest. */
  readonly arrivals: readonly number[];
  /** 0 … `raw.width` + `padding` − `width`. */
  readonly shift: Signal;
}

/**
 * Finds the leading one and the bits below it. Blocks of positions are examined in parallel; in the highest
 * with a one the place is found.
 * Example with 3 bits: u = 00101100 gives the segment 101 and the shift 3.
 * The complement is taken after the selection, where there are fewest bits.
 * Without padding the leading one needs no selection, nor does a last bit that is set: both depend only on
 * whether there are ones so high up.
 */
export function leadingSegment(m: Module, u: Magnitude, options: SegmentOptions): Segment {
  const { raw, invert } = u;
  const { width, padding, setLast = false, normaliser } = options;
  const shifts = raw.width + padding - width + 1;
  const together = Array.from({ length: width }, () => 0);
  if (shifts === 1) {
    const bits = m.wire("segment", width, complementIf(raw.all, invert));
    return { bits, arrivals: together, shift: m.wire("shift", 0, v`0'b0`) };
  }
  const whole = 2 ** bitsFor(shifts - 1);
  const inBlock = Math.min(4, whole);
  const block = { chain: whole, blocks: inBlock, staged: inBlock, select: shifts }[normaliser];
  const blocks = Math.ceil(shifts / block);
  // bits `high` to `low` of the padded magnitude before complementing; padding reads as 0 after it
  const zero = invert?.all ?? v`1'b0`;
  const top = raw.width + padding - 1;
  const slice = (high: number, low: number): Expression => {
    const above = Math.max(0, high - Math.max(top, low - 1));
    const below = Math.max(0, Math.min(high + 1, padding) - low);
    const own = v`${raw}[${Math.min(high, top) - padding}:${Math.max(low, padding) - padding}]`;
    return v`{{${above}{${zero}}}, ${own}, {${below}{${zero}}}}`;
  };
  /** Whether there is a one from bit `low` up to the highest leading one of a block. */
  const found = (index: number, low: number): Expression =>
    holdsOne(slice(Math.min(index * block + width + block - 2, top), low), invert);

  const cut = setLast ? 1 : 0;
  const windowWidth = width - cut + block - 1;
  const window = (index: number): Expression => slice(index * block + width + block - 2, index * block + cut);
  let selected = window(0);
  let high = v`0'b0`;
  let above: Expression[] = [];
  if (blocks > 1) {
    const highestFirst = Array.from({ length: blocks }, (_, index) => blocks - 1 - index);
    const held = highestFirst.slice(0, -1).map((index) => found(index, index * block + width - 1));
    const holds = m.wire("holds", blocks - 1, concatenate(held));
    const choose = firstOne(m, "choose", holds, blocks - 1);
    selected = selectBy(choose, highestFirst.map(window));
    high = positionIn(choose, false);
    above = [v`|${holds}`];
  }
  const taken = takers[normaliser](m, {
    bits: m.wire("window", windowWidth, selected),
    tests: block - 1,
    withoutFirst: padding === 0,
    invert,
  });
  const shift = m.wire("shift", high.width + taken.shift.width, v`{${high}, ${taken.shift}}`);
  const own = complementIf(taken.bits.all, invert);
  if (padding > 0)
    return { bits: invert ? m.wire("segment", width, own) : taken.bits, arrivals: together, shift };
  const beyond = [...above, found(0, width)].reduce((any, one) => v`${any} | ${one}`);
  const shifted = m.wire("shifted", 1, beyond);
  const bit = (index: number): Expression => v`${shifted} | ${complementIf(raw.bit(index), invert)}`;
  const last = setLast ? bit(0) : v`0'b0`;
  const bits = m.wire("segment", width, v`{${bit(width - 1)}, ${own}, ${last}}`);
  return { bits, arrivals: together.map((_, at) => (at < cut || at === width - 1 ? 0 : selection)), shift };
}

/** Delay of a selection after its condition, in FO4. */
const selection = 2;

const complementIf = (bits: Expression, invert: Signal | null): Expression =>
  invert ? v`${bits} ^ {${bits.width}{${invert}}}` : bits;
