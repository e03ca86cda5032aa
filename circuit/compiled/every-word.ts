import type { ExpectedRows } from "./expected-rows.js";
import type { SweepKernel, SweepPlan } from "./every-word-kernel.js";
import { lanes, wordOfLane } from "./transpose.js";

/** What a part of a sweep has found. */
export interface SweepTally {
  /** Inputs words compared. */
  readonly vectors: number;
  /** How many of them gave outputs that are not as expected. */
  readonly mismatches: number;
  /** The first of those, ascending. */
  readonly listed: readonly number[];
}

/** More mismatching inputs words than this are counted only. */
export const mostListed = 100;

/** A compiled circuit beside its model: compares any of its rows. */
export class Sweep {
  readonly #kernel: SweepKernel;
  readonly #differences: Uint8Array;
  readonly #expected: readonly Uint32Array[];

  /**
   * @param inputWidth bits of the inputs word
   * @param model left out where the outputs are expected to be 0
   */
  constructor(
    module: WebAssembly.Module,
    readonly plan: SweepPlan,
    private readonly inputWidth: number,
    private readonly model: ExpectedRows | undefined,
  ) {
    const { rowLength, expectedWords, expectedAt, differencesAt, memoryPages } = plan;
    const memory = new WebAssembly.Memory({ initial: memoryPages });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.#kernel = instance.exports as unknown as SweepKernel;
    this.#differences = new Uint8Array(memory.buffer, differencesAt, rowLength / 8);
    this.#expected = Array.from(
      { length: expectedWords },
      (_, word) => new Uint32Array(memory.buffer, expectedAt + word * rowLength * 4, this.#wordsInRow),
    );
  }

  /** Compares the inputs words of rows `from` up to, but without, `to`. */
  rows(from: number, to: number): SweepTally {
    const listed: number[] = [];
    let mismatches = 0;
    for (let row = from; row < to; row++) {
      this.model?.(row * this.plan.rowLength, this.#expected);
      const found = this.#kernel.row(row);
      if (found > 0 && listed.length < mostListed) listed.push(...this.#mismatching(row));
      mismatches += found;
    }
    return { vectors: (to - from) * this.#wordsInRow, mismatches, listed: listed.slice(0, mostListed) };
  }

  get #wordsInRow(): number {
    return Math.min(this.plan.rowLength, 2 ** this.inputWidth);
  }

  /** The inputs words that the kernel has left a mark for, ascending. */
  #mismatching(row: number): number[] {
    const words: number[] = [];
    this.#differences.forEach((byte, index) => {
      for (let bit = 0; bit < 8; bit++) {
        if (((byte >> bit) & 1) === 0) continue;
        const lane = (index * 8 + bit) % lanes;
        const block = Math.floor((index * 8) / lanes);
        words.push(row * this.plan.rowLength + block * lanes + wordOfLane(lane));
      }
    });
    return words.sort((a, b) => a - b);
  }
}

/** What parts that follow each other, or go on side by side, have found together. */
export function sum(tallies: readonly SweepTally[]): SweepTally {
  return {
    vectors: tallies.reduce((total, { vectors }) => total + vectors, 0),
    mismatches: tallies.reduce((total, { mismatches }) => total + mismatches, 0),
    listed: tallies
      .flatMap(({ listed }) => listed)
      .sort((a, b) => a - b)
      .slice(0, mostListed),
  };
}
