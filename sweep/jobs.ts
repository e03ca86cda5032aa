import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import type { Conditions, Measure } from "./measure.js";

/** A sweep measures many designs under the same conditions. */
export interface Sweep {
  readonly designs: readonly Design[];
  readonly measures: readonly Measure[];
  readonly libraries: readonly Library[];
  readonly conditions: Omit<Conditions, "library">;
}

/** One measurement of one design. */
export interface Job {
  /** The job's name, unique in a sweep, in words for a person. */
  readonly spec: string;
  readonly measure: Measure;
  readonly design: Design;
  readonly conditions: Conditions;
}

/** The jobs of a sweep, each once. A measure that does not depend on the library has one job for all libraries. */
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

/** The name of the job that measures a row's figures. */
export function jobName({ libraries }: Sweep, measure: Measure, design: Design, library: Library): string {
  const where = measure.ofLibrary && libraries.length > 1 ? ` in ${library.name}` : "";
  return `${design.spec}: ${measure.name}${where}`;
}
