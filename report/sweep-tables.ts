import { RequestError } from "../tools/errors.js";
import { noSuch } from "../tools/suggestion.js";
import { frontsOfRows } from "./fronts.js";
import { quantity as print } from "./numbers.js";
import type { Figure, Results, Row, Value } from "./results.js";
import type { Column } from "./table.js";

/** A column of a sweep's table, which knows its values too. */
export interface SweepColumn extends Column<Row> {
  readonly field: string;
  readonly value: (row: Row) => Value;
  /** Undefined where it comes from the design itself. */
  readonly figure?: Figure;
}

/**
 * The columns of a sweep's table: those asked for by field name, else the design, its library where there are several,
 * all figures meant for tables that any row has, and the fronts that a row is on.
 * @throws {RequestError} there is no such column
 */
export function tableColumns(results: Results, fields?: readonly string[]): SweepColumn[] {
  const all = everyColumn(results);
  if (fields !== undefined) return fields.map((field) => columnNamed(all, field));
  const libraries = new Set(results.designs.map(({ library }) => library));
  return all.filter(({ field, figure, value }) => {
    const isThere = results.designs.some((row) => value(row) !== null);
    if (figure !== undefined) return figure.place === "table" && isThere;
    return (
      field === "design" || (field === "library" && libraries.size > 1) || (field === "front" && isThere)
    );
  });
}

/** Every column there is, in the order of the CSV. */
export function everyColumn(results: Results): SweepColumn[] {
  const { designs, columns } = results;
  const names = [...new Set(designs.flatMap(({ parameters }) => Object.keys(parameters)))];
  return [
    plain("design", ({ design }) => design),
    plain("operator", ({ operator }) => operator),
    ...names.map((name) => plain(name, ({ parameters }) => parameters[name] ?? null)),
    plain("objective", ({ objective }) => objective),
    plain("library", ({ library }) => library),
    plain("class", (row) => row.class),
    ...columns.map(figureColumn),
    { ...plain("front", frontsOfRows(results)), title: "on the front" },
  ];
}

/** One flat line of the CSV. */
export function csvRecords(results: Results, columns: readonly SweepColumn[]): Record<string, Value>[] {
  const failed = results.designs.some(({ failures }) => failures !== undefined);
  return results.designs.map((row) => ({
    ...Object.fromEntries(columns.map(({ field, value }) => [field, value(row)])),
    ...(failed && { failures: failureTexts(row).join("; ") || null }),
  }));
}

/**
 * The texts below a table, each once: libraries, the network, tools, and measures that apply to no design. Why a measure does not apply
 * to some of the designs is in the JSON.
 */
export function footnotes({ columns, designs, measures, conditions, libraries }: Results): string[] {
  const feet = columns.filter(({ place }) => place === "foot");
  const texts = feet.flatMap(({ field }) => designs.map(({ figures }) => figures[field]));
  const absent = measures.flatMap((measure) => {
    const reasons = [...new Set(designs.map(({ not_applicable }) => not_applicable?.[measure]))];
    return reasons.length === 1 && reasons[0] !== undefined ? [`no ${measure}: ${reasons[0]}`] : [];
  });
  const { network = null, data = null, images = null } = conditions;
  const tested = network === null ? [] : [`accuracy of ${network} on ${data}, ${images} images`];
  return [...new Set([...libraries.map(({ name }) => name), ...tested, ...texts, ...absent])].filter(
    (text) => typeof text === "string",
  );
}

/** A line for each measurement that failed. */
export const failureTexts = ({ failures = {} }: Row): string[] =>
  Object.entries(failures).map(([measure, message]) => `${measure}: ${message}`);

const plain = (field: string, value: (row: Row) => Value): SweepColumn => ({
  field,
  title: field,
  align: "left",
  value,
  cell: (row) => textOf(value(row)),
});

function figureColumn(figure: Figure): SweepColumn {
  const { field, title, unit, decimals } = figure;
  const value = ({ figures }: Row): Value => figures[field] ?? null;
  return {
    field,
    figure,
    title: unit === "" ? title : `${title} ${unit}`,
    align: decimals === undefined ? "left" : "right",
    value,
    cell: (row) => textOf(value(row), decimals),
  };
}

function textOf(value: Value, decimals?: number): string {
  if (value === null) return "–";
  if (typeof value === "number" && decimals !== undefined) return print(value, decimals);
  return String(value);
}

function columnNamed(columns: readonly SweepColumn[], field: string): SweepColumn {
  const found = columns.find((column) => column.field === field);
  if (found !== undefined) return found;
  const fields = columns.map((column) => column.field);
  throw new RequestError(
    noSuch(`there is no column '${field}'`, field, fields, `There are ${fields.join(", ")}`),
  );
}
