import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { packageRoot } from "../tools/package-root.js";
import { programRoot } from "../tools/program-root.js";
import { renderTemplate, type View } from "../tools/template.js";
import { alternatives, axesOf, usualPlots } from "./fronts.js";
import type { PageColumn, PageData, PageGroup, PagePlot, Sources } from "./page/data.js";
import { html } from "./html.js";
import { packTexts } from "./packed-texts.js";
import { pageColumns, pageTable } from "./page-columns.js";
import type { Results, Row } from "./results.js";
import type { Column } from "./table.js";
import { failureTexts, footnotes, type SweepColumn } from "./sweep-tables.js";

/**
 * A sweep as one page of HTML that needs nothing else: tables, plots, Verilog, commands.
 * @param fields the table's columns; default: parameters, and the figures of every table
 * @param diagrams SVG by module name, of designs that have one
 * @throws {RequestError} there is no such column
 */
export function htmlPage(
  results: Results,
  fields?: readonly string[],
  diagrams: ReadonlyMap<string, string> = new Map(),
): string {
  const groups = groupsOf(results);
  const columns = pageTable(results, fields).map((column) => withLetters(column, groups));
  const data = pageData(results, groups, columns, diagrams);
  const headed = columns.map((column) => ({ ...column, number: isNumeric(results, column) }));
  // Where each parameter has a column, the operator's name is enough.
  const shortName = (row: Row): string => (fields === undefined ? row.operator : row.design);
  const [widest = 0, ...widths] = widthsOf(
    [{ title: "design", field: "design", cell: shortName }, ...columns],
    results.designs,
  );
  return renderTemplate("report/page.html.hbs", {
    generator: html(`tapir ${results.tapir}`),
    title: html(titleOf(results)),
    made: html(`Measured with ${[`tapir ${results.tapir}`, ...footnotes(results)].join(", ")}.`),
    conditions: html(conditionsOf(results)),
    style: readFileSync(join(programRoot(), "templates", "report", "page.css"), "utf8"),
    example: html(exampleOf(results, data)),
    count: `${results.designs.length} designs`,
    columns: data.columns.map(({ field, title }) => ({
      field,
      title: title === field ? "" : html(title),
    })),
    plots: data.plots.length > 0 && { presets: presets(data), x: choices(data), y: choices(data) },
    classes: data.plots.length > 0 && classes(data),
    tracks: ["2rem", `minmax(${widest}ch, 1fr)`, ...widths.map((width) => `${width}ch`)].join(" "),
    width: `calc(2rem + ${widths.reduce((sum, width) => sum + width, widest)}ch)`,
    headings: headed.map(({ field, title, number }) => ({
      field,
      title: html(title),
      ...(field !== title && { name: html(field).replaceAll("_", "_<wbr>") }),
      number,
    })),
    rows: results.designs.map((row, index) => ({
      index: String(index),
      design: html(shortName(row)),
      rest: html((data.rows[index]?.name ?? "").slice(shortName(row).length)),
      cells: headed.map(({ cell, number }) => ({ text: html(cell(row)), number })),
    })),
    failures: failuresOf(results),
    data: inScript(JSON.stringify(data)),
    script: inScript(readFileSync(join(packageRoot, "dist", "page", "page.js"), "utf8")),
  });
}

interface Group extends PageGroup {
  readonly rows: ReadonlySet<Row>;
}

function groupsOf(results: Results): Group[] {
  return alternatives(results).map(({ class: name, library, rows }, index) => {
    const end = name.lastIndexOf(": ");
    const formats = name.slice(end + 2);
    return {
      letter: letterOf(index),
      function: name.slice(0, Math.max(0, end)),
      formats: library === undefined ? formats : `${formats} in ${library}`,
      rows: new Set(rows),
    };
  });
}

