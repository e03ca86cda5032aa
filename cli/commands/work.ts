import { dirname } from "node:path";
import { Command } from "commander";
import { Journal } from "../../cluster/journal.js";
import { RunFolder, type Plan } from "../../cluster/run-folder.js";
import { jobsOfTask, ownNode } from "../../cluster/task.js";
import type { Design } from "../../generators/design.js";
import { Cache } from "../../sweep/cache.js";
import { outcomeOf } from "../../sweep/job-outcome.js";
import type { Job } from "../../sweep/jobs.js";
import { Notebook } from "../../sweep/notebook.js";
import type { JobOutcome } from "../../sweep/results.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { explain } from "../explain.js";
import { readForeign } from "../foreign.js";
import { say } from "../output.js";
import { failureOf, forEachDesign } from "../work.js";

/** One task of 'sweep --on': what a cluster's node runs. It has done its work when it has said what came of it. */
export const command = new Command("work")
  .description("one task of 'tapir sweep --on', which starts it itself")
  .argument("<plan>", "plan.json of the run's folder")
  .requiredOption("--task <name>", "round and number: 1-0")
  .action(async (path: string, { task }: { task: string }) => {
    const folder = new RunFolder(dirname(path));
    const journal = new Journal(folder.journals, task);
    journal.write({ node: ownNode() });
    try {
      await work(folder, task, journal);
    } catch (error) {
      if (isInterrupted()) return;
      journal.write({ refused: explain(error) });
      say(`tapir: ${explain(error)}\n`);
    }
    if (!isInterrupted()) journal.write({ done: true });
    journal.close();
  });

async function work(folder: RunFolder, task: string, journal: Journal): Promise<void> {
  const plan = await folder.plan();
  const jobs = await jobsOfTask(plan, await folder.task(task), await foreignOf(plan));
  const cache = new Cache(plan.cache, (text) => {
    say(`tapir: ${text}\n`);
  });
  const notebook = new Notebook(cache);
  await forEachDesign("work", jobs, async (job) => {
    journal.write({ begun: job.spec, at: process.uptime() });
    const outcome = await outcomeOrFailure(job, notebook);
    // What an interruption has cut short is nobody's failure.
    if (!isInterrupted()) journal.write({ job: job.spec, outcome });
    return job;
  });
}

async function foreignOf({ foreign, conditions }: Plan): Promise<Design | undefined> {
  if (foreign === undefined) return undefined;
  return (await readForeign(foreign.files, foreign, Number(conditions.timeLimit))).foreign?.design;
}

async function outcomeOrFailure(job: Job, notebook: Notebook): Promise<JobOutcome> {
  try {
    return await outcomeOf(job, notebook);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { failure };
  }
}
