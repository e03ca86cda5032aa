import { hostname } from "node:os";
import { parseDesigns } from "../generators/request.js";
import type { Design } from "../generators/design.js";
import { loadLibraries } from "../liberty/load.js";
import { openTask } from "../nn/task.js";
import type { Job, Sweep } from "../sweep/jobs.js";
import type { Inference } from "../sweep/measure.js";
import { measures } from "../sweep/measures.js";
import { accuracyMeasure } from "../sweep/measures/accuracy.js";
import { foreignDigest } from "../sweep/shards.js";
import { keyOf } from "../sweep/notebook.js";
import { RequestError } from "../tools/errors.js";
import type { Plan, TaskJob } from "./run-folder.js";

/** The node that this runs on, as its scheduler calls it. */
export const ownNode = (): string => process.env.SLURMD_NODENAME ?? hostname();

/**
 * The jobs of a task, made again from a plan.
 * @param foreign the foreign module that the plan names, read on this node
 * @throws {RequestError} this node would measure something else than the plan says: another Yosys, another library
 * @throws {ToolError} a tool is missing on this node
 */
export async function jobsOfTask(
  plan: Plan,
  written: readonly TaskJob[],
  foreign: Design | undefined,
): Promise<Job[]> {
  if (foreign !== undefined && foreignDigest(foreign) !== plan.foreign?.digest)
    throw new RequestError(
      `on node ${ownNode()} ${plan.foreign?.files.join(" ")} is not what it was where the sweep was started`,
    );
  const libraries = await loadLibraries(plan.libraries, plan.dontUse);
  const inference = written.some(({ measure }) => measure === accuracyMeasure.name)
    ? inferenceOf(plan)
    : undefined;
  const designs = new Map<string, Design>(foreign && [[foreign.spec, foreign]]);
  const jobOf = ({ spec, design, measure, library }: TaskJob): Job => {
    const made = designs.get(design) ?? parseDesigns(design.split(" "))[0];
    const [how, where] = [measures.find(({ name }) => name === measure), libraries[library]];
    if (made === undefined || how === undefined || where === undefined)
      throw new RequestError(`the plan asks for '${spec}', which this version of tapir does not know`);
    designs.set(design, made);
    return {
      spec,
      design: made,
      measure: how,
      conditions: { ...(plan.conditions as Sweep["conditions"]), inference, library: where },
    };
  };
  const wanted = new Set(written.map(({ measure, library }) => `${measure} ${library}`));
  for (const { job, key } of plan.expected)
    if (wanted.has(`${job.measure} ${job.library}`)) await checkSame(jobOf(job), key);
  return written.map(jobOf);
}

/** The network and its images, read on this node. */
function inferenceOf({ network }: Plan): Inference | undefined {
  if (network === undefined) return undefined;
  const { net, acc, ...words } = network;
  return { task: openTask(net, words), acc };
}

/** What keys say of the surroundings, for a person. */
const titles: Readonly<Record<string, string>> = {
  tapir: "tapir",
  program: "tapir's own files",
  simulation: "tapir's own files",
  library: "the cell library",
  yosys: "Yosys",
  abc: "Yosys' ABC",
  simulator: "the simulator",
  opensta: "OpenSTA",
  timing: "the timing tool",
  network: "the network",
  images: "the set of labelled images",
  calibration: "the set of training images",
};

async function checkSame(job: Job, expected: Readonly<Record<string, unknown>>): Promise<void> {
  const own: Readonly<Record<string, unknown>> = await keyOf(job.measure, job.design, job.conditions);
  const different = Object.keys(expected).filter(
    (name) => JSON.stringify(own[name]) !== JSON.stringify(expected[name]),
  );
  if (different.length === 0) return;
  const told = different.map((name) => {
    const [title, here, there] = [titles[name] ?? name, short(own[name]), short(expected[name])];
    // "Yosys is Yosys 0.9" says it twice.
    return `${here.startsWith(title) ? "there is" : `${title} is`} ${here}, and ${there} where the sweep was started`;
  });
  throw new RequestError(`on node ${ownNode()} ${told.join("; ")}`);
}

/** Digests are shortened. */
const short = (value: unknown): string =>
  String(value).replace(/^[0-9a-f]{64}$/, (digest) => digest.slice(0, 8));
