import { resolve } from "node:path";
import { generic } from "../liberty/load.js";
import { imagesFrom } from "../nn/data/open.js";
import { networkFrom } from "../nn/network/built-in.js";
import { divide } from "../sweep/division.js";
import { estimatedSeconds, vectorGroup } from "../sweep/estimate.js";
import type { Job, Sweep } from "../sweep/jobs.js";
import { keyOf } from "../sweep/notebook.js";
import { foreignDigest, requestDigest } from "../sweep/shards.js";
import { digestOf } from "../tools/digest.js";
import { version } from "../tools/version.js";
import type { Plan, TaskJob } from "./run-folder.js";

/** Where a sweep's libraries and network come from. */
export interface Sources {
  /** For each library the paths of its files; undefined: the usual one. */
  readonly paths: readonly (readonly string[] | undefined)[];
  readonly dontUse: readonly string[] | undefined;
  /** As a person says it. Undefined: accuracy is not measured. */
  readonly network?: Plan["network"];
  /** The files and words of a foreign module. Undefined: there is none. */
  readonly foreign?: Omit<NonNullable<Plan["foreign"]>, "spec" | "digest">;
}

/** A job that is to go out. */
export interface PlannedJob extends TaskJob {
  /** Seconds, about. */
  readonly cost: number;
  readonly group: string;
}

export const plannedJob = (sweep: Sweep, job: Job): PlannedJob => ({
  spec: job.spec,
  design: job.design.spec,
  measure: job.measure.name,
  library: sweep.libraries.indexOf(job.conditions.library),
  cost: estimatedSeconds(job),
  group: vectorGroup(job.design),
});

/**
 * What all tasks need to know.
 * @param jobs all of the sweep, whatever is known of them: the first of each kind stands for the others' tools
 * @param cache the folder
 * @throws {ToolError} a tool is missing here, so that nobody could say whether the nodes' is the same
 */
export async function planOf(
  sweep: Sweep,
  jobs: readonly Job[],
  source: Sources,
  cache: string,
): Promise<Plan> {
  const samples = new Map<string, Job>();
  for (const job of jobs) {
    const { measure, library } = plannedJob(sweep, job);
    const name = `${measure} ${library}`;
    if (!samples.has(name)) samples.set(name, job);
  }
  const expected = await Promise.all(
    [...samples.values()].map(async (job) => {
      const { spec, design, measure, library } = plannedJob(sweep, job);
      return {
        job: { spec, design, measure, library },
        key: await keyOf(job.measure, job.design, job.conditions).catch((error: unknown) => {
          if (job.measure.optional === true) return {};
          throw error;
        }),
      };
    }),
  );
  return {
    tapir: version,
    cache,
    libraries: source.paths.map((paths) =>
      (paths ?? []).map((path) => (path === generic ? path : resolve(path))),
    ),
    dontUse: [...(source.dontUse ?? [])],
    conditions: JSON.parse(JSON.stringify({ ...sweep.conditions, inference: undefined })) as Record<
      string,
      unknown
    >,
    ...(source.network !== undefined && { network: located(source.network) }),
    ...(source.foreign !== undefined && { foreign: foreignOf(sweep, source.foreign) }),
    expected,
  };
}

function foreignOf({ designs }: Sweep, words: NonNullable<Sources["foreign"]>): Plan["foreign"] {
  for (const design of designs) {
    const digest = foreignDigest(design);
    if (digest !== undefined)
      return { ...words, spec: design.spec, files: words.files.map((file) => resolve(file)), digest };
  }
  return undefined;
}

/** A task runs in another folder. */
const located = ({ net, data, ...rest }: NonNullable<Plan["network"]>): NonNullable<Plan["network"]> => ({
  net: networkFrom(net, process.cwd()),
  ...(data !== undefined && { data: imagesFrom(data, process.cwd()) }),
  ...rest,
});

/** Says whose work a run is: the same request with the same tools and the same cache is the same run. */
export const runDigest = (sweep: Sweep, { cache, expected }: Plan): string =>
  digestOf(
    JSON.stringify([requestDigest(sweep), sweep.conditions.timeLimit, cache, expected.map(({ key }) => key)]),
  ).slice(0, 12);

/** Below this, a scheduler takes longer than the work. */
const leastTask_s = 120;

/**
 * Divides jobs into tasks of about equal cost, the costliest task first, and in it the costliest job.
 * @param asked tasks; undefined: so many that each has some minutes of work
 * @param most tasks
 */
export function tasksOf(
  jobs: readonly PlannedJob[],
  asked: number | undefined,
  most: number,
): PlannedJob[][] {
  const total = jobs.reduce((sum, { cost }) => sum + cost, 0);
  const count = Math.max(1, Math.min(asked ?? Math.ceil(total / leastTask_s), most, jobs.length));
  // The measurements of a design stay together: some need what others make.
  const designs = new Map<string, PlannedJob[]>();
  for (const job of jobs) designs.set(job.design, [...(designs.get(job.design) ?? []), job]);
  const members = [...designs.values()];
  const pieces = members.map((own) => ({ group: own[0]?.group ?? "", cost: costOf(own) }));
  return divide(pieces, count)
    .map((indices) => indices.flatMap((index) => members[index] ?? []))
    .filter((task) => task.length > 0)
    .map((task) => task.sort((a, b) => b.cost - a.cost))
    .sort((a, b) => costOf(b) - costOf(a));
}

export const costOf = (jobs: readonly PlannedJob[]): number => jobs.reduce((sum, { cost }) => sum + cost, 0);
