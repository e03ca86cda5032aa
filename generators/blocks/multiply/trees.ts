import type { Module } from "../../hdl/index.js";
import type { Bit } from "./bit-heap.js";
import { count, type CounterStyle } from "./counters.js";
import { countLevel, type Planned } from "./level.js";

/** How a heap is brought down to two bits a column. */
export const treeMeanings = {
  dadda: "Dadda's tree, with the fewest counters",
  wallace: "Wallace's tree, each level of which counts all it can",
  fourToTwo: "a tree of 4:2 compressors",
  arrival: "counting the three earliest bits of a column, again and again",
} as const;
type Tree = keyof typeof treeMeanings;

export interface CompressOptions {
  readonly tree: Tree;
  readonly counters: CounterStyle;
}

/** Replaces columns by columns of the same sum, of at most two bits each. */
export const compress = (m: Module, columns: readonly Bit[][], options: CompressOptions): Bit[][] =>
  reducers[options.tree](m, columns, options.counters);

type Reducer = (m: Module, columns: readonly Bit[][], style: CounterStyle) => Bit[][];

const reducers: Readonly<Record<Tree, Reducer>> = { dadda, wallace, fourToTwo, arrival };

/**
 * Column heights from which successive levels of 3:2 counters lead to two, highest first: …, 13, 9, 6, 4, 3,
 * 2.
 */
function daddaHeights(highest: number): number[] {
  const heights: number[] = [];
  for (let height = 2; height < highest; height = Math.floor((height * 3) / 2)) heights.push(height);
  return heights.toReversed();
}

const heightOf = (columns: readonly Bit[][]): number => Math.max(0, ...columns.map(({ length }) => length));

/**
 * Each level counts no more than the next height asks for, earliest bits first: the fewest counters (Dadda
 * 1965).
 */
function dadda(m: Module, columns: readonly Bit[][], style: CounterStyle): Bit[][] {
  return daddaHeights(heightOf(columns)).reduce(
    (heap, height, index) => {
      m.section(`Level ${index + 1}: counters leave at most ${height} bits a column`);
      let carries = 0;
      const plan = heap.map((column) => {
        const excess = Math.max(0, column.length + carries - height);
        const [full, half] = [Math.floor(excess / 2), excess % 2];
        carries = full + half;
        return take(earliestFirst(column), full, half);
      });
      return countLevel(m.scope(`l${index + 1}`), plan, style);
    },
    columns.map((column) => [...column]),
  );
}

/** Each level counts all that it can, earliest bits together (Wallace 1964). */
function wallace(m: Module, columns: readonly Bit[][], style: CounterStyle): Bit[][] {
  let heap = columns.map((column) => [...column]);
  for (let level = 1; heightOf(heap) > 2; level++) {
    m.section(`Level ${level}: every three bits of a column are counted`);
    const plan = heap.map((column) => take(earliestFirst(column), Math.floor(column.length / 3), 0));
    heap = countLevel(m.scope(`l${level}`), plan, style);
  }
  return heap;
}

/**
 * Each level makes two bits of every four by two counters (Weinberger 1981). The second counter takes in the
 * carry of the first counter one column below, so that no carry goes further. Bits left over wait.
 */
function fourToTwo(m: Module, columns: readonly Bit[][], style: CounterStyle): Bit[][] {
  let heap = columns.map((column) => [...column]);
  for (let level = 1; heightOf(heap) > 2; level++) {
    m.section(`Level ${level}: two are made of every four bits of a column, or of the last three`);
    const sorted = heap.map(earliestFirst);
    // a column without four bits still has to lose one, or the heap would not become lower
    const fours = sorted.map(({ length }) => Math.floor(length / 4));
    const threes = sorted.map(({ length }) => (length % 4 === 3 ? 1 : 0));
    const firsts = sorted.map((column, weight) =>
      take(column, (fours[weight] ?? 0) + (threes[weight] ?? 0), 0),
    );
    const halfway = countLevel(m.scope(`l${level}a`), firsts, style);
    const seconds = halfway.map((column, weight): Planned => {
      const own = fours[weight] ?? 0;
      const kept = firsts[weight]?.left.length ?? 0;
      const carried = (fours[weight - 1] ?? 0) + (threes[weight - 1] ?? 0);
      const [left, carries, sums] = [
        column.slice(0, kept),
        column.slice(kept, kept + carried),
        column.slice(kept + carried),
      ];
      const counted = Array.from({ length: own }, (_, group) =>
        [sums[group], left[group], carries[group]].filter((bit) => bit !== undefined),
      );
      return { counted, left: [...left.slice(own), ...carries.slice(own), ...sums.slice(own)] };
    });
    heap = countLevel(m.scope(`l${level}b`), seconds, style);
  }
  return heap;
}

/**
 * Groups a column's bits in their order: `full` groups of three, then `half` groups of two; the rest is left.
 */
function take(column: readonly Bit[], full: number, half: number): Planned {
  const counted = [
    ...Array.from({ length: full }, (_, index) => column.slice(3 * index, 3 * index + 3)),
    ...Array.from({ length: half }, (_, index) =>
      column.slice(3 * full + 2 * index, 3 * full + 2 * index + 2),
    ),
  ];
  return { counted, left: column.slice(3 * full + 2 * half) };
}

/**
 * Column by column, always the three earliest bits (the three-dimensional method of Oklobdzija, Villeger and
 * Liu 1996).
 */
function arrival(m: Module, columns: readonly Bit[][], style: CounterStyle): Bit[][] {
  m.section("Column by column, the earliest bits first");
  let carries: Bit[] = [];
  return columns.map((column, weight) => {
    let waiting = [...column, ...carries];
    carries = [];
    for (let counter = 0; waiting.length > 2; counter++) {
      const sorted = earliestFirst(waiting);
      const name = `w${weight}_${counter}`;
      const wantCarries = weight + 1 < columns.length;
      for (const { sum, carry } of count(m, name, [sorted.slice(0, 3)], { style, wantCarries })) {
        waiting = [...sorted.slice(3), sum];
        if (carry) carries.push(carry);
      }
    }
    return waiting;
  });
}

const earliestFirst = (bits: readonly Bit[]): Bit[] =>
  bits.toSorted((left, right) => left.arrival - right.arrival);
