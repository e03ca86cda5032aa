import { decidedAtBest, type Findings } from "./findings.js";

/**
 * - `pass`: the vectors detect as many faults as the goal asks, and every mutant, even if all undecided ones are missed;
 * - `fail`: they do not, even if all undecided ones are redundant;
 * - `undecided`: the undecided ones make the difference.
 */
export type AuditVerdict = "pass" | "fail" | "undecided";

/** @param goal least coverage of faults that passes, 0 to 1 */
export function auditVerdict(faults: Findings, mutants: Findings, goal: number): AuditVerdict {
  if (isGood(faults, mutants, goal)) return "pass";
  return isGood(decidedAtBest(faults), decidedAtBest(mutants), goal) ? "undecided" : "fail";
}

const isGood = (faults: Findings, mutants: Findings, goal: number): boolean =>
  faults.coverage >= goal && mutants.survivors.length === 0;
