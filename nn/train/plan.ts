import { Crew, crewMemory, type CrewMemory } from "./crew.js";
import { sharedMemory } from "./memory.js";

/** Who trains what: plain data, of which each thread has a copy. */
export interface Plan {
  /** Runs that one thread trains, as the threads come to them. */
  readonly alone: readonly number[];
  /** The last runs, fewer than there are threads: each has a crew of its own. */
  readonly crews: readonly { readonly run: number; readonly shared: CrewMemory }[];
}

/**
 * As many runs as there are threads, or a multiple, are trained side by side: that wastes nothing. Several threads then share
 * each of those that are left over.
 *
 *     3 runs, 2 threads      thread 0   run 0 ────── run 2 ───
 *                            thread 1   run 1 ────── run 2 ───
 *
 * @param runs their numbers @param threads at least 1
 */
export function planOf(runs: readonly number[], threads: number): Plan {
  const together = runs.length % threads;
  const first = runs.length - together;
  return {
    alone: runs.slice(0, first),
    crews: runs.slice(first).map((run, at) => {
      const size = Math.floor((threads * (at + 1)) / together) - Math.floor((threads * at) / together);
      return { run, shared: crewMemory(size, sharedMemory()) };
    }),
  };
}

/** The crew that a thread belongs to at the end, and its run. @param thread its number, from 0 */
export function crewOf(
  { crews }: Plan,
  thread: number,
): { readonly run: number; readonly crew: Crew } | undefined {
  let first = 0;
  for (const { run, shared } of crews) {
    if (thread < first + shared.threads) return { run, crew: new Crew(thread - first, shared) };
    first += shared.threads;
  }
  return undefined;
}
