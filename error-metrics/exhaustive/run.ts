import type { Design } from "../../generators/design.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { cores } from "../../tools/cores.js";
import { RequestError } from "../../tools/errors.js";
import { piecesDone, sharedWork } from "../../tools/shared-work.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { hasThreads, runPooled } from "../../tools/worker-pool.js";
import { figuresOf, finite } from "../figures.js";
import { errorSubject, type ErrorStatistics } from "../sampled.js";
import { layoutOf } from "../../operands/word.js";
import { kernelOf, slotsOf } from "./kernel.js";
import { sumsOfShares, type ErrorKernel, type ExhaustiveJob, type ShareSums } from "./shares.js";
import { ErrorTotals } from "./totals.js";

export interface ExhaustiveErrorOptions {
  /**
   * Worker threads. 0: all work is done in this thread. Default: one for each core; none for small work, or for an
   * operator outside the catalogue.
   */
  readonly threads?: number;
  /** Called about ten times a second with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Called before the work begins with the expected seconds and the number of threads. */
  readonly onEstimate?: (seconds: number, threads: number) => void;
}

/** The most input bits whose combinations are all tried: `fast` if both models are fast ones, else `scalar`. */
const mostBits = { fast: 32, scalar: 26 } as const;

/**
 * The errors of a design over every combination of its operands, on all cores. An operator with fast models of both
 * results may have up to 2^32 combinations, any other up to 2^26.
 * @throws {RequestError} the operator names nothing exact, or there are more combinations than that
 * @throws {ToolError} it was interrupted; the message says how far it came
 */
export async function exhaustiveErrors(
  design: Design,
  options: ExhaustiveErrorOptions = {},
): Promise<ErrorStatistics> {
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

/** @throws {RequestError} the inputs have more bits than are tried exhaustively */
function checkWidth({ spec, operator }: Design, width: number, { isFast }: ErrorKernel): void {
  const most = isFast ? mostBits.fast : mostBits.scalar;
  if (width <= most) return;
  const why = isFast ? "" : `, as ${operator.name} of these parameters has no fast models`;
  throw new RequestError(
    `${spec}: all operands of ${width} input bits are too many; up to ${most} are tried${why}. Leave out --exhaustive to draw samples`,
  );
}

/** Adds shares to the totals in ascending order. Threads may finish them in any order. */
class InOrder {
  readonly #waiting = new Map<number, ShareSums["sums"]>();
  #next = 0;

  constructor(private readonly totals: ErrorTotals) {}

  take(share: number, sums: ShareSums["sums"]): void {
    this.#waiting.set(share, sums);
    for (;;) {
      const found = this.#waiting.get(this.#next);
      if (found === undefined) return;
      this.#waiting.delete(this.#next++);
      this.totals.add(found);
    }
  }
}

/** Work of fewer seconds than this is done before threads have started. */
const smallWork_s = 0.5;

async function runShares(
  design: Design,
  kernel: ErrorKernel,
  totals: ErrorTotals,
  operands: number,
  { threads: wanted, onProgress, onEstimate }: ExhaustiveErrorOptions,
): Promise<void> {
  const shares = Math.ceil(operands / kernel.share);
  const single_s = secondsOfShare(kernel, shares) * shares;
  const canSpread = hasThreads(workerFile) && catalogue.includes(design.operator);
  const threads = wanted ?? (canSpread && single_s > smallWork_s ? cores() : 0);
  onEstimate?.(single_s / Math.max(threads, 1), Math.max(threads, 1));

  const ordered = new InOrder(totals);
  const shared = sharedWork(shares);
  const job: ExhaustiveJob = { design: design.spec, shared };
  await runPooled({
    file: workerFile,
    threads,
    job,
    work: () => sumsOfShares(kernel, shared),
    onFound: ({ share, sums }) => {
      ordered.take(share, sums);
    },
    shared,
    onTick: () => onProgress?.(piecesDone(shared) / shares),
  });
  const done = piecesDone(shared);
  if (done < shares) throw interrupted(Math.min(done * kernel.share, operands), operands);
}

/** Seconds per share: the mean over a few shares spread evenly, after one that warms up the JIT compiler. */
function secondsOfShare(kernel: ErrorKernel, shares: number): number {
  const tried = Math.min(shares, 4);
  kernel.sumsOf(0);
  const start = performance.now();
  for (let i = 0; i < tried; i++) kernel.sumsOf(Math.floor((shares * i) / tried) * kernel.share);
  return (performance.now() - start) / 1000 / tried;
}

const workerFile = new URL("exhaustive-worker.js", import.meta.url);

const tool: Tool = { name: "the measurement of errors", command: process.execPath, packages: {} };

const interrupted = (done: number, all: number): ToolError =>
  new ToolError(
    tool,
    "interrupted",
    `${tool.name} was interrupted after ${done.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} operands`,
  );
