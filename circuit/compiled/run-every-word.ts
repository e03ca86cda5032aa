import type { Design } from "../../generators/design.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { cores } from "../../tools/cores.js";
import { piecesDone, sharedWork, stopWork } from "../../tools/shared-work.js";
import { runPooled } from "../../tools/worker-pool.js";
import type { Circuit } from "../circuit.js";
import { compareShares, shareOf, type EveryWordJob } from "./every-word-job.js";
import { everyWordKernel } from "./every-word-kernel.js";
import { joinComparisons, type Comparison } from "../comparison.js";

export interface EveryWordOptions {
  /** Threads to spread the work over; 0 does it in this one. Default: one a core for much work, else 0. */
  readonly threads?: number;
  /** Ends the run early, as Ctrl-C does: every thread completes what it has begun, a few hundredths of a second. */
  readonly signal?: AbortSignal;
  /** Seconds after which the run ends early. */
  readonly timeLimit?: number;
  /** Called ten times a second or so, with inputs words compared and words in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a run has found. Rows are taken in order: compared were the first `vectors` of all inputs words. */
export interface EveryWordResult extends Comparison<number> {
  /** All inputs words there are. */
  readonly total: number;
}

/** Less work than this many words is done before threads have started. */
const littleWork = 2 ** 23;

/**
 * Compares a circuit's outputs with a design's model on every inputs word, or with 0 where there is no design.
 * @throws {RangeError} more than 32 bits of inputs
 */
export async function runEveryWord(
  circuit: Circuit,
  design: Design | null,
  options: EveryWordOptions = {},
): Promise<EveryWordResult> {
  const { bytes, plan } = everyWordKernel(circuit, design !== null);
  const { inputWidth } = circuit;
  const total = 2 ** inputWidth;
  const shared = sharedWork(plan.rows, shareOf(design));
  const job: EveryWordJob = {
    design: design?.spec ?? null,
    module: await WebAssembly.compile(bytes),
    plan,
    inputWidth,
    shared,
  };
  let found: Comparison<number> = { vectors: 0, mismatches: 0, listed: [] };
  const { timeLimit, onProgress, signal } = options;
  const timer =
    timeLimit === undefined
      ? undefined
      : setTimeout(() => {
          stopWork(shared);
        }, timeLimit * 1000);
  try {
    await runPooled({
      file: workerFile,
      threads: options.threads ?? (total > littleWork && canSpread(design) ? cores() : 0),
      job,
      work: (its) => compareShares(its, design),
      onFound: (part) => {
        found = joinComparisons([found, part], (word) => word);
      },
      shared,
      signal,
      onTick: () => onProgress?.(piecesDone(shared) * (total / plan.rows), total),
    });
    return { ...found, total };
  } finally {
    clearTimeout(timer);
  }
}

const workerFile = new URL("every-word-worker.js", import.meta.url);

/** Threads make the design again from its words, for which its operator must be in the catalogue. */
const canSpread = (design: Design | null): boolean => design === null || catalogue.includes(design.operator);
