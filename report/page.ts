import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { packageRoot } from "../tools/package-root.js";
import { programRoot } from "../tools/program-root.js";
import { renderTemplate, type View } from "../tools/template.js";
import type { PageData, Sources } from "./page/data.js";
import type { Figure, Results, Row } from "./results.js";
import type { Column } from "./table.js";
import { everyColumn, failureTexts, footnotes, tableColumns } from "./sweep-tables.js";

/** The plots of a page, as the kinds of quantity on x and y. A plot without figures of both kinds is left out. */
const usualPlots = [
  ["area", "error"],
  ["delay", "area"],
  ["delay", "energy"],
] as const;

/** The fields of each kind of quantity; the first that there is becomes the axis. */
const kinds: Readonly<Record<(typeof usualPlots)[number][number], RegExp>> = {
  area: /^(area_um2|nand2_equivalents)$/,
  delay: /^delay_(ns|fo4)$/,
  error: /^mred_/,
  energy: /^energy_/,
};

/**
 * A sweep as one page of HTML that needs nothing else: tables, plots, Verilog, commands.
 * @param fields the table's columns; default: those of every table
 * @param schematics SVG by module name, of designs that have one
 * @throws {RequestError} there is no such column
 */
export function htmlPage(
  results: Results,
  fields?: readonly string[],
  schematics: ReadonlyMap<string, string> = new Map(),
): string {
  const columns = tableColumns(results, fields).filter(({ field }) => field !== "design");
  const plots = plotsOf(results);
  const [widest = 0, ...widths] = widthsOf([plainDesign, ...columns], results.designs);
  return renderTemplate("report/page.html.hbs", {
    generator: html(`tapir ${results.tapir}`),
    title: html(titleOf(results)),
    made: html(`Measured with ${[`tapir ${results.tapir}`, ...footnotes(results)].join(", ")}.`),
    conditions: html(conditionsOf(results)),
    style: readFileSync(join(programRoot(), "templates", "report", "page.css"), "utf8"),
    example: html(exampleOf(results)),
    count: `${results.designs.length} designs`,
    plots: plots.length > 0 && plots,
    tracks: [`minmax(${widest}ch, 1fr)`, ...widths.map((width) => `${width}ch`)].join(" "),
    width: `${widths.reduce((sum, width) => sum + width, widest)}ch`,
    headings: [
      { field: "design", title: "design", number: false },
      ...columns.map(({ field, title, align }) => ({ field, title: html(title), number: align === "right" })),
    ],
    rows: results.designs.map((row, index) => ({
      index: String(index),
      design: html(row.design),
      cells: columns.map(({ cell, align }) => ({ text: html(cell(row)), number: align === "right" })),
    })),
    failures: failuresOf(results),
    data: inScript(JSON.stringify(pageData(results, schematics))),
    script: inScript(readFileSync(join(packageRoot, "dist", "page", "page.js"), "utf8")),
  });
}

function pageData(results: Results, schematics: ReadonlyMap<string, string>): PageData {
  const columns = everyColumn(results);
  const severalLibraries = new Set(results.designs.map(({ library }) => library)).size > 1;
  return {
    columns: columns.map(({ field, title, figure }) => ({
      field,
      title,
      ...(figure?.better !== undefined && { better: figure.better }),
    })),
    rows: results.designs.map((row) => ({
      design: row.design,
      series: severalLibraries ? `${row.operator}, ${row.library}` : row.operator,
      command: row.command,
      values: Object.fromEntries(columns.map(({ field, value }) => [field, value(row)])),
      texts: Object.fromEntries(columns.map(({ field, cell }) => [field, cell(row)])),
    })),
    sources: deflateRawSync(JSON.stringify(sourcesOf(results, schematics))).toString("base64"),
  };
}

const sourcesOf = ({ designs }: Results, schematics: ReadonlyMap<string, string>): Sources[] =>
  designs.map(({ module, verilog }) => {
    const schematic = schematics.get(module);
    return { verilog, ...(schematic !== undefined && { schematic }) };
  });

const plainDesign: Pick<Column<Row>, "title" | "cell"> = { title: "design", cell: ({ design }) => design };

/** The width of each column in digits: of its longest text, or its heading with the mark of sorting. */
function widthsOf(columns: readonly Pick<Column<Row>, "title" | "cell">[], rows: readonly Row[]): number[] {
  const padding = 3;
  return columns.map(({ title, cell }) => {
    const texts = rows.map((row) => cell(row).length);
    return padding + texts.reduce((most, length) => Math.max(most, length), title.length + 3);
  });
}

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
function exampleOf(results: Results): string {
  const [first] = results.designs;
  const axis = results.columns.find((figure) => isAxis(results, figure));
  return [
    first?.operator ?? "",
    `objective=${first?.objective ?? ""}`,
    ...(axis === undefined ? [] : [`${axis.field}<500`]),
  ].join(" ");
}

function plotsOf(results: Results): View[] {
  const axes = results.columns.filter((figure) => isAxis(results, figure));
  const pick = (kind: keyof typeof kinds): Figure | undefined =>
    axes.find(({ field }) => kinds[kind].test(field));
  const choices = (chosen: Figure): View[] =>
    axes.map((axis) => ({
      field: axis.field,
      title: html(axis.unit === "" ? axis.title : `${axis.title} ${axis.unit}`),
      selected: axis.field === chosen.field,
    }));
  return usualPlots.flatMap(([over, of]) => {
    const [x, y] = [pick(over), pick(of)];
    return x === undefined || y === undefined ? [] : [{ x: choices(x), y: choices(y) }];
  });
}

const isAxis = ({ designs }: Results, { field, better }: Figure): boolean =>
  better !== undefined && designs.some(({ figures }) => typeof figures[field] === "number");

function failuresOf({ designs }: Results): string[] | false {
  const lines = designs.flatMap((row: Row) =>
    failureTexts(row).map((text) => html(`${row.design}, ${text}`)),
  );
  return lines.length > 0 && lines;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML shows it, between tags and in attributes. */
const html = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");

/** Keeps texts in a script or JSON from ending it early. In both, `<` stands before these words in texts only. */
const inScript = (text: string): string => text.replaceAll(/<(?=\/script|!--|script)/gi, "\\u003c");
