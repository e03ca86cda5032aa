import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cores } from "../../tools/cores.js";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { hasSlurm, SlurmCluster } from "./slurm-cluster.js";

/**
 * About three quarters of a minute of work for two idle cores, of uneven pieces: one to four seconds each. What a job costs in any
 * case, its start and the tasks', takes about four seconds, so a short sweep would measure that alone. Of 9 and 10 bits an `IntMult`
 * would take fifteen and eighty, as every pair of operands is tried, and no number of tasks could divide that.
 */
const sweep = [
  ..."sweep PlamMult n=8,9,11..14 es=0..2 IntMult n=8,11..14 DrumMult n=11..14 k=4..6".split(" "),
  ..."--measures verify,synth --vectors 2000 --liberty generic".split(" "),
];

/** The same sweep, measured by this program and by tasks. */
export interface SweepTime {
  readonly what: string;
  /** From the command to its results. */
  readonly seconds: number;
}

/**
 * A sweep here, and as a task for each core, on a Slurm of this machine; the first is the local one. Empty where there is no
 * Slurm.
 * @param rounds the two take turns; the least time of each counts
 * @throws {Error} the results differ, so that the times mean nothing
 */
export const speedUp = (rounds: number): Promise<SweepTime[]> =>
  hasSlurm
    ? withScratch(async (folder) => {
        const slurm = await SlurmCluster.start(folder);
        try {
          return await sweepTimes(folder, slurm.env, rounds);
        } finally {
          await slurm.stop();
        }
      })
    : Promise.resolve([]);

async function sweepTimes(cwd: string, env: Record<string, string>, rounds: number): Promise<SweepTime[]> {
  const tasks = String(cores());
  const ways = {
    [`local, ${tasks} cores`]: ["--no-cache"],
    [`--on slurm --tasks ${tasks}`]: ["--on", "slurm", "--tasks", tasks],
  };
  const least = new Map<string, number>();
  const documents = new Set<string>();
  for (let round = 0; round < rounds; round++)
    for (const [what, words] of Object.entries(ways)) {
      const cache = words.includes("--no-cache") ? [] : ["--cache", `cache${round}`];
      const begun = performance.now();
      const args = [builtProgram, ...sweep, ...words, ...cache, "--json", "found.json"];
      await execa(process.execPath, args, { cwd, env });
      const seconds = (performance.now() - begun) / 1000;
      least.set(what, Math.min(seconds, least.get(what) ?? Infinity));
      documents.add(await readFile(join(cwd, "found.json"), "utf8"));
    }
  if (documents.size !== 1) throw new Error("the results of the two differ");
  return [...least].map(([what, seconds]) => ({ what, seconds }));
}
