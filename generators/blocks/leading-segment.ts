import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
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
  /** Shifts that one block tells apart, a power of two: a small number is fast, a large one small. */
  readonly block: number;
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
 * Finds the leading one and takes the bits below it along. Blocks of positions are looked at in parallel; the highest
 * that holds a one gives its bits to a shifter of log₂ `block` stages. What is complemented is so after the selection,
 * where there are fewest bits.
 */
export function leadingSegment(m: Module, u: Magnitude, options: SegmentOptions): Segment {
  const { raw, invert } = u;
  const { width, padding, block } = options;
  const shifts = raw.width + padding - width + 1;
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

  const inBlock = Math.min(block, 2 ** bitsFor(shifts - 1));
  const windowWidth = width + inBlock - 1;
  const window = (index: number): Expression => slice(index * block + windowWidth - 1, index * block);
  let selected = window(0);
  let high = v`0'b0`;
  if (blocks > 1) {
    const chosen = chooseBlock(m, blocks, (index) => {
      const lowest = index * block + width - 1;
      return holdsOne(slice(Math.min(lowest + block - 1, top), lowest));
    });
    selected = chosen
      .map((choose, index) => v`({${windowWidth}{${choose}}} & ${window(index)})`)
      .reduce((sum, term) => v`${sum} | ${term}`);
    high = encode(chosen);
  }
  let current = m.wire("window", windowWidth, selected);
  let shift = high;
  for (let distance = inBlock / 2; distance >= 1; distance /= 2) {
    const last = current.width - 1;
    const far = m.wire(`far${distance}`, 1, holdsOne(current.bits(last, last - distance + 1)));
    shift = v`{${shift}, ${far}}`;
    current = m.wire(
      `near${distance}`,
      current.width - distance,
      v`${far} ? ${current.bits(last, distance)} : ${current.bits(last - distance, 0)}`,
    );
  }
  return {
    bits: invert ? m.wire("segment", width, v`${current} ^ {${width}{${invert}}}`) : current,
    shift: m.wire("shift", shift.width, shift),
  };
}

/** One wire for each block, of which exactly one is 1: that of the highest block that holds a one, else the lowest. */
function chooseBlock(m: Module, blocks: number, holdsOne: (index: number) => Expression): Signal[] {
  const chosen: Signal[] = [];
  const holds = Array.from({ length: blocks - 1 }, (_, at) => m.wire(`holds${at + 1}`, 1, holdsOne(at + 1)));
  for (let index = 0; index < blocks; index++) {
    const above = holds.slice(index).reduce<Expression>((all, one) => v`{${one}, ${all}}`, v`0'b0`);
    const own = index === 0 ? v`1'b1` : (holds[index - 1]?.all ?? v`1'b1`);
    chosen.push(m.wire(`choose${index}`, 1, above.width === 0 ? own : v`${own} & ~(|${above})`));
  }
  return chosen;
}

/** The number of the one wire that is 1. */
function encode(oneHot: readonly Signal[]): Expression {
  let number = v`0'b0`;
  for (let bit = bitsFor(oneHot.length - 1) - 1; bit >= 0; bit--) {
    const members = oneHot.filter((_, index) => (index >> bit) & 1);
    number = v`{${number}, ${members.map(({ all }) => all).reduce((sum, one) => v`${sum} | ${one}`)}}`;
  }
  return number;
}
