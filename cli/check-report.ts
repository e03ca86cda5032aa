import { figure } from "../report/numbers.js";
import { terminalTable, type Column } from "../report/table.js";
import type { Claim, FormalResult } from "../formal/result.js";
import type { Check, FailedCheck } from "../library/verify-levels.js";
import { cycleLines, mismatchReport, mismatchLines } from "./mismatches.js";
import { isFailed } from "../library/outcomes.js";

/** For a person: a row for each design and level, and below them the reason of every verdict that is not good. */
export function checkReport(checks: readonly (Check | FailedCheck)[]): string {
  return [terminalTable(columns, checks), ...checks.flatMap(explain)].join("\n\n");
}

function explain(check: Check | FailedCheck): string[] {
  if (isFailed(check)) return [`${check.design}, ${check.level}: ${check.error}`];
  if ("claims" in check) return explainFormal(check);
  if ("mismatches" in check) return check.verdict === "pass" ? [] : [mismatchReport(check)];
  return [`${check.design}, ${check.level}: not applicable: ${check.failure.message}`];
}

function explainFormal({ design, level, failure, claims }: FormalResult): string[] {
  if (failure !== undefined) return [`${design}, ${level}: ${failure.kind}: ${failure.message}`];
  return claims
    .filter(({ verdict }) => verdict !== "proved")
    .map(({ claim, verdict, reason, counter_example, cycles = [] }) =>
      [
        `${design}, ${level}: ${claim} ${verdict}: ${reason ?? ""}`,
        ...cycleLines(cycles.slice(0, -1)),
        ...(counter_example === undefined ? [] : [mismatchLines(counter_example)]),
      ].join("\n"),
    );
}

const columns: readonly Column<Check | FailedCheck>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  { title: "level", align: "left", cell: ({ level }) => level },
  {
    title: "vectors",
    align: "right",
    cell: (check) => ("vectors" in check ? figure(check.vectors, 0) : "–"),
  },
  { title: "", align: "left", cell: coverage },
  {
    title: "mismatches",
    align: "right",
    cell: (check) => ("mismatches" in check ? figure(check.mismatches, 0) : "–"),
  },
  {
    title: "seconds",
    align: "right",
    cell: (check) => ("seconds" in check ? figure(check.seconds, 1) : "–"),
  },
  { title: "verdict", align: "left", cell: ({ verdict }) => verdict },
];

function coverage(check: Check | FailedCheck): string {
  if ("claims" in check) return check.claims.map(claimText).join(", ");
  if (!("exhaustive" in check) || check.vectors === 0) return "";
  return check.exhaustive ? "all there are" : check.level === "exhaustive" ? "the first" : "sampled";
}

/** A claim that is not proved says so: else it would be read as having the row's verdict. */
const claimText = ({ claim, verdict }: Claim): string =>
  verdict === "proved" ? claim : `${claim}: ${verdict}`;
