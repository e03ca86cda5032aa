import { execa } from "execa";
import { join } from "node:path";
import { parseDesigns } from "../../generators/request.js";
import { generic, loadLibrary } from "../../liberty/load.js";
import { Cache } from "../../sweep/cache.js";
import { jobsOf, type Sweep } from "../../sweep/jobs.js";
import type { Conditions } from "../../sweep/measure.js";
import { usualMeasures } from "../../sweep/measures.js";
import { Notebook } from "../../sweep/notebook.js";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

/** 1,000 designs: multipliers of 8 to 32 bits, pipelined and not. */
const words = "PositMult PlamMult n=8..32 es=0..3 stages=0..4".split(" ");
/** What is put into the cache in the place of each: a large one, as most are. */
const sample = "PlamMult n=16 es=1";

const usual = { seed: 1, samples: 100_000, timing: "abc", operands: "uniform", clock: 100 } as const;

/** A run of the program that found everything in the cache. */
export interface CachedRun {
  readonly what: string;
  /** Processor time of the program and the tools that it starts, user and system. */
  readonly seconds: number;
}

/**
 * What a sweep of 1,000 designs costs whose measurements are all in the cache, by form of its report: the submitter's own share of
 * a sweep on a cluster. Each measurement in the cache is the sample's.
 */
export const cachedRuns = (): Promise<CachedRun[]> =>
  withScratch(async (cwd) => {
    const library = await loadLibrary([generic]);
    const conditions: Conditions = { ...usual, library, timeLimit: 600 };
    const designs = parseDesigns(words);
    const measures = usualMeasures(designs, [library]);
    const sweep: Sweep = { designs, measures, libraries: [library], conditions };
    const notebook = new Notebook(new Cache(join(cwd, "cache")));
    const results = new Map<string, object>();
    for (const design of parseDesigns(sample.split(" ")))
      for (const measure of measures)
        results.set(measure.name, await notebook.measure(measure, design, conditions));
    const jobs = jobsOf(sweep);
    for (const job of jobs)
      await notebook.obtain(job.measure, job.design, job.conditions, () =>
        Promise.resolve(results.get(job.measure.name) ?? {}),
      );
    const runs: CachedRun[] = [];
    for (const form of ["csv", "json", "html"]) {
      const args = ["sweep", ...words, "--liberty", generic, "--cache", "cache", `--${form}`, `all.${form}`];
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++) seconds.push(await processorTime(args, cwd, jobs.length));
      runs.push({ what: `tapir sweep … --${form} FILE`, seconds: Math.min(...seconds) });
    }
    return runs;
  });

/** The least of so many runs: what else runs on the machine adds to processor time too. */
const rounds = 5;

/** @throws {Error} a measurement was not in the cache: what was measured is something else */
async function processorTime(args: readonly string[], cwd: string, jobs: number): Promise<number> {
  // The shell's own word has the time of its children, and of theirs.
  const { stdout, stderr } = await execa(
    "sh",
    ["-c", '"$@" > /dev/null; times', "sh", process.execPath, builtProgram, ...args],
    { cwd },
  );
  if (!stderr.includes(`tapir: ${jobs} of ${jobs} measurements are in the cache`))
    throw new Error(`not everything was in the cache: ${stderr}`);
  const times =
    stdout
      .trim()
      .split("\n")
      .at(-1)
      ?.match(/\d+m[\d.]+s/g) ?? [];
  return times.reduce((sum, time) => {
    const [minutes = 0, seconds = 0] = time.split(/[ms]/).map(Number);
    return sum + 60 * minutes + seconds;
  }, 0);
}
