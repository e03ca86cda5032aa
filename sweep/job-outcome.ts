import { ToolError } from "../tools/tool.js";
import type { Job } from "./jobs.js";
import type { Measure } from "./measure.js";
import { Unmeasurable, type Notebook } from "./notebook.js";
import { figuresOf, type JobOutcome } from "./results.js";

/** What is in the cache of many jobs, by their names. */
export async function cachedOutcomes(
  jobs: readonly Job[],
  notebook: Notebook,
): Promise<Map<string, JobOutcome>> {
  const results = await notebook.findAll(jobs, isDispensable);
  return new Map(
    jobs.flatMap(({ spec, measure }, index): [string, JobOutcome][] => {
      const result = results[index];
      return result === undefined ? [] : [[spec, { figures: figuresOf(measure, result) }]];
    }),
  );
}

/** The seconds that a job's result in the cache took. */
export async function cachedSeconds(job: Job, notebook: Notebook): Promise<number | undefined> {
  const [result] = await notebook.findAll([job], isDispensable);
  return (result as { seconds?: number } | undefined)?.seconds;
}

/**
 * Measures, or finds in the cache.
 * @throws what `Notebook.measure` throws, apart from what concerns this design or a tool that can be done without
 */
export async function outcomeOf(
  { measure, design, conditions }: Job,
  notebook: Notebook,
): Promise<JobOutcome> {
  try {
    return { figures: figuresOf(measure, await notebook.measure(measure, design, conditions)) };
  } catch (error) {
    if (isDispensable(measure, error)) return { obstacle: error.message };
    if (error instanceof Unmeasurable) return { failure: error.message };
    throw error;
  }
}

const isDispensable = ({ optional }: Measure, error: unknown): error is ToolError =>
  optional === true && error instanceof ToolError && error.failure === "missing";
