import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Design } from "../../generators/design.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import type { Circuit } from "../circuit.js";
import { joinComparisons, type Comparison } from "../comparison.js";
import { counter, newCounters, shareOf, EveryWordThread, type EveryWordJob } from "./every-word-job.js";
import { everyWordKernel } from "./every-word-kernel.js";

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
  const job: EveryWordJob = {
    design: design?.spec ?? null,
    module: await WebAssembly.compile(bytes),
    plan,
    inputWidth,
    share: shareOf(design),
    counters: newCounters(),
  };
  const stop = (): void => {
    Atomics.store(job.counters, counter.stop, 1);
  };
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener("abort", stop);
  const timer = options.timeLimit === undefined ? undefined : setTimeout(stop, options.timeLimit * 1000);
  const report = (): void => {
    if (isInterrupted()) stop();
    const rows = Atomics.load(job.counters, counter.done);
    options.onProgress?.(rows * (total / plan.rows), total);
  };
  const reporter = setInterval(report, 100);
  try {
    const threads = options.threads ?? (canSpread(design) && total > littleWork ? availableParallelism() : 0);
    const parts = threads === 0 ? [await runHere(job, design)] : await runInThreads(job, threads);
    report();
    return { ...joinComparisons(parts, (word) => word), total };
  } finally {
    clearInterval(reporter);
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", stop);
  }
}

/** The compiled program has it; the sources, as tests run them, do not, as Node.js 20 runs no TypeScript. */
const workerFile = fileURLToPath(new URL("every-word-worker.js", import.meta.url));

/** Threads make the design again from its words, for which its operator must be in the catalogue. */
const canSpread = (design: Design | null): boolean =>
  existsSync(workerFile) && (design === null || catalogue.includes(design.operator));

async function runHere(job: EveryWordJob, design: Design | null): Promise<Comparison<number>> {
  const thread = new EveryWordThread(job, design);
  while (thread.goOn()) await setImmediate();
  return thread.found;
}

async function runInThreads(job: EveryWordJob, threads: number): Promise<Comparison<number>[]> {
  const workers = Array.from({ length: threads }, () => new Worker(workerFile, { workerData: job }));
  try {
    return await Promise.all(workers.map(resultOf));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function resultOf(worker: Worker): Promise<Comparison<number>> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      reject(new Error(`a simulating thread ended early, with code ${code}`));
    });
  });
}
