import { join, resolve } from "node:path";
import { SweepRun } from "../cluster/conduct.js";
import type { Engine } from "../cluster/engine.js";
import {
  costOf,
  planOf,
  plannedJob,
  runDigest,
  tasksOf,
  type Sources,
  type PlannedJob,
} from "../cluster/plan.js";
import { processesEngine } from "../cluster/processes.js";
import { RunFolder } from "../cluster/run-folder.js";
import { slurmEngine } from "../cluster/slurm.js";
import { splitWords } from "../cluster/words.js";
import type { Cache } from "../sweep/cache.js";
import { jobsOf, type Job, type Sweep } from "../sweep/jobs.js";
import type { JobOutcome } from "../sweep/results.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted } from "../tools/interrupt.js";
import { interruptedCode, tidyUpWhenInterrupted } from "./interrupt.js";
import { print, say } from "./output.js";
import { inWords, showProgress } from "./progress.js";

/** Where a sweep's measurements are made; left out: here. */
export interface EngineOptions {
  readonly on?: "slurm" | "processes";
  readonly tasks?: number;
  readonly sbatch?: string;
  readonly detach?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Checks what can be checked before anything is looked for.
 * @throws {RequestError} options that mean nothing together
 */
export function checkEngineOptions(options: EngineOptions & { shard?: unknown; cache?: unknown }): void {
  const { on, tasks, sbatch, detach, dryRun } = options;
  const idle = Object.entries({
    "--tasks": tasks,
    "--sbatch": sbatch,
    "--detach": detach,
    "--dry-run": dryRun,
  }).find(([, value]) => value !== undefined);
  if (on === undefined && idle !== undefined)
    throw new RequestError(`${idle[0]} says how work goes to a cluster; add --on slurm`);
  if (on === undefined) return;
  if (options.shard !== undefined) throw new RequestError("--on divides the sweep itself; leave --shard out");
  if (options.cache === false)
    throw new RequestError(
      "tasks hand results over in the cache's folder; leave --no-cache out, or name a --cache that all nodes share",
    );
  if (on !== "slurm" && sbatch !== undefined) throw new RequestError("--sbatch is for --on slurm");
  if (detach === true && on !== "slurm")
    throw new RequestError(
      "--detach is for --on slurm: processes that wait for a core end with this program",
    );
  if (sbatch !== undefined) splitWords(sbatch);
}

/** What is left of a run once its results are reported. */
export interface Measured {
  readonly outcomes: Map<string, JobOutcome>;
  /** Removes the run's folder, so that the same command measures failures anew. */
  readonly forget: () => Promise<void>;
}

/**
 * Measures what is not in the cache on an engine.
 * @param jobs without those in the cache
 * @returns null where nothing is to be reported yet: the run was only planned, went out, or was interrupted
 * @throws {ToolError} the engine is missing or refuses
 */
export async function measureOn(
  sweep: Sweep,
  jobs: readonly Job[],
  source: Sources,
  cache: Cache | null,
  options: EngineOptions,
): Promise<Measured | null> {
  if (cache === null)
    throw new RequestError(
      "--on needs a cache that can be written, on a file system that all nodes share: name one with --cache",
    );
  tidyUpWhenInterrupted();
  const plan = await planOf(sweep, jobsOf(sweep), source, resolve(cache.folder));
  const digest = runDigest(sweep, plan);
  const folder = new RunFolder(join(plan.cache, "runs", digest));
  // Tasks that were detached have left everything in the cache.
  if (jobs.length === 0 && options.dryRun !== true)
    return { outcomes: new Map(), forget: () => folder.remove() };
  const engine: Engine =
    options.on === "slurm"
      ? await slurmEngine(folder.path, splitWords(options.sbatch ?? ""))
      : processesEngine(folder.path);
  const planned = jobs.map((job) => plannedJob(sweep, job));
  if (options.dryRun === true) {
    print(dryRun(engine, `tapir-${digest}`, planned, options.tasks));
    return null;
  }
  const run = new SweepRun({
    engine,
    folder,
    plan,
    name: `tapir-${digest}`,
    jobs: planned,
    tasks: options.tasks,
    tell,
  });
  await run.begin();
  if (options.detach === true) {
    tell("the same command without --detach waits for the results and reports them");
    return null;
  }
  const progress = showProgress("sweep", planned.length);
  try {
    await run.wait(({ done, running, waiting }) => {
      progress.update("", done, `${running} running, ${waiting} waiting on ${engine.name}`);
    });
  } finally {
    progress.stop();
  }
  if (!isInterrupted()) return { outcomes: run.outcomes(), forget: () => folder.remove() };
  const done = `${run.outcomes().size} of ${planned.length} measurements`;
  // A terminal that is gone says nothing of the job.
  if (interruptedCode() === lostTerminal)
    tell(`${done} are done, and the tasks go on; the same command waits for them`);
  else {
    await run.cancel();
    tell(`interrupted after ${done}; the tasks are cancelled, and the same command goes on from there`);
  }
  return null;
}

const lostTerminal = 129;

function dryRun(
  engine: Engine,
  name: string,
  jobs: readonly PlannedJob[],
  asked: number | undefined,
): string {
  const tasks = tasksOf(jobs, asked, engine.most);
  const lines = tasks.map((task, index) => {
    const about = inWords(Math.ceil(costOf(task)));
    return `task ${index}: ${task.length} measurements, about ${about}: ${task[0]?.spec ?? ""} …`;
  });
  return [engine.plan({ name: `${name}-1`, round: 1, count: tasks.length, without: [] }), ...lines, ""].join(
    "\n",
  );
}

const tell = (text: string): void => {
  say(`tapir: ${text}\n`);
};
