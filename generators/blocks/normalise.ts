import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import { concatenate } from "./concatenate.js";
import { allAlike, firstOne, positionIn, selectBy } from "./one-hot.js";
import { bitsFor } from "./widths.js";

export interface Normalised {
  /** The number of leading zeros. */
  readonly count: Signal;
  /** The bits behind the leading one, left-aligned: one bit narrower than the value, `fill` shifted in. */
  readonly rest: Signal;
  /** 1 where no bit leads: all are zeros, or like the bit they are compared with. Only where all places are told apart at once. */
  readonly none?: Expression;
}

/**
 * How the leading one is found and shifted out.
 * A chain takes the fewest gates for a wide value. For a few bits, all places at once is also the smallest.
 */
export const normaliserMeanings = {
  chain: "in levels of multiplexers",
  blocks: "by blocks of four places, then by single ones",
  select: "with all places at once",
} as const;
export type Normaliser = keyof typeof normaliserMeanings;

export interface NormaliseOptions {
  readonly fill: Expression;
  readonly normaliser: Normaliser;
  /** What is shifted instead of the value: the bits behind the first place. */
  readonly data?: Signal;
  /** Not zeros are counted but leading bits like this one. A chain counts zeros only. */
  readonly like?: Signal;
  /** The value is never zero, or the result is then don't-care. */
  readonly nonzero?: boolean;
}

/**
 * Counts leading zeros and shifts them out. Example: 00101 has the count 2 and the rest 0100, filled with 0.
 * The count of an all-zero value is its width; in a `chain` filled with zeros it is all ones.
 */
export function normalise(m: Module, value: Signal, options: NormaliseOptions): Normalised {
  const { fill, normaliser, nonzero = false } = options;
  const most = nonzero ? value.width - 1 : value.width;
  if (normaliser === "chain")
    return options.data
      ? besideLevels(m, value, fill, options.data)
      : inLevels(m, value, { run: zeros, fill, most });
  return atOnce(m, value, options, { most, block: normaliser === "select" ? most + 1 : 4 });
}

/** The bits that are counted and shifted out. */
export interface Run {
  /** Whether some bits all belong to the run. */
  readonly all: (bits: Expression) => Expression;
  /** The same of one bit. */
  readonly one: (bit: Expression) => Expression;
}

const zeros: Run = { all: (bits) => v`~(|${bits})`, one: (bit) => v`~${bit}` };

/**
 * Each level drops the top 2^j bits if they all belong to the run: the count is fused with the shift.
 * @param most the greatest count
 */
export function inLevels(
  m: Module,
  value: Signal,
  { run, fill, most }: { readonly run: Run; readonly fill: Expression; readonly most: number },
): Normalised {
  const width = value.width;
  const levels = bitsFor(most);
  let current = value;
  const counts: Signal[] = [];
  for (let level = levels - 1; level > 0; level--) {
    const distance = 2 ** level;
    const skip = m.wire(`skip${distance}`, 1, run.all(current.bits(width - 1, width - distance)));
    counts.push(skip);
    current = m.wire(
      `shift${distance}`,
      width,
      v`${skip} ? {${current.bits(width - 1 - distance, 0)}, {${distance}{${fill}}}} : ${current}`,
    );
  }
  const last = m.wire("skip1", 1, run.one(current.msb));
  const behind = current.bits(width - 2, 0);
  const rest = width === 1 ? behind : v`${last} ? {${current.bits(width - 3, 0)}, ${fill}} : ${behind}`;
  const count = m.wire("count", levels, concatenate([...counts, last]));
  return { count, rest: m.wire("rest", width - 1, rest) };
}

/** The same, where other bits are shifted than those looked at; ones follow those. */
function besideLevels(m: Module, value: Signal, fill: Expression, data: Signal): Normalised {
  const levels = bitsFor(value.width);
  let [looked, rest] = [value, data];
  const counts: Signal[] = [];
  for (let level = levels - 1; level >= 0; level--) {
    const distance = 2 ** level;
    const skip = m.wire(`skip${distance}`, 1, v`~(|${fromTop(looked, 0, distance, one)})`);
    counts.push(skip);
    if (level > 0) {
      // the levels that follow look at one bit less than this one drops
      const left = distance - 1;
      const next = v`${skip} ? ${fromTop(looked, distance, left, one)} : ${fromTop(looked, 0, left, one)}`;
      looked = m.wire(`looked${distance}`, left, next);
    }
    const shifted = v`${skip} ? ${fromTop(rest, distance, data.width, fill)} : ${rest}`;
    rest = m.wire(`shift${distance}`, data.width, shifted);
  }
  return { count: m.wire("count", levels, concatenate(counts)), rest };
}

