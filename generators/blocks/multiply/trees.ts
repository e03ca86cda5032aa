import type { Module } from "../../hdl/index.js";
import type { Bit } from "./bit-heap.js";
import { count } from "./counters.js";

/** How a heap is brought down to two bits a column. */
export const trees = ["dadda", "wallace", "arrival"] as const;
export type Tree = (typeof trees)[number];

/** Replaces columns by columns of the same sum with at most two bits each. */
export const compress = (m: Module, columns: readonly Bit[][], tree: Tree): Bit[][] =>
  reducers[tree](m, columns);

type Reducer = (m: Module, columns: readonly Bit[][]) => Bit[][];

const reducers: Readonly<Record<Tree, Reducer>> = { dadda, wallace, arrival };

/** Column heights that one stage of 3:2 counters after another can reach from two: 2, 3, 4, 6, 9, 13, … */
export function daddaHeights(highest: number): number[] {
  const heights: number[] = [];
  for (let height = 2; height < highest; height = Math.floor((height * 3) / 2)) heights.push(height);
  return heights.toReversed();
}

const heightOf = (columns: readonly Bit[][]): number => Math.max(0, ...columns.map(({ length }) => length));

/** Each stage counts no more than the next height asks for: the fewest counters (Dadda 1965). */
function dadda(m: Module, columns: readonly Bit[][]): Bit[][] {
  let heap = columns.map((column) => [...column]);
  for (const [index, height] of daddaHeights(heightOf(heap)).entries()) {
    m.section(`Stage ${index + 1}: at most ${height} bits a column; each counter is {carry, sum}`);
    let carries: Bit[] = [];
    heap = heap.map((column, weight) => {
      const waiting = [...column, ...carries];
      const sums: Bit[] = [];
      carries = [];
      while (waiting.length + sums.length > height) {
        const taken = waiting.splice(0, waiting.length + sums.length === height + 1 ? 2 : 3);
        const name = `s${index + 1}_w${weight}_${sums.length}`;
        const { sum, carry } = count(m, name, taken, weight + 1 < heap.length);
        sums.push(sum);
        if (carry) carries.push(carry);
      }
      return [...waiting, ...sums];
    });
  }
  return heap;
}

/** Each stage counts all that it can, earliest bits together (Wallace 1964). */
function wallace(m: Module, columns: readonly Bit[][]): Bit[][] {
  let heap = columns.map((column) => [...column]);
  for (let stage = 1; heightOf(heap) > 2; stage++) {
    m.section(`Stage ${stage}: every three bits of a column are counted; each counter is {carry, sum}`);
    let carries: Bit[] = [];
    heap = heap.map((column, weight) => {
      const waiting = earliestFirst(column);
      const next = carries;
      carries = [];
      for (let counter = 0; waiting.length > 2; counter++) {
        const name = `s${stage}_w${weight}_${counter}`;
        const { sum, carry } = count(m, name, waiting.splice(0, 3), weight + 1 < heap.length);
        next.push(sum);
        if (carry) carries.push(carry);
      }
      return [...waiting, ...next];
    });
  }
  return heap;
}

/**
 * Column by column, always the three bits that arrive first (the three-dimensional method of Oklobdzija,
 * Villeger and Liu 1996).
 */
function arrival(m: Module, columns: readonly Bit[][]): Bit[][] {
  m.section("Column by column, the earliest bits first; each counter is {carry, sum}");
  let carries: Bit[] = [];
  return columns.map((column, weight) => {
    let waiting = [...column, ...carries];
    carries = [];
    for (let counter = 0; waiting.length > 2; counter++) {
      const sorted = earliestFirst(waiting);
      const name = `w${weight}_${counter}`;
      const { sum, carry } = count(m, name, sorted.slice(0, 3), weight + 1 < columns.length);
      waiting = [...sorted.slice(3), sum];
      if (carry) carries.push(carry);
    }
    return waiting;
  });
}

const earliestFirst = (bits: readonly Bit[]): Bit[] =>
  bits.toSorted((left, right) => left.arrival - right.arrival);
