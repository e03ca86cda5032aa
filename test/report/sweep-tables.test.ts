import { expect, test } from "vitest";
import { latexReport, latexText } from "../../report/latex.js";
import { csvRecords, everyColumn, footnotes, tableColumns } from "../../report/sweep-tables.js";
import { csvReport } from "../../report/table.js";
import { someResults, someRow } from "./results.js";

const results = someResults([
  someRow("A_1 n=8", { area_um2: 1234.56, mred_percent: -3.5, yosys: "Yosys 1", depth: 3 }),
  someRow("B n=8", { area_um2: 1 }, { parameters: { w: 4 }, failures: { error: "it broke" } }),
]);

const titles = (fields?: string[]): string[] => tableColumns(results, fields).map(({ title }) => title);

test("tables show what is meant for them, or what is asked for", () => {
  expect(titles()).toEqual(["design", "area µm²", "MRED %"]);
  expect(titles(["w", "depth", "library"])).toEqual(["w", "depth", "library"]);
  expect(() => titles(["area_um"])).toThrow(
    /no column 'area_um'; did you mean area_um2\? There are design, operator, n, w/,
  );
  const bare = someResults([
    someRow("A", { area_um2: 1 }),
    someRow("A", { area_um2: 2 }, { library: "lib_2" }),
  ]);
  expect(tableColumns(bare).map(({ field }) => field)).toEqual(["design", "library", "area_um2"]);
});

test("the CSV has every column, a missing value as an empty field, failures only where there are any", () => {
  expect(csvReport(csvRecords(results, everyColumn(results))).split("\n")).toEqual([
    "design,operator,n,w,objective,library,class,area_um2,mred_percent,yosys,depth,front,failures",
    "A_1 n=8,A_1,8,,balanced,lib_1,x·y: unsigned⟨8⟩,1234.56,-3.5,Yosys 1,3,,",
    "B n=8,B,,4,balanced,lib_1,x·y: unsigned⟨8⟩,1,,,,,error: it broke",
    "",
  ]);
});

test("what was measured with what is said once", () => {
  expect(footnotes(results)).toEqual(["lib_1", "Yosys 1"]);
});

test("LaTeX with booktabs, every special character in its place", () => {
  expect(latexReport(tableColumns(results), results.designs, "made\nby tapir").split("\n")).toEqual([
    "% made by tapir",
    "% \\usepackage{booktabs}",
    "\\begin{tabular}{@{}lrr@{}}",
    "\\toprule",
    "design & area $\\mu$m$^2$ & MRED \\% \\\\",
    "\\midrule",
    "A\\_1 n=8 & 1,234.6 & $-$3.50 \\\\",
    "B n=8 & 1.0 & -- \\\\",
    "\\bottomrule",
    "\\end{tabular}",
    "",
  ]);
  expect(latexText("a\\b{c}$&#^_~%")).toBe(
    "a\\textbackslash{}b\\{c\\}\\$\\&\\#\\textasciicircum{}\\_\\textasciitilde{}\\%",
  );
});
