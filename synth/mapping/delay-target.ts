import { RequestError } from "../../tools/errors.js";
import type { Library } from "../../liberty/library.js";
import { everyWay, targetedWays, type Way } from "./recipes.js";

/** A netlist that was made in a way, in the library's ns. */
export interface Attempt {
  readonly way: Way;
  readonly area: number;
  readonly delay: number;
  /** The shortest period of its clock, where it has registers and OpenSTA measured. */
  readonly minPeriod?: number;
}

/** What is to be kept below a limit: the clock's period where it is known, else the longest path. */
export const periodOf = ({ delay, minPeriod = delay }: Pick<Attempt, "delay" | "minPeriod">): number =>
  minPeriod;

/** How often the ways that are told a delay are told another. */
const rounds = 4;

/** A netlist that takes less than this part of the limit might have been made smaller. */
const close = 0.98;

/**
 * Maps in every way that there is, then again and again in those that map for a delay, telling each another than it was
 * told before by as much as its netlist missed the limit: ABC's estimates are not those it is judged by.
 * @param limit in ns
 * @param attempt makes and times netlists; of those that took too long there are none
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
      return { ...each.way, target_ps: Math.max(1, Math.round((each.way.target_ps ?? 0) * reached)) };
    });
  }
  return made;
}

/**
 * The smallest that keeps to the limit.
 * @param design for the message
 * @throws {RequestError} none does, with the best that was reached
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
  throw new RequestError(
    `${design}: a delay of ${limit} ns is out of reach; the shortest of ${made.length} netlists made was ${shortest.toFixed(3)} ns${advice}`,
  );
}

/**
 * The library's FO4 in ns.
 * @throws {RequestError} it knows no ns
 */
export function requireTime({ normalised, fo4_ns, name }: Library, design: string): number {
  if (normalised || fo4_ns === undefined)
    throw new RequestError(
      `${design}: the library ${name} knows no ns; name one that does with --liberty FILE`,
    );
  return fo4_ns;
}