/** A to Z, then AA, AB… */
const letterOf = (index: number): string =>
  (index < 26 ? "" : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** In the table a class goes by its letter, which stands above its plot. */
const withLetters = (column: SweepColumn, groups: readonly Group[]): SweepColumn =>
  column.field === "class"
    ? { ...column, cell: (row) => groups.find(({ rows }) => rows.has(row))?.letter ?? "" }
    : column;

function pageData(
  results: Results,
  groups: readonly Group[],
  shown: readonly SweepColumn[],
  diagrams: ReadonlyMap<string, string>,
): PageData {
  const columns = pageColumns(results).map((column) => withLetters(column, groups));
  const axes = new Set(axesOf(results).map(({ field }) => field));
  const series = [...new Set(results.designs.map(({ operator }) => operator))];
  return {
    columns: columns.map(({ field, title, figure }): PageColumn => ({
      field,
      name: figure?.title ?? title,
      title,
      ...(figure?.better !== undefined && axes.has(field) && { better: figure.better }),
    })),
    shown: ["front", "design", ...shown.map(({ field }) => field)],
    series,
    groups: groups.map(({ letter, function: name, formats }) => ({ letter, function: name, formats })),
    plots: usualPlots(results).map(({ x, y }): PagePlot => ({
      x: x.field,
      y: y.field,
      title: `${y.title} over ${x.title}`,
    })),
    rows: results.designs.map((row) => ({
      name: results.libraries.length > 1 ? `${row.design} in ${row.library}` : row.design,
      design: row.design,
      series: series.indexOf(row.operator),
      group: groups.findIndex(({ rows }) => rows.has(row)),
      command: row.command,
      values: Object.fromEntries(columns.map(({ field, value }) => [field, value(row)])),
      texts: Object.fromEntries(columns.map(({ field, cell }) => [field, cell(row)])),
    })),
    sources: deflateRawSync(JSON.stringify(sourcesOf(results, diagrams))).toString("base64"),
  };
}

const sourcesOf = ({ designs }: Results, diagrams: ReadonlyMap<string, string>): Sources => ({
  verilog: packTexts(designs.map(({ verilog }) => verilog)),
  diagrams: packTexts(designs.map(({ module }) => diagrams.get(module) ?? "")),
});

const isNumeric = ({ designs }: Results, { field, align }: SweepColumn): boolean =>
  align === "right" || designs.some(({ parameters }) => typeof parameters[field] === "number");

type Sized = Pick<Column<Row>, "title" | "cell"> & { readonly field: string };

/** The width of each column in digits: of its longest text or word of its heading, and what is around it. */
function widthsOf(columns: readonly Sized[], rows: readonly Row[]): number[] {
  const padding = 1.7;
  return columns.map(({ title, field, cell }) => {
    const words = [title, ...(field === title ? [] : field.split(/(?<=_)/).map((part) => part.slice(1)))];
    const texts = [...rows.map(cell), ...words];
    return padding + Math.max(...texts.map((text) => text.length));
  });
}

function presets({ plots }: PageData): View[] {
  return plots.map(({ x, y, title }) => ({ x, y, title: html(title) }));
}

const choices = ({ columns }: PageData): View[] =>
  columns.flatMap(({ field, title, better }) =>
    better === undefined ? [] : [{ field, title: html(title) }],
  );

const classes = ({ groups }: PageData): View[] | false =>
  groups.length > 1 &&
  groups.map(({ letter, function: name, formats }, index) => ({
    index: String(index),
    title: html(`${letter}  ${name}: ${formats}`),
  }));

function titleOf({ designs }: Results): string {
  const operators = [...new Set(designs.map(({ operator }) => operator))];
  const named = operators.length > 4 ? `${operators.length} operators` : operators.join(", ");
  return `${designs.length} designs: ${named}`;
}

function conditionsOf({ libraries, conditions }: Results): string {
  const said = Object.entries(conditions).filter(([, value]) => value !== null);
  return [
    ...libraries.map(
      ({ name, files, sha256 }) => `${name}: ${files.join(" + ")}, SHA-256 ${sha256.slice(0, 12)}…`,
    ),
    ...said.map(([name, value]) => `${name} ${value}`),
  ].join(" · ");
}

/** An example of a filter, shown in its field. */
function exampleOf({ designs: [first] }: Results, { columns }: PageData): string {
  const axis = columns.find(({ better }) => better !== undefined);
  const [parameter] = Object.entries(first?.parameters ?? {});
  return [
    first?.operator ?? "",
    ...(parameter === undefined ? [] : [`${parameter[0]}=${parameter[1]}`]),
    ...(axis === undefined ? [] : [`${axis.field}${axis.better === "more" ? ">50" : "<500"}`]),
  ].join(" ");
}

function failuresOf({ designs }: Results): string[] | false {
  const lines = designs.flatMap((row: Row) =>
    failureTexts(row).map((text) => html(`${row.design}, ${text}`)),
  );
  return lines.length > 0 && lines;
}

/** Keeps texts in a script or JSON from ending it early. In both, `<` stands before these words in texts only. */
const inScript = (text: string): string => text.replaceAll(/<(?=\/script|!--|script)/gi, "\\u003c");
