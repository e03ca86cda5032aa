import type { Design } from "../../generators/design.js";
import { expectedRows, hasFastModel } from "./expected-rows.js";
import { Sweep, sum, type SweepTally } from "./every-word.js";
import type { SweepPlan } from "./every-word-kernel.js";

/** A sweep that threads share: what goes to each of them. */
export interface SweepJob {
  /** The design's words, for a thread to make it again; null where outputs are expected to be 0. */
  readonly design: string | null;
  readonly module: WebAssembly.Module;
  readonly plan: SweepPlan;
  readonly inputWidth: number;
  /** Rows that are taken at a time. */
  readonly share: number;
  /** Three integers that all threads see: see `counter`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** Places in `counters`: the next row that nobody has taken, rows done, and whether to stop. */
export const counter = { next: 0, done: 1, stop: 2 } as const;

export const newCounters = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(12));

/** Rows that take some hundredths of a second, so that progress shows and an interruption is heeded at once. */
export const shareOf = (design: Design | null): number => (design === null || hasFastModel(design) ? 256 : 1);

/** A thread's part: rows are taken in order, a share at a time, until there are no more or the work is stopped. */
export class SweepThread {
  readonly #sweep: Sweep;
  #found: SweepTally = { vectors: 0, mismatches: 0, listed: [] };

  constructor(
    private readonly job: SweepJob,
    design: Design | null,
  ) {
    const model = design === null ? undefined : expectedRows(design);
    this.#sweep = new Sweep(job.module, job.plan, job.inputWidth, model);
  }

  get found(): SweepTally {
    return this.#found;
  }

  /** Compares the next rows; false where there is nothing left to do. */
  goOn(): boolean {
    const { counters, plan, share } = this.job;
    if (Atomics.load(counters, counter.stop) !== 0) return false;
    const from = Atomics.add(counters, counter.next, share);
    if (from >= plan.rows) return false;
    const to = Math.min(from + share, plan.rows);
    this.#found = sum([this.#found, this.#sweep.rows(from, to)]);
    Atomics.add(counters, counter.done, to - from);
    return true;
  }
}
