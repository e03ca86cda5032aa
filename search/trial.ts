import type { GateList } from "./engine/genome.js";
import type { ErrorLimits } from "./engine/limits.js";
import type { Member } from "./round.js";

/** A netlist at work, as in a network: what its errors are worth there. */
export interface Trial {
  /** Its accuracy, 0 to 1; undefined after an interruption. */
  readonly run: (list: GateList) => Promise<number | undefined>;
  /** The accuracy that a netlist must have. */
  readonly least: number;
}

/**
 * The mean error that candidates may have. A trial takes a second, and a candidate ten microseconds: so chains are kept to a mean
 * error, what they find is tried, and the mean error follows from what came of it.
 */
export interface Allowance {
  /** The largest mean relative error. */
  readonly mred: number;
  /** By so much it grows or shrinks after the next round. */
  readonly step: number;
  /** Which of both it did last; undefined: it is the first one. */
  readonly grew?: boolean | undefined;
  /** Netlists that were tried so far. */
  readonly trials: number;
}

/** Hardly any network minds so much. */
const leastMred = 0.01;

/** @param smallest the smallest start that passed: so large errors do no harm */
export const firstAllowance = ({ errors }: Pick<Member, "errors">): Allowance => ({
  mred: Math.max(leastMred, errors.mred),
  step: 2,
  trials: 0,
});

/** Twice as much after each success, or half as much after each failure; smaller steps from the first turn on. */
export function nextAllowance({ mred, step, grew, trials }: Allowance, passed: boolean): Allowance {
  const own = grew === undefined || grew === passed ? step : Math.sqrt(step);
  return { mred: passed ? mred * own : mred / own, step: own, grew: passed, trials };
}

/** Limits for chains: none is wider than what was asked for. */
export const withAllowance = (limits: ErrorLimits, allowance: Allowance | undefined): ErrorLimits =>
  allowance === undefined ? limits : { ...limits, mred: Math.min(limits.mred, allowance.mred) };

/** So many that pass are enough for the next round. */
const enough = 2;

/**
 * Tries what a round has found, the smallest first, until enough have passed.
 * @returns those that have; undefined after an interruption
 */
export async function tried(
  found: readonly Member[],
  { run, least }: Trial,
  allowance: Allowance,
): Promise<{ members: Member[]; allowance: Allowance } | undefined> {
  const members: Member[] = [];
  let { trials } = allowance;
  let passed = true;
  for (const [at, member] of found.toSorted((one, other) => one.area - other.area).entries()) {
    const accuracy = await run(member.list);
    if (accuracy === undefined) return undefined;
    trials++;
    if (accuracy >= least) members.push({ ...member, accuracy });
    else if (at === 0) passed = false;
    if (members.length === enough) break;
  }
  return { members, allowance: nextAllowance({ ...allowance, trials }, passed) };
}
