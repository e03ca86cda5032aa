import type { Ending } from "./engine.js";
import type { Told } from "./journal.js";
import type { PlannedJob } from "./plan.js";

/** A measurement goes out again so often. */
const mostRepeats = 2;

/** What becomes of the measurements that a task has left without outcomes. */
export interface Verdict {
  readonly failed: readonly PlannedJob[];
  readonly again: readonly PlannedJob[];
  /** Those of `again` that may be what killed the task: alone in a task, they take no others along. */
  readonly suspects: ReadonlySet<string>;
}

/**
 * Judges tasks that ended before their work did. A task begins its measurements one after the other:
 *
 *     done  done  under way, under way │ not begun …
 *                                      └ killed here
 *
 * Only what was under way may have killed it, and only that is counted. What had not begun goes out again.
 */
export class Losses {
  readonly #repeats = new Map<string, number>();

  judge(left: readonly PlannedJob[], { open }: Pick<Told, "open">, ending: Ending): Verdict {
    if (ending.kind === "cancelled") return { failed: left, again: [], suspects: new Set() };
    const underWay = left.filter(({ spec }) => open.has(spec));
    const slow = ending.kind === "time limit" ? tooSlow(open, ending.seconds) : new Set();
    const isOver = ({ spec }: PlannedJob): boolean =>
      slow.has(spec) || (this.#repeats.get(spec) ?? 0) > mostRepeats;
    for (const { spec } of underWay.length > 0 ? underWay : left)
      this.#repeats.set(spec, (this.#repeats.get(spec) ?? 0) + 1);
    const again = left.filter((job) => !isOver(job));
    const isSuspicious = ending.kind === "killed" || ending.kind === "time limit";
    const suspects = isSuspicious ? again.filter(({ spec }) => open.has(spec)) : [];
    return { failed: left.filter(isOver), again, suspects: new Set(suspects.map(({ spec }) => spec)) };
  }
}

/** What took more than half of the time that a task had; where that is unknown, what it had begun first. */
function tooSlow(open: ReadonlyMap<string, number>, seconds: number | undefined): Set<string> {
  const first = Math.min(...open.values());
  const latest = seconds === undefined ? first : seconds / 2;
  return new Set([...open].filter(([, at]) => at <= latest).map(([spec]) => spec));
}
