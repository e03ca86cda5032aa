import { decidedAtBest, type Tally } from "./findings.js";

/**
 * - `pass`: the vectors show as many faults as the goal asks, and every mutant, even if all that is undecided is missed;
 * - `fail`: they do not, even if all that is undecided is redundant;
 * - `undecided`: what is undecided makes the difference.
 */
export type AuditVerdict = "pass" | "fail" | "undecided";

/** @param goal least coverage of faults that passes, 0 to 1 */
export function auditVerdict(faults: Tally, mutants: Tally, goal: number): AuditVerdict {
  if (isGood(faults, mutants, goal)) return "pass";
  return isGood(decidedAtBest(faults), decidedAtBest(mutants), goal) ? "undecided" : "fail";
}

const isGood = (faults: Tally, mutants: Tally, goal: number): boolean =>
  faults.coverage >= goal && mutants.survivors.length === 0;
