import { expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import type { Equivalence } from "../../audit/equivalence.js";
import { findingsOf } from "../../audit/findings.js";
import { auditVerdict } from "../../audit/verdict.js";

const [design] = parseDesigns(["IntMult", "n=4"]);

/** Of 100 faults or mutants, what was found out about those that no vector shows. */
function hundred(unseen: Partial<Record<Equivalence["kind"], number>>) {
  if (design === undefined) throw new Error("no design");
  const all = Object.entries(unseen).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => ({
      what: kind,
      found: { kind, example: 0n, reason: "" } as Equivalence,
    })),
  );
  return findingsOf(design, 100, all);
}

test.each([
  ["pass", "all are detected", {}, {}],
  ["pass", "the others are redundant", { proved: 3 }, { proved: 4 }],
  ["pass", "the goal allows what is undecided", { undecided: 5 }, {}],
  ["fail", "more faults are missed than the goal allows", { refuted: 6 }, {}],
  ["fail", "they are, whatever else is undecided", { refuted: 6, undecided: 9 }, { undecided: 1 }],
  ["fail", "a mutant is missed", {}, { refuted: 1 }],
  ["undecided", "the goal does not allow what is undecided", { undecided: 6 }, {}],
  ["undecided", "that might be allowed, and more is missed", { refuted: 4, undecided: 2 }, {}],
  ["undecided", "a mutant is", {}, { proved: 1, undecided: 1 }],
] as const)("%s: %s", (verdict, _, faults, mutants) => {
  expect(auditVerdict(hundred(faults), hundred(mutants), 0.95)).toBe(verdict);
});
