import { stringify } from "csv-stringify/sync";
import Table from "cli-table3";
import { markdownTable } from "markdown-table";

/** One column of a table over rows of type `Row`. */
export interface Column<Row> {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align: "left" | "right";
  readonly cell: (row: Row) => string;
}

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** A table for a terminal: columns and space, no lines. */
export function terminalTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align),
    chars: noLines,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => columns.map((column) => column.cell(row))));
  return table.toString().replaceAll(/ +$/gm, "");
}

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
