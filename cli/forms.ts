import { isFailed, type Failed } from "../library/outcomes.js";
import {
  csvReport,
  hiddenColumn,
  markdownReport,
  recordsOf,
  terminalTable,
  type Cell,
  type Column,
} from "../report/table.js";
import { print, printResult } from "./output.js";
import { terminalWidth } from "./terminal.js";

/** In which form a command that has tables prints them, by `jsonOption`, `csvOption` and `markdownOption`; none: for a person. */
export interface FormOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
}

/** What is printed: texts, for people only, and tables. */
export type Part = string | Table;

interface Table {
  readonly forPeople: (form: "terminal" | "markdown") => string;
  /** The rows of the CSV. */
  readonly records: Readonly<Record<string, Cell>>[];
}

/** A table as a part of what is printed; without rows it is only left out. */
export const table = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table => ({
  forPeople: (form) => {
    if (rows.length === 0) return "";
    return form === "markdown"
      ? markdownReport(columns, rows)
      : terminalTable(columns, rows, terminalWidth());
  },
  records: recordsOf(columns, rows),
});

/** What went wrong with designs: a line each for people, a row each in the CSV. */
export function failed(outcomes: readonly object[]): Table {
  const failures = outcomes.filter((outcome): outcome is Failed => isFailed(outcome));
  return {
    forPeople: () => failures.map(({ design, error }) => `${design}: ${error}`).join("\n\n"),
    records: recordsOf(
      [
        hiddenColumn("design", ({ design }: Failed) => design),
        hiddenColumn("error", ({ error }: Failed) => error),
      ],
      failures,
    ),
  };
}

/**
 * Prints what a command found, in the form asked for.
 * @param document of `--json`
 * @param parts the tables, and what is said about them
 * @param gap between parts on a terminal
 */
export function printForms(
  { json = false, csv = false, markdown = false }: FormOptions,
  document: object,
  parts: () => readonly Part[],
  gap = "\n\n",
): void {
  if (csv) {
    print(csvReport(parts().flatMap((part) => (typeof part === "string" ? [] : part.records))));
    return;
  }
  const form = markdown ? "markdown" : "terminal";
  printResult(json, document, () =>
    parts()
      .map((part) => (typeof part === "string" ? part : part.forPeople(form)))
      .filter((text) => text !== "")
      .join(markdown ? "\n\n" : gap),
  );
}
