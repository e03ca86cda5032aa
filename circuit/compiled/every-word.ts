import { mostListed, type Comparison } from "../comparison.js";
import type { ExpectedRows } from "./expected-rows.js";
import type { EveryWordKernel, EveryWordPlan } from "./every-word-kernel.js";
import { lanes, wordOfLane } from "./transpose.js";

/** A compiled circuit beside its model: compares any of its rows. */
export class RowComparer {
  readonly #kernel: EveryWordKernel;
  readonly #differences: Uint8Array;
  readonly #expected: readonly Uint32Array[];

  /**
   * @param inputWidth bits of the inputs word
   * @param model left out where the outputs are expected to be 0
   */
  constructor(
    module: WebAssembly.Module,
    readonly plan: EveryWordPlan,
    private readonly inputWidth: number,
    private readonly model: ExpectedRows | undefined,
  ) {
    const { rowLength, expectedWords, expectedAt, differencesAt, memoryPages } = plan;
    const memory = new WebAssembly.Memory({ initial: memoryPages });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.#kernel = instance.exports as unknown as EveryWordKernel;
    this.#differences = new Uint8Array(memory.buffer, differencesAt, rowLength / 8);
    this.#expected = Array.from(
      { length: expectedWords },
      (_, word) => new Uint32Array(memory.buffer, expectedAt + word * rowLength * 4, this.#wordsInRow),
    );
  }

  /** Compares the inputs words of rows `from` … `to` − 1. */
  compare(from: number, to: number): Comparison<number> {
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
