import { anySize, figure } from "../report/numbers.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../report/table.js";
import type { Interval } from "../error-metrics/moments.js";
import type { ErrorFigures, RegimeFigures } from "../error-metrics/figures.js";
import type { ErrorStatistics } from "../error-metrics/sampled.js";
import { table, type Part } from "./forms.js";

/** Error statistics as tables: one row a design, then the regimes of each posit design, then how to read them. */
export function errorReport(results: readonly ErrorStatistics[]): Part[] {
  if (results.length === 0) return [];
  const hasRegimes = results.some(({ regimes }) => regimes !== null);
  const columns = [...designColumns, ...relative, ...absolute, ...(hasRegimes ? ulps : []), ...conditions];
  const regimes = results.flatMap(({ design, regimes: figures }): Part[] =>
    figures === null
      ? []
      : [
          `${design}, by the regime of the exact result:`,
          table(figures, [hiddenColumn("design", () => design), ...regimeColumns, ...relative, ...ulps]),
        ],
  );
  return [table(results, columns), ...regimes, notes(results)];
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

const right = <Row>(
  title: string,
  field: string,
  value: (row: Row) => number | null,
  cell: (row: Row) => string,
): Column<Row> => ({ ...numberColumn(title, field, 0, value), cell });

/** A mean with its confidence, which the CSV has in two columns more. */
const meanColumns = (
  title: string,
  field: "error_rate_percent" | "mean_percent" | "mred_percent",
): Column<ErrorFigures>[] => [
  right(
    title,
    field,
    (r) => r[field],
    (r) => mean(r[field], r.confidence_95?.[field]),
  ),
  hiddenColumn(`${field}_low`, (r) => r.confidence_95?.[field]?.[0]),
  hiddenColumn(`${field}_high`, (r) => r.confidence_95?.[field]?.[1]),
];

const designColumns: readonly Column<ErrorStatistics>[] = [
  textColumn("design", "design", ({ design }) => design),
  right(
    "operands",
    "compared",
    ({ compared }) => compared,
    ({ exhaustive, compared }) => `${exhaustive ? "all " : ""}${figure(compared, 0)}`,
  ),
];

const conditions: readonly Column<ErrorStatistics>[] = [
  hiddenColumn("exhaustive", ({ exhaustive }) => exhaustive),
  hiddenColumn("operands", ({ operands }) => operands),
  hiddenColumn("seed", ({ seed }) => seed),
];

const regimeColumns: readonly Column<RegimeFigures>[] = [
  right(
    "regime",
    "regime",
    ({ regime }) => regime,
    ({ regime }) => String(regime),
  ),
  numberColumn("operands", "compared", 0, ({ compared }) => compared),
];

const relative: readonly Column<ErrorFigures>[] = [
  ...meanColumns("wrong %", "error_rate_percent"),
  ...meanColumns("mean %", "mean_percent"),
  numberColumn("worst negative %", "worst_negative_percent", 2, (r) => r.worst_negative_percent),
  numberColumn("worst positive %", "worst_positive_percent", 2, (r) => r.worst_positive_percent),
  ...meanColumns("MRED %", "mred_percent"),
];

const anySized = <Row>(title: string, field: string, value: (row: Row) => number | null): Column<Row> =>
  right(title, field, value, (row) => anySize(value(row)));

const absolute: readonly Column<ErrorStatistics>[] = [
  anySized("MED", "med", (r) => r.med),
  numberColumn("NMED %", "nmed_percent", 4, (r) => r.nmed_percent),
  anySized("RMSE", "rmse", (r) => r.rmse),
  anySized("bias", "mean_error", (r) => r.mean_error),
  anySized("WCE", "wce", (r) => r.wce),
];

const ulps: readonly Column<ErrorFigures>[] = [
  anySized("mean ulps", "med_ulps", (r) => r.med_ulps),
  anySized("worst ulps", "wce_ulps", (r) => r.wce_ulps),
];
