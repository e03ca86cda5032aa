import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import type { Conditions, Measure } from "./measure.js";

/** What a sweep measures, and with what. */
export interface Sweep {
  readonly designs: readonly Design[];
  readonly measures: readonly Measure[];
  readonly libraries: readonly Library[];
  readonly conditions: Omit<Conditions, "library">;
}

/** One measurement of one design. */
export interface Job {
  /** Unique in a sweep; for a person. */
  readonly spec: string;
  readonly measure: Measure;
  readonly design: Design;
  readonly conditions: Conditions;
}

/** What there is to measure, each once: what does not depend on the library is measured for one of them. */
export function jobsOf(sweep: Sweep): Job[] {
  const jobs = sweep.designs.flatMap((design) =>
    sweep.libraries.flatMap((library) =>
      sweep.measures
        .filter((measure) => measure.obstacle?.(design, library) === undefined)
        .map((measure) => ({
          spec: jobName(sweep, measure, design, library),
          measure,
          design,
          conditions: { ...sweep.conditions, library },
        })),
    ),
  );
  return [...new Map(jobs.map((job) => [job.spec, job])).values()];
}

/** The name of the job that a row's figures come from. */
export function jobName({ libraries }: Sweep, measure: Measure, design: Design, library: Library): string {
  const where = measure.ofLibrary && libraries.length > 1 ? ` in ${library.name}` : "";
  return `${design.spec}: ${measure.name}${where}`;
}
