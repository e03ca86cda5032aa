import { availableParallelism } from "node:os";
import pLimit from "p-limit";

/**
 * The cores that this process may keep busy. In a job of Slurm they are what the job was given; the machine has more, and
 * they are others'.
 */
export function cores(env: NodeJS.ProcessEnv = process.env): number {
  const given = [env.TAPIR_CORES, env.SLURM_CPUS_PER_TASK, env.SLURM_CPUS_ON_NODE]
    .map(Number)
    .find((count) => Number.isInteger(count) && count > 0);
  return given ?? availableParallelism();
}

/** Runs as many heavy tasks at a time as there are cores, tools and threads alike. Further tasks wait. */
export const withCore = pLimit(cores());
