import { anySize, figure } from "../report/numbers.js";
import { tableFor, type Column } from "../report/table.js";
import type { Interval } from "../error-metrics/moments.js";
import type { ErrorFigures, RegimeFigures } from "../error-metrics/figures.js";
import type { ErrorStatistics } from "../error-metrics/sampled.js";

/** Error statistics as tables: one row a design, then the regimes of each posit design, then how to read them. */
export function errorReport(results: readonly ErrorStatistics[], markdown?: boolean): string {
  if (results.length === 0) return "";
  const table = tableFor(markdown);
  const hasRegimes = results.some(({ regimes }) => regimes !== null);
  const columns = [...designColumns, ...relative, ...absolute, ...(hasRegimes ? ulps : [])];
  const regimes = results.flatMap(({ design, regimes: figures }) =>
    figures === null
      ? []
      : [
          `${design}, by the regime of the exact result:`,
          table([...regimeColumns, ...relative, ...ulps], figures),
        ],
  );
  return [table(columns, results), ...regimes, notes(results)].join("\n\n");
}

/** Which operands were measured, for a person. */
export function operandsText({ exhaustive, operands, compared, seed }: ErrorStatistics): string {
  const count = figure(compared, 0);
  if (exhaustive) return `all ${count} operands`;
  return `${count} ${operands === "corners" ? "tuples of corners" : `${operands} operands`}, seed ${seed}`;
}

function notes(results: readonly ErrorStatistics[]): string {
  const drawn = results.some(({ confidence_95 }) => confidence_95 !== null);
  const sampled = results.some(({ exhaustive }) => !exhaustive);
  return [
    "MED, RMSE, bias and WCE in units of the result, NMED of the largest one; mean: of the signed relative error.",
    ...(drawn ? ["±: 95 % confidence."] : []),
    ...(sampled ? ["Worst errors: the worst found."] : []),
    "docs/error.md defines each.",
  ].join(" ");
}

/** A mean, with the reach of its confidence interval if it has one. */
function mean(value: number, interval: Interval | null | undefined): string {
  if (!interval) return figure(value, 3);
  return `${figure(value, 3)} ±${figure(Math.max(interval[1] - value, value - interval[0]), 3)}`;
}

const right = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  title,
  align: "right",
  cell,
});

const designColumns: readonly Column<ErrorStatistics>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  right("operands", ({ exhaustive, compared }) => `${exhaustive ? "all " : ""}${figure(compared, 0)}`),
];

const regimeColumns: readonly Column<RegimeFigures>[] = [
  right("regime", ({ regime }) => String(regime)),
  right("operands", ({ compared }) => figure(compared, 0)),
];

const relative: readonly Column<ErrorFigures>[] = [
  right("wrong %", (r) => mean(r.error_rate_percent, r.confidence_95?.error_rate_percent)),
  right("mean %", (r) => mean(r.mean_percent, r.confidence_95?.mean_percent)),
  right("worst negative %", (r) => figure(r.worst_negative_percent, 2)),
  right("worst positive %", (r) => figure(r.worst_positive_percent, 2)),
  right("MRED %", (r) => mean(r.mred_percent, r.confidence_95?.mred_percent)),
];

const absolute: readonly Column<ErrorStatistics>[] = [
  right("MED", (r) => anySize(r.med)),
  right("NMED %", (r) => figure(r.nmed_percent, 4)),
  right("RMSE", (r) => anySize(r.rmse)),
  right("bias", (r) => anySize(r.mean_error)),
  right("WCE", (r) => anySize(r.wce)),
];

const ulps: readonly Column<ErrorFigures>[] = [
  right("mean ulps", (r) => anySize(r.med_ulps)),
  right("worst ulps", (r) => anySize(r.wce_ulps)),
];
