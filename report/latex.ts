import { renderTemplate } from "../tools/template.js";
import type { Column } from "./table.js";

/**
 * A table in LaTeX, for the package booktabs; the text is UTF-8 and needs no other package.
 * @param origin goes above the table as a comment, on one line
 */
export function latexReport<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  origin: string,
): string {
  return renderTemplate("report/table.tex.hbs", {
    origin: origin.replaceAll(/\s+/g, " "),
    alignment: columns.map(({ align }) => (align === "right" ? "r" : "l")).join(""),
    head: columns.map(({ title }) => latexText(title)).join(" & "),
    rows: rows.map((row) => columns.map((column) => latexText(column.cell(row))).join(" & ")),
  });
}

/** A text as LaTeX shows it, a number's minus as such. */
export const latexText = (text: string): string =>
  /^-[\d.,]+$/.test(text)
    ? `$-$${text.slice(1)}`
    : text.replaceAll(/[\\{}$&#^_~%<>|"µ²·×–…]/g, (character) => spellings[character] ?? character);

const spellings: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "^": "\\textasciicircum{}",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "%": "\\%",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  '"': "''",
  µ: "$\\mu$",
  "²": "$^2$",
  "·": "$\\cdot$",
  "×": "$\\times$",
  "–": "--",
  "…": "\\ldots{}",
};
