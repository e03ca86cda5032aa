import { hiddenColumn, numberColumn, textColumn, type Column } from "../report/table.js";
import type { Claim, FormalResult } from "../formal/result.js";
import type { Check, FailedCheck } from "../library/verify-levels.js";
import type { TraceCheck } from "../library/verify-trace.js";
import { figure } from "../report/numbers.js";
import { table, type Part } from "./forms.js";
import { cycleLines, mismatchReport, mismatchLines } from "./mismatches.js";
import { iverilog } from "../sim/icarus/icarus.js";
import { installHint } from "../tools/tool.js";
import { isFailed } from "../library/outcomes.js";

/** A row for each design and level, and below them, for a person, the reason of every verdict that is not good. */
export const checkReport = (checks: readonly Row[]): Part[] => [
  table(checks, columns),
  ...(checks.some(isWithoutIcarus) ? [withoutIcarus] : []),
  ...checks.flatMap(explain),
];

const isWithoutIcarus = (check: Row): boolean => "without_icarus" in check;

const withoutIcarus = [
  "Icarus Verilog is not installed: the bit-parallel engine ran the same vectors.",
  "It runs what the generator made, does not read the Verilog's text and knows no x.",
  installHint(iverilog),
].join("\n");

function explain(check: Row): string[] {
  if (isFailed(check)) return [`${check.design}, ${check.level}: ${check.error}`];
  if ("claims" in check) return explainFormal(check);
  if ("mismatches" in check) {
    const isWrong = check.failure !== undefined || check.mismatches > 0;
    return [...(isWrong ? [mismatchReport(check)] : []), ...explainTrace(check)];
  }
  return [`${check.design}, ${check.level}: not applicable: ${check.failure.message}`];
}

function explainFormal({ design, level, failure, claims }: FormalResult): string[] {
  if (failure !== undefined) return [`${design}, ${level}: ${failure.kind}: ${failure.message}`];
  const assumed = claims.flatMap(({ claim, assumes }) =>
    assumes === undefined ? [] : [`${design}, ${level}: ${claim} proved where ${assumes}`],
  );
  const open = claims
    .filter(({ verdict }) => verdict !== "proved")
    .map(({ claim, verdict, reason, counter_example, cycles = [] }) =>
      [
        `${design}, ${level}: ${claim} ${verdict}: ${reason ?? ""}`,
        ...cycleLines(cycles.slice(0, -1)),
        ...(counter_example === undefined ? [] : [mismatchLines(counter_example)]),
      ].join("\n"),
    );
  return [...assumed, ...open];
}

/** Sums of a trace that the golden model does not confirm. */
function explainTrace({ design, level, recorded }: TraceCheck): string[] {
  if (recorded === undefined || recorded.differing === 0) return [];
  const { trace, layer, sums, differing, first_differing } = recorded;
  return [
    [
      `${design}, ${level}: ${figure(differing, 0)} of ${figure(sums, 0)} sums of ${layer} in ${trace} are not the golden model's, of which the first ${first_differing.length}:`,
      ...first_differing.map(
        (each) =>
          `  line ${each.sum + 2}: image ${each.image}, channel ${each.channel}, position ${each.position}: recorded r ${each.recorded_r}, value ${each.recorded}; golden r ${each.golden_r}, value ${each.golden}`,
      ),
    ].join("\n"),
  ];
}

type Row = Check | TraceCheck | FailedCheck;

const columns: readonly Column<Row>[] = [
  textColumn("design", "design", ({ design }) => design),
  textColumn("level", "level", ({ level }) => level),
  numberColumn("vectors", "vectors", 0, (check) => ("vectors" in check ? check.vectors : null)),
  textColumn("", "coverage", coverage),
  numberColumn("mismatches", "mismatches", 0, (check) => ("mismatches" in check ? check.mismatches : null)),
  numberColumn("seconds", "seconds", 1, (check) => ("seconds" in check ? check.seconds : null)),
  {
    ...textColumn<Row>("verdict", "verdict", ({ verdict }) => verdict),
    cell: (check) =>
      isWithoutIcarus(check) ? `${check.verdict} (bit-parallel engine, no Icarus)` : check.verdict,
  },
  hiddenColumn("reason", (check) => explain(check).join("\n") || null),
  hiddenColumn("without_icarus", (check) => (isWithoutIcarus(check) ? "yes" : null)),
];

function coverage(check: Row): string {
  if ("claims" in check) return check.claims.map(claimText).join(", ");
  if (!("exhaustive" in check) || check.vectors === 0) return "";
  if ("recorded" in check)
    return `${figure(check.recorded.sums, 0)} sums of ${check.recorded.layer}, ${figure(check.recorded.differing, 0)} differ`;
  return check.exhaustive ? "all there are" : check.level === "exhaustive" ? "the first" : "sampled";
}

/** A claim that is not proved says so: else it would be read as having the row's verdict. */
const claimText = ({ claim, verdict }: Claim): string =>
  verdict === "proved" ? claim : `${claim}: ${verdict}`;
