import { mkdir, readFile, link, unlink } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { Design } from "../generators/design.js";
import { originOf } from "../generators/origin.js";
import type { Part, Results } from "../report/results.js";
import { digestOf } from "../tools/digest.js";
import { version } from "../tools/version.js";
import { writeWholeFile } from "../tools/whole-files.js";
import { divide } from "./division.js";
import { estimatedSeconds, vectorGroup } from "./estimate.js";
import { jobsOf, type Job, type Sweep } from "./jobs.js";
import { inferenceKey } from "./measures/accuracy.js";

/** `--shard 3/8`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** A part of a sweep, to be measured as any other, and what its results say about it. */
export interface SweepPart {
  readonly sweep: Sweep;
  readonly part: Part;
}

/** Seconds that an earlier measurement took; undefined where there was none. */
type Known = (job: Job) => Promise<number | undefined>;

/** Digest of all that a sweep's results depend on, apart from tools. */
export const requestDigest = ({ designs, measures, libraries, conditions }: Sweep): string =>
  digestOf(
    JSON.stringify([
      version,
      designs.map((design) => originOf(design) ?? foreignDigest(design) ?? design.spec),
      measures.map(({ name, version: of }) => [name, of]),
      libraries.map(({ name, source }) => [name, digestOf(source)]),
      {
        ...conditions,
        timeLimit: undefined,
        inference: conditions.inference && inferenceKey(conditions.inference),
      },
    ]),
  );

/** Digest of a foreign module's files and the module around them; undefined of a design of ours. */
export const foreignDigest = ({ foreign }: Design): string | undefined =>
  foreign && digestOf(JSON.stringify(foreign.sources));

/**
 * The part of a sweep that one shard measures. Designs that share vectors stay together where that leaves the shards
 * about equal.
 * @param shared where the seconds of earlier measurements are known, and a folder in which the division is kept: the
 *   first shard decides for all. Null: estimates decide, the same ones on every machine
 */
export async function partOf(
  sweep: Sweep,
  shard: Shard,
  shared: { readonly folder: string; readonly known: Known } | null,
): Promise<SweepPart> {
  const request = requestDigest(sweep);
  const divided = (known: Known): Promise<number[][]> => dividedDesigns(sweep, shard.of, known);
  const shares =
    shared === null
      ? await divided(() => Promise.resolve(undefined))
      : await agreed(shared.folder, `${request}.${shard.of}`, () => divided(shared.known));
  const indices = shares[shard.index - 1] ?? [];
  const libraries = sweep.libraries.length;
  return {
    sweep: { ...sweep, designs: indices.flatMap((index) => sweep.designs[index] ?? []) },
    part: {
      ...shard,
      request,
      division: digestOf(JSON.stringify(shares)),
      total: sweep.designs.length * libraries,
      places: indices.flatMap((index) => sweep.libraries.map((_, library) => index * libraries + library)),
    },
  };
}

async function dividedDesigns(sweep: Sweep, count: number, known: Known): Promise<number[][]> {
  const costs = new Map<string, number>();
  for (const job of jobsOf(sweep)) {
    const seconds = (await known(job)) ?? estimatedSeconds(job);
    costs.set(job.design.spec, (costs.get(job.design.spec) ?? 0) + seconds);
  }
  return divide(
    sweep.designs.map((design) => ({ group: vectorGroup(design), cost: costs.get(design.spec) ?? 0 })),
    count,
  );
}

const division = z.array(z.array(z.int().min(0)));

/** The division that whoever came first has made; it is kept in a file of its own, which is never replaced. */
async function agreed(folder: string, name: string, make: () => Promise<number[][]>): Promise<number[][]> {
  const path = join(folder, "divisions", name);
  const read = async (): Promise<number[][]> => division.parse(JSON.parse(await readFile(path, "utf8")));
  const kept = await read().catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await make();
  const temporary = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    await mkdir(join(folder, "divisions"), { recursive: true });
    await writeWholeFile(temporary, JSON.stringify(made));
    // Unlike a rename, it fails where there is one.
    await link(temporary, path).catch(() => undefined);
    return await read();
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** The results of a part, as a document that 'tapir report' joins with the others. */
export const partResults = ({ tapir, kind, ...rest }: Results, part: Part): Results => ({
  tapir,
  kind,
  part,
  ...rest,
});
