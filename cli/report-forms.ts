import { Option, type Command } from "commander";
import { latexReport } from "../report/latex.js";
import { frontNotes } from "../report/fronts.js";
import { htmlPage } from "../report/page.js";
import type { Results } from "../report/results.js";
import { csvRecords, everyColumn, failureTexts, footnotes, tableColumns } from "../report/sweep-tables.js";
import { csvReport, markdownReport, terminalTable } from "../report/table.js";
import { parseDesign } from "../generators/request.js";
import { diagramOf, elkLayOut } from "../library/diagram.js";
import { RequestError } from "../tools/errors.js";
import { isInterrupted } from "../tools/interrupt.js";
import { jsonBytes } from "../tools/json-bytes.js";
import { checkFileForms, writeFileForms } from "./file-forms.js";
import { terminalWidth } from "./terminal.js";
import { forEachDesign } from "./work.js";
import { sortOutcomes } from "../library/outcomes.js";

/** Options of every command that reports on a sweep. */
export interface ReportOptions {
  readonly columns?: readonly string[];
  readonly json?: string | true;
  readonly csv?: string | true;
  readonly markdown?: string | true;
  readonly latex?: string | true;
  readonly html?: string | true;
  readonly diagrams?: boolean;
}

type Fields = readonly string[] | undefined;
/** SVG by module name. */
type Diagrams = ReadonlyMap<string, string>;

/** Every form of a report, apart from the terminal's: a function of the results. */
const forms = {
  json: {
    format: "JSON",
    summary: "the results, of which everything else is made",
    make: (results: Results) => jsonBytes(results),
  },
  csv: {
    format: "CSV",
    summary: "CSV, every column",
    make: (results: Results, fields: Fields) =>
      csvReport(
        csvRecords(results, fields === undefined ? everyColumn(results) : tableColumns(results, fields)),
      ),
  },
  markdown: {
    format: "Markdown",
    summary: "a table in Markdown",
    make: (results: Results, fields: Fields) =>
      `${[markdownReport(tableColumns(results, fields), results.designs), ...notes(results)].join("\n\n")}\n`,
  },
  latex: {
    format: "LaTeX",
    summary: "a table in LaTeX, for the package booktabs",
    make: (results: Results, fields: Fields) =>
      latexReport(
        tableColumns(results, fields),
        results.designs,
        [`tapir ${results.tapir}`, ...footnotes(results)].join(", "),
      ),
  },
  html: {
    format: "HTML",
    summary: "one page with tables and plots, for a browser",
    make: (results: Results, fields: Fields, diagrams: Diagrams) => htmlPage(results, fields, diagrams),
  },
} as const;

type Form = keyof typeof forms;
const formNames = Object.keys(forms) as Form[];

/** Adds the options that say in which forms to report. */
export function addReportOptions(command: Command): Command {
  for (const name of formNames)
    command.addOption(
      new Option(`--${name} [file]`, `write ${forms[name].summary}; without a file, print it`),
    );
  command.option("--diagrams", "draw in the page every design's datapath");
  // As it was called before.
  command.addOption(new Option("--schematics").implies({ diagrams: true }).hideHelp());
  return command.addOption(
    new Option("--columns <fields>", "of tables, by their names in the CSV: design,area_um2").argParser(
      (text) => text.split(","),
    ),
  );
}

/**
 * Checks what can be checked before the results are there.
 * @throws {RequestError} more than one form would be printed, or a file's name does not fit what it would hold
 * @throws {ToolError} diagrams are asked for, and what lays them out is not installed
 */
export async function checkReportOptions(options: ReportOptions): Promise<void> {
  if (options.diagrams === true && options.html === undefined)
    throw new RequestError("--diagrams are drawn in the page; ask for one with --html FILE");
  if (options.diagrams === true) await elkLayOut();
  checkFileForms<Form>(options, forms);
}

/**
 * Checks the columns asked for.
 * @param results of any measurements, or of none yet
 * @throws {RequestError} there is no such column
 */
export function checkColumns(results: () => Results, { columns }: ReportOptions): void {
  if (columns !== undefined) tableColumns(results(), columns);
}

/** Draws each module once. */
async function drawAll(results: Results): Promise<Diagrams> {
  const modules = new Map(results.designs.map(({ design, module }) => [module, { spec: design, module }]));
  const drawn = await forEachDesign("diagrams", [...modules.values()], async ({ spec, module }) => ({
    module,
    svg: await diagramOf(parseDesign(spec)),
  }));
  return new Map(sortOutcomes(drawn).results.map(({ module, svg }) => [module, svg] as const));
}

/**
 * Writes and prints the results in the forms asked for, a table for a person if none is to be printed.
 * @throws {RequestError} a file cannot be written, or there is no such column
 */
export async function report(results: Results, options: ReportOptions): Promise<void> {
  checkColumns(() => results, options);
  const isDrawn = options.diagrams === true && options.html !== undefined;
  const diagrams = isDrawn ? await drawAll(results) : new Map<string, string>();
  if (isInterrupted()) return;
  const make = Object.fromEntries(
    formNames.map((name) => [name, () => forms[name].make(results, options.columns, diagrams)]),
  ) as Record<Form, () => string>;
  await writeFileForms<Form>(options, make, () => terminalReport(results, options.columns));
}

function terminalReport(results: Results, fields: Fields): string {
  return `${[terminalTable(tableColumns(results, fields), results.designs, terminalWidth()), ...notes(results)].join("\n\n")}\n`;
}

/** What stands below a table. */
function notes(results: Results): string[] {
  const fronts = frontNotes(results);
  const feet = footnotes(results);
  return [
    ...(fronts.length > 0 ? [fronts.join("\n")] : []),
    ...(feet.length > 0 ? [`${feet.join(", ")}.`] : []),
    ...results.designs.flatMap((row) => failureTexts(row).map((text) => `${row.design}, ${text}`)),
  ];
}