interface Places {
  /** The greatest count. */
  readonly most: number;
  /** Places in a block, which are told apart at once. */
  readonly block: number;
}

/**
 * Selects the block of `block` places with the first one, then the place in it. Ones follow behind the value.
 * With `like` it is the first bit unlike that one, and such bits follow.
 */
function atOnce(
  m: Module,
  value: Signal,
  { fill, data, like }: NormaliseOptions,
  places: Places,
): Normalised {
  const { most, block } = places;
  const blocks = Math.ceil((most + 1) / block);
  const inBlock = Math.min(block, most + 1);
  const restWidth = data?.width ?? value.width - 1;
  const end = like ? v`~${like}` : one;
  const behind = (place: number, bits: number): Expression =>
    data ? fromTop(data, place, bits, fill) : fromTop(value, place + 1, bits, fill);
  let [looked, behindPlace] = [value, behind];
  let number = v`0'b0`;
  let inLastBlock: Expression | null = null;
  if (blocks > 1) {
    const starts = Array.from({ length: blocks }, (_, index) => index * block);
    const choose = like
      ? m.wire("choose", blocks, concatenate(blocksOfFirst(value, starts, like)))
      : firstHolding(m, value, starts, block);
    // the last place of a block needs no look
    const tested = starts.map((start) => fromTop(value, start, block - 1, end));
    const windows = starts.map((start) => behind(start, restWidth + block - 1));
    looked = m.wire("looked", block - 1, selectBy(choose, tested));
    const window = m.wire("window", restWidth + block - 1, selectBy(choose, windows));
    behindPlace = (place, bits) => fromTop(window, place, bits, fill);
    number = positionIn(choose, true);
    inLastBlock = choose.bit(0);
  }
  const first = firstOne(m, "first", looked, inBlock - 1, like);
  if (restWidth === 0) m.unused(first.msb);
  const rests = Array.from({ length: inBlock }, (_, place) => behindPlace(place, restWidth));
  const rest = m.wire("rest", restWidth, selectBy(first, rests));
  const count = v`{${number}, ${positionIn(first, true)}}`;
  // the place behind the last bit, in the last block
  const behindLast = first.bit(inBlock - 1 - (most % block));
  return {
    count: m.wire("count", count.width, count),
    rest,
    none: inLastBlock ? v`${inLastBlock} & ${behindLast}` : v`${behindLast}`,
  };
}

/** The first block with a one; the last one needs no look. */
function firstHolding(m: Module, value: Signal, starts: readonly number[], block: number): Signal {
  const holds = starts.slice(0, -1).map((start) => v`|${fromTop(value, start, block, one)}`);
  return firstOne(m, "choose", m.wire("holds", holds.length, concatenate(holds)), holds.length);
}

/** For each block, whether it has the first bit unlike `like`. */
function blocksOfFirst(value: Signal, starts: readonly number[], like: Signal): Expression[] {
  const reaches = (start: number) => allAlike(v`{${like}, ${fromTop(value, 0, start, one)}}`);
  return starts.map((start, index) => {
    const next = starts[index + 1];
    if (next === undefined) return reaches(start);
    return index === 0 ? v`~(${reaches(next)})` : v`(${reaches(start)}) & ~(${reaches(next)})`;
  });
}

const one = v`1'b1`;

/** `bits` bits of a value, from `start` places below its top; `fill` beyond its end. */
function fromTop(value: Signal, start: number, bits: number, fill: Expression): Expression {
  const own = Math.min(bits, Math.max(0, value.width - start));
  const high = value.width - 1 - start;
  const part = own === 0 ? v`0'b0` : value.bits(high, high - own + 1);
  return v`{${part}, {${bits - own}{${fill}}}}`;
}
