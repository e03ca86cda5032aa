import { stringify } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";

/** One column of a table over rows of type `Row`. */
export interface Column<Row> {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align: "left" | "right";
  readonly cell: (row: Row) => string;
}

const gap = "  ";

/** A table for a terminal: columns and space, no lines. */
export function terminalTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ""))));
  const padded = (text: string, at: number): string => {
    const space = " ".repeat((widths[at] ?? 0) - widthOf(text));
    return columns[at]?.align === "right" ? space + text : text + space;
  };
  return lines.map((line) => line.map(padded).join(gap).trimEnd()).join("\n");
}

/** Characters; those of twice the width do not occur in designs and figures. */
const widthOf = (text: string): number => text.length;

/** A table in Markdown or for a terminal. */
export const tableFor =
  (markdown = false) =>
  <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
    (markdown ? markdownReport : terminalTable)(columns, rows);

export function markdownReport<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  return markdownTable([columns.map(({ title }) => title), ...cells], {
    align: columns.map(({ align }) => align),
  });
}

/** Flat records as CSV (RFC 4180) under their own field names; a missing value is an empty field. */
export function csvReport(records: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return stringify([...records], { header: true, columns });
}
