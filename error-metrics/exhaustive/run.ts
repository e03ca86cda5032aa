import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Design } from "../../generators/design.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { RequestError } from "../../tools/errors.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { figuresOf, finite } from "../figures.js";
import { errorSubject, type ErrorStatistics } from "../sampled.js";
import { layoutOf } from "../../operands/word.js";
import { kernelOf, slotsOf, type ErrorKernel } from "./kernel.js";
import type { ErrorSums } from "./sums.js";
import { ErrorTotals } from "./totals.js";

export interface ErrorSweepOptions {
  /** Threads beside this one; 0: all work is done here. Default: one for each core. */
  readonly threads?: number;
  /** Called ten times a second or so, with the share that is done. */
  readonly onProgress?: (share: number) => void;
  /** Called before the work begins, with the seconds that it is expected to take. */
  readonly onEstimate?: (seconds: number, threads: number) => void;
}

/** What goes to a thread. */
export interface ErrorSweepJob {
  /** The design's words, for a thread to make it again. */
  readonly design: string;
  /** Two integers that all threads see: the next share that nobody has taken, and whether to stop. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** What comes back of each share. */
export interface ShareReply extends Pick<ErrorSums, "values" | "numberMismatches"> {
  readonly share: number;
}

const next = 0;
const stopped = 1;

/** Input bits whose every combination is tried: with fast models of both results, and without. */
export const mostBits = { fast: 32, scalar: 26 } as const;

/**
 * The errors of a design over every combination of its operands, on all cores. Of both models the fast ones are taken
 * where the operator has them: then up to 2^32 combinations, else up to 2^26.
 * @throws {RequestError} the operator names nothing exact, or there are more combinations than that
 * @throws {ToolError} it was interrupted; the message says how far it came
 */
export async function sweepErrors(design: Design, options: ErrorSweepOptions = {}): Promise<ErrorStatistics> {
  const subject = errorSubject(design);
  const { format } = subject.result;
  const kernel = kernelOf(subject);
  const { width } = layoutOf(design.core.ports, "input");
  checkWidth(design, width, kernel);
  const totals = new ErrorTotals(slotsOf(format));
  await runShares(design, kernel, totals, 2 ** width, options);

  const all = totals.all();
  const figures = figuresOf(all, false);
  const regimes = totals.regimes(format).map(({ regime, tally }) => ({ regime, ...figuresOf(tally, false) }));
  return {
    design: design.spec,
    operands: "uniform",
    exhaustive: true,
    seed: null,
    ...figures,
    nmed_percent: figures.med === null ? null : finite((100 * figures.med) / all.largest),
    largest_result: finite(all.largest),
    wrong_zeros: all.wrongZeros,
    number_mismatches: totals.numberMismatches,
    result_format: format.name,
    regimes: format.regime === undefined ? null : regimes,
  };
}

/** The greatest width of what is tried, and why. */
function checkWidth({ spec, operator }: Design, width: number, { isFast }: ErrorKernel): void {
  const most = isFast ? mostBits.fast : mostBits.scalar;
  if (width <= most) return;
  const why = isFast ? "" : `, as ${operator.name} of these parameters has no fast models`;
  throw new RequestError(
    `${spec}: all operands of ${width} input bits are too many; up to ${most} are tried${why}. Leave out --exhaustive to draw samples`,
  );
}

/** Adds up shares in their order, however threads finish them. */
class InOrder {
  readonly #waiting = new Map<number, Pick<ErrorSums, "values" | "numberMismatches">>();
  #next = 0;

  constructor(private readonly totals: ErrorTotals) {}

  take(share: number, sums: Pick<ErrorSums, "values" | "numberMismatches">): void {
    this.#waiting.set(share, sums);
    for (;;) {
      const found = this.#waiting.get(this.#next);
      if (found === undefined) return;
      this.#waiting.delete(this.#next++);
      this.totals.add(found);
    }
  }
}

/** Less work than this many seconds is done before threads have started. */
const smallWork_s = 0.5;

async function runShares(
  design: Design,
  kernel: ErrorKernel,
  totals: ErrorTotals,
  operands: number,
  { threads: wanted, onProgress, onEstimate }: ErrorSweepOptions,
): Promise<void> {
  const shares = Math.ceil(operands / kernel.share);
  const single_s = secondsOfShare(kernel, shares) * shares;
  const canSpread = existsSync(workerFile) && catalogue.includes(design.operator);
  const threads = wanted ?? (canSpread && single_s > smallWork_s ? availableParallelism() : 0);
  onEstimate?.(single_s / Math.max(threads, 1), Math.max(threads, 1));

  const counters = new Int32Array(new SharedArrayBuffer(8));
  const ordered = new InOrder(totals);
  let done = 0;
  const take = ({ share, values, numberMismatches }: ShareReply): void => {
    ordered.take(share, { values, numberMismatches });
    done++;
  };
  const report = (): void => {
    if (isInterrupted()) Atomics.store(counters, stopped, 1);
    onProgress?.(done / shares);
  };
  const reporter = setInterval(report, 100);
  try {
    if (threads === 0)
      for (const reply of repliesOf(kernel, operands, counters)) {
        take(reply);
        await setImmediate();
      }
    else await inThreads({ design: design.spec, counters }, threads, take);
  } finally {
    clearInterval(reporter);
  }
  if (done < shares) throw interrupted(Math.min(done * kernel.share, operands), operands);
}

/** Shares as they come, until there are no more or the work is stopped. */
export function* repliesOf(
  kernel: ErrorKernel,
  operands: number,
  counters: Int32Array<SharedArrayBuffer>,
): Generator<ShareReply> {
  const shares = Math.ceil(operands / kernel.share);
  while (Atomics.load(counters, stopped) === 0) {
    const share = Atomics.add(counters, next, 1);
    if (share >= shares) return;
    const { values, numberMismatches } = kernel.sumsOf(share * kernel.share);
    yield { share, values, numberMismatches };
  }
}

/** By a few of them, spread over all, after one for the compiler to warm up. */
function secondsOfShare(kernel: ErrorKernel, shares: number): number {
  const tried = Math.min(shares, 4);
  kernel.sumsOf(0);
  const start = performance.now();
  for (let i = 0; i < tried; i++) kernel.sumsOf(Math.floor((shares * i) / tried) * kernel.share);
  return (performance.now() - start) / 1000 / tried;
}

/** The compiled program has it; the sources, as tests run them, do not, as Node.js 20 runs no TypeScript. */
const workerFile = fileURLToPath(new URL("exhaustive-worker.js", import.meta.url));

async function inThreads(
  job: ErrorSweepJob,
  threads: number,
  take: (reply: ShareReply) => void,
): Promise<void> {
  const workers = Array.from({ length: threads }, () => new Worker(workerFile, { workerData: job }));
  try {
    await Promise.all(workers.map((worker) => finished(worker, take)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function finished(worker: Worker, take: (reply: ShareReply) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", take);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a measuring thread ended early, with code ${code}`));
    });
  });
}

const tool: Tool = { name: "the measurement of errors", command: process.execPath, packages: {} };

const interrupted = (done: number, all: number): ToolError =>
  new ToolError(
    tool,
    "interrupted",
    `${tool.name} was interrupted after ${done.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} operands`,
  );
