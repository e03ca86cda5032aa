import { stringify } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import { fit, type TextColumn } from "./fit.js";
import { quantity } from "./numbers.js";

/** One value in a CSV; null where there is none. */
export type Cell = string | number | boolean | null | undefined;

/** One column of a table over rows of type `Row`. */
export interface Column<Row> {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align: "left" | "right";
  readonly cell: (row: Row) => string;
  /** Its name in CSV, which carries its unit; a column without one is for people only. */
  readonly field?: string;
  /** What CSV has of it; default: what people see. */
  readonly value?: (row: Row) => Cell;
  /** Whether it is in CSV only. */
  readonly isHidden?: boolean;
}

/** A column of texts, which stand on the left. */
export const textColumn = <Row>(
  title: string,
  field: string,
  cell: (row: Row) => string,
  value: (row: Row) => Cell = cell,
): Column<Row> => ({ title, align: "left", field, cell, value });

/** A column of numbers: as many decimals for a person, unrounded in CSV. */
export const numberColumn = <Row>(
  title: string,
  field: string,
  decimals: number,
  value: (row: Row) => number | null | undefined,
): Column<Row> => ({
  title,
  align: "right",
  field,
  cell: (row) => quantity(value(row), decimals),
  value: (row) => finite(value(row)),
});

/** What only a program needs in each row: the library, the tools, the conditions. */
export const hiddenColumn = <Row>(field: string, value: (row: Row) => Cell): Column<Row> => ({
  title: field,
  align: "left",
  field,
  cell: () => "",
  value,
  isHidden: true,
});

const finite = (value: number | null | undefined): number | null =>
  value === undefined || value === null || !Number.isFinite(value) ? null : value;

/** A table for a terminal: columns and space, no lines. @param width of the terminal; undefined: no matter how wide */
export function terminalTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width?: number,
): string {
  const { titles, cells, shown } = seen(columns, rows);
  const texts = shown.map(({ align }, at): TextColumn => {
    return { title: titles[at] ?? "", isNumber: align === "right", cells: cells.map((row) => row[at] ?? "") };
  });
  return fit(texts, width);
}

export function markdownReport<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const { titles, cells, shown } = seen(columns, rows);
  return markdownTable([titles, ...cells], { align: shown.map(({ align }) => align) });
}

/** A table in Markdown or for a terminal. */
export const tableFor =
  (markdown = false) =>
  <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
    markdown ? markdownReport(columns, rows) : terminalTable(columns, rows);

function seen<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const shown = columns.filter(({ isHidden }) => isHidden !== true);
  return {
    shown,
    titles: shown.map(({ title }) => title),
    cells: rows.map((row) => shown.map(({ cell }) => cell(row))),
  };
}

/** The rows as flat records under the columns' field names. */
export const recordsOf = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Readonly<Record<string, Cell>>[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ field, cell, value = cell }) => (field === undefined ? [] : [[field, value(row)]])),
    ),
  );

/** Flat records as CSV (RFC 4180) under their own field names; a missing value is an empty field. */
export function csvReport(records: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return stringify([...records], { header: true, columns, cast: { boolean: String } });
}
