import type { Design } from "../../generators/design.js";
import { joinComparisons, type Comparison } from "../comparison.js";
import { expectedRows, hasFastModel } from "./expected-rows.js";
import { RowComparer } from "./every-word.js";
import type { EveryWordPlan } from "./every-word-kernel.js";

/** A run on every word that threads share: what goes to each of them. */
export interface EveryWordJob {
  /** What a person writes for the design, from which a thread makes it again; null where outputs are expected to be 0. */
  readonly design: string | null;
  readonly module: WebAssembly.Module;
  readonly plan: EveryWordPlan;
  readonly inputWidth: number;
  /** Rows that are taken at a time. */
  readonly share: number;
  /** Three integers that all threads see: see `counter`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** Places in `counters`: the next row that no thread has taken, rows done, and whether to stop. */
export const counter = { next: 0, done: 1, stop: 2 } as const;

export const newCounters = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(12));

/** Rows in a share. It takes some hundredths of a second, so that progress shows and an interruption is heeded at once. */
export const shareOf = (design: Design | null): number => (design === null || hasFastModel(design) ? 256 : 1);

/** A thread's part. It takes rows in order, a share at a time, until there are no more or the work is stopped. */
export class EveryWordThread {
  readonly #rows: RowComparer;
  #found: Comparison<number> = { vectors: 0, mismatches: 0, listed: [] };

  constructor(
    private readonly job: EveryWordJob,
    design: Design | null,
  ) {
    const model = design === null ? undefined : expectedRows(design);
    this.#rows = new RowComparer(job.module, job.plan, job.inputWidth, model);
  }

  get found(): Comparison<number> {
    return this.#found;
  }

  /** Compares the next share of rows; false where there is nothing left to do. */
  goOn(): boolean {
    const { counters, plan, share } = this.job;
    if (Atomics.load(counters, counter.stop) !== 0) return false;
    const from = Atomics.add(counters, counter.next, share);
    if (from >= plan.rows) return false;
    const to = Math.min(from + share, plan.rows);
    this.#found = joinComparisons([this.#found, this.#rows.compare(from, to)], (word) => word);
    Atomics.add(counters, counter.done, to - from);
    return true;
  }
}
