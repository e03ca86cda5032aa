import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { RequestError } from "./errors.js";
import { isInterrupted, whenInterrupted } from "./interrupt.js";
import { stopWork, type SharedWork } from "./shared-work.js";

/** A job for some threads. Each may find several things, one `Found` after the other. */
export interface PooledJob<Job, Found> {
  /** The threads' script, which calls `serve`. Only the compiled program has it: Node.js 20 runs no TypeScript. */
  readonly file: URL;
  /** Threads beside this one. With 0, or without the script, this thread does the work. */
  readonly threads: number;
  /** Every thread gets a copy, in which only shared memory is shared. */
  readonly job: Job;
  /** What each thread does: for this thread, when it does the work. */
  readonly work: (job: Job) => Iterable<Found>;
  readonly onFound: (found: Found) => void;
  /** The work of which threads take shares. A stop lets them complete those; without `shared`, it kills them. */
  readonly shared?: SharedWork;
  /** Stops the job, as an interruption does. */
  readonly signal?: AbortSignal | undefined;
  /** Called about ten times a second, and when all is done. */
  readonly onTick?: () => void;
}

/** Whether a pool can have threads at all: see `PooledJob.file`. */
export const hasThreads = (file: URL): boolean => existsSync(fileURLToPath(file));

/**
 * Runs a job in threads, or in this one. No thread is left when it returns. After a stop, less has been found.
 * @throws the first error of a thread, a `RequestError` as such; the other threads are killed
 */
export async function runPooled<Job, Found>(pool: PooledJob<Job, Found>): Promise<void> {
  const { file, threads, job, work, onFound, shared, signal, onTick } = pool;
  if (isInterrupted() || signal?.aborted === true) return;
  const workers: Worker[] = [];
  const killAll = () => Promise.all(workers.map((worker) => worker.terminate()));
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
    if (shared === undefined) void killAll();
    else stopWork(shared);
  };
  const forget = whenInterrupted(stop);
  signal?.addEventListener("abort", stop);
  const ticker = setInterval(() => onTick?.(), 100);
  try {
    if (threads === 0 || !hasThreads(file))
      for (const found of work(job)) {
        onFound(found);
        await setImmediate();
        if (stopping.signal.aborted && shared === undefined) break;
      }
    else {
      for (let count = 0; count < threads; count++) workers.push(new Worker(file, { workerData: job }));
      const take = (found: unknown): void => {
        onFound(found as Found);
      };
      await Promise.all(workers.map((worker) => ended(worker, take, stopping.signal)));
    }
    onTick?.();
  } finally {
    clearInterval(ticker);
    forget();
    signal?.removeEventListener("abort", stop);
    await killAll();
  }
}

/** An error loses its class on the way from a thread: the message of a `RequestError` goes as a `refusal`. */
type Reply = { readonly found: unknown } | { readonly refusal: string };

function ended(worker: Worker, take: (found: unknown) => void, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (reply: Reply) => {
      if ("found" in reply) take(reply.found);
      else reject(new RequestError(reply.refusal));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code === 0 || stopped.aborted) resolve();
      else reject(new Error(`a thread ended early, with code ${code}`));
    });
  });
}

/** A thread's whole script: does the job that the thread was started with. */
export function serve(work: (job: never) => Iterable<unknown>): void {
  const post = (reply: Reply): void => parentPort?.postMessage(reply);
  try {
    for (const found of work(workerData as never)) post({ found });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    post({ refusal: error.message });
  }
}
