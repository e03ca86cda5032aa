import { RequestError } from "../../tools/errors.js";
import { requireDelays } from "../sta/require-delays.js";
import type { Library } from "../../liberty/library.js";
import { everyWay, leastTarget_ps, targetedWays, type Way } from "./recipes.js";

/** The figures of a netlist, and the way it was mapped. Times are in the library's ns. */
export interface Attempt {
  readonly way: Way;
  readonly area: number;
  readonly delay: number;
  /** The shortest clock period. Absent without registers, or if OpenSTA did not measure. */
  readonly minPeriod?: number;
}

/** The time that a limit applies to: the shortest clock period if known, else the delay of the longest path. */
export const periodOf = ({ delay, minPeriod = delay }: Pick<Attempt, "delay" | "minPeriod">): number =>
  minPeriod;

/** How many rounds of mapping for a target delay there are at most. */
const rounds = 4;

/** A netlist faster than this fraction of the limit could perhaps be smaller, so it is mapped again. */
const close = 0.98;

/**
 * Maps in every way, then several times more in the ways that map for a target delay.
 *
 * Example: the limit is 1 ns, and the netlist mapped for 1000 ps takes 1.25 ns.
 * The next target is 1000 / 1.25 = 800 ps.
 * The target is corrected because ABC's estimate may differ from the delay that the netlist is judged by.
 * @param limit in ns
 * @param attempt makes and times netlists; it leaves out those whose run took too long
 */
export async function approachDelay<Made extends Attempt>(
  limit: number,
  attempt: (ways: readonly Way[]) => Promise<Made[]>,
): Promise<Made[]> {
  const made = await attempt(everyWay);
  let ways = targetedWays(limit);
  for (let round = 0; round < rounds && ways.length > 0; round++) {
    const latest = await attempt(ways);
    made.push(...latest);
    ways = latest.flatMap((each) => {
      const reached = limit / periodOf(each);
      if (reached >= 1 && reached * close <= 1) return [];
      return {
        ...each.way,
        target_ps: Math.max(leastTarget_ps, Math.round((each.way.target_ps ?? 0) * reached)),
      };
    });
  }
  return made;
}

/** No netlist was within a longest delay. */
export class DelayOutOfReach extends RequestError {}

/**
 * The smallest netlist within the limit.
 * @param limit in ns
 * @param design its spec, for the message
 * @throws {DelayOutOfReach} no netlist is within the limit; the message has the best that was reached
 */
export function smallestWithin<Made extends Attempt>(
  limit: number,
  made: readonly Made[],
  { design, objective }: { readonly design: string; readonly objective: string },
): Made {
  const fitting = made.filter((each) => periodOf(each) <= limit);
  const [first] = fitting;
  if (first !== undefined)
    return fitting.reduce((best, each) => (each.area < best.area ? each : best), first);
  const shortest = Math.min(...made.map(periodOf));
  const advice = objective === "delay" ? "" : "; objective=delay may reach more";
  throw new DelayOutOfReach(
    `${design}: a delay of ${limit} ns is out of reach; the shortest of ${made.length} netlists made was ${shortest.toFixed(3)} ns${advice}`,
  );
}

/**
 * The library's FO4 in ns.
 * @throws {RequestError} the library has no ns
 */
export function requireTime(library: Library, design: string): number {
  requireDelays(library, design);
  const { normalised, fo4_ns, name } = library;
  if (normalised || fo4_ns === undefined)
    throw new RequestError(
      `${design}: the library ${name} knows no ns; name one that does with --liberty FILE`,
    );
  return fo4_ns;
}
