import { access, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { accumulators } from "../nn/kernels/index.js";
import { writeWholeFile } from "../tools/whole-files.js";

/** A job as a task reads it. */
const taskJob = z.object({
  /** The job's name, unique in the sweep. */
  spec: z.string(),
  design: z.string(),
  measure: z.string(),
  /** Index of the library among the plan's. */
  library: z.int(),
});
const taskFile = z.object({ jobs: z.array(taskJob) });

/** What all tasks of a run need to know. Nothing of it is looked up by the task: nodes differ. */
const planFile = z.object({
  tapir: z.string(),
  cache: z.string(),
  /** For each library the paths of its files; none: the usual library. */
  libraries: z.array(z.array(z.string())),
  dontUse: z.array(z.string()),
  conditions: z.record(z.string(), z.unknown()),
  /** What accuracy is measured on, as `--net` and its options say it; none where it is not. */
  network: z
    .object({
      net: z.string(),
      data: z.string().optional(),
      images: z.int().optional(),
      fold: z.boolean().optional(),
      acc: z.enum(accumulators).optional(),
    })
    .optional(),
  /** Somebody's module among the designs, as `--as` and its companions say it; none where all are ours. */
  foreign: z
    .object({
      /** The design's name in jobs. */
      spec: z.string(),
      files: z.array(z.string()),
      as: z.string(),
      top: z.string().optional(),
      port: z.string().optional(),
      parameter: z.string().optional(),
      tie: z.string().optional(),
      /** Of what was read where the sweep was started. */
      digest: z.string(),
    })
    .optional(),
  /** For each measure and library, one job's key: it has the versions of all tools. */
  expected: z.array(z.object({ job: taskJob, key: z.record(z.string(), z.unknown()) })),
});

export type TaskJob = z.infer<typeof taskJob>;
export type Plan = z.infer<typeof planFile>;

/**
 * The folder of one run, on a file system that all nodes see:
 *
 *     plan.json           what all tasks have in common
 *     tasks/1-0.json      the jobs of task 0 of round 1
 *     journals/1-0.jsonl  what it has begun and done
 *     logs/1-0.log        what it printed
 *     cancelled           the last round that was cancelled, if any
 */
export class RunFolder {
  constructor(readonly path: string) {}

  async make(plan: Plan): Promise<void> {
    for (const name of ["tasks", "journals", "logs"]) await mkdir(join(this.path, name), { recursive: true });
    await writeWholeFile(join(this.path, "plan.json"), JSON.stringify(plan, null, 1));
  }

  async plan(): Promise<Plan> {
    return planFile.parse(JSON.parse(await readFile(join(this.path, "plan.json"), "utf8")));
  }

  async writeTasks(round: number, tasks: readonly (readonly TaskJob[])[]): Promise<void> {
    for (const [index, jobs] of tasks.entries())
      await writeWholeFile(this.taskPath(`${round}-${index}`), JSON.stringify({ jobs }));
  }

  async task(name: string): Promise<readonly TaskJob[]> {
    return taskFile.parse(JSON.parse(await readFile(this.taskPath(name), "utf8"))).jobs;
  }

  /** Every task that ever went out: `1-0`, `1-1`, `2-0`. Empty where there is no such run. */
  async tasks(): Promise<string[]> {
    const names = await readdir(join(this.path, "tasks")).catch(() => []);
    return names.filter((name) => /^\d+-\d+\.json$/.test(name)).map((name) => name.replace(".json", ""));
  }

  /** Remembers that the rounds so far were cancelled: what the engine still shows of them is about to end. */
  async markCancelled(round: number): Promise<void> {
    await writeWholeFile(join(this.path, "cancelled"), String(round));
  }

  /** The last round that was cancelled; 0 where none was. */
  async lastCancelled(): Promise<number> {
    return Number(await readFile(join(this.path, "cancelled"), "utf8").catch(() => "0"));
  }

  /** Whether the run is still there: whoever reports its results removes it. */
  async isThere(): Promise<boolean> {
    return access(join(this.path, "plan.json")).then(
      () => true,
      () => false,
    );
  }

  /** The last lines that a task printed. */
  async lastLines(task: string): Promise<string> {
    const text = await readFile(this.logPath(task), "utf8").catch(() => "");
    return text.trimEnd().split("\n").slice(-5).join("\n").slice(-1000);
  }

  logPath(task: string): string {
    return join(this.path, "logs", `${task}.log`);
  }

  get journals(): string {
    return join(this.path, "journals");
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }

  taskPath(task: string): string {
    return join(this.path, "tasks", `${task}.json`);
  }
}
