import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { circles, importsOf, programImports } from "./imports.js";
import { contradictions, tableRows, type Row } from "./table.js";

describe("the map in docs/architecture.md is the program's", () => {
  const imports = programImports();

  test("there is something to hold against it", () => {
    expect(imports.size).toBeGreaterThan(400);
    expect(tableRows().length).toBeGreaterThan(20);
  });

  test("every import is in its table, and none runs up", () => {
    expect(contradictions(tableRows(), imports)).toEqual([]);
  });

  test("CONTRIBUTING shows the same folders, in the same order", () => {
    const page = readFileSync(path.resolve(import.meta.dirname, "../../CONTRIBUTING.md"), "utf8");
    const [, shown = ""] = /## Where things go[^]*?```\n([^]*?)```/.exec(page) ?? [];
    const folders = shown.split("\n").flatMap((line) => /^[\w-]+/.exec(line)?.[0] ?? []);
    const ofTable = tableRows().map(({ folder }) => folder.split("/")[0]);
    expect(folders).toEqual([...new Set(ofTable)]);
  });

  test("one circle of files: the three that are the core of hdl/", () => {
    const core = ["expression", "nodes", "signal"].map((name) => `generators/hdl/${name}.ts`);
    expect(circles(imports)).toEqual([core]);
  });
});

// The check itself, on a program of three files.
describe("a map that is wrong is told", () => {
  const rows: readonly Row[] = [
    { folder: "top", imports: "all" },
    { folder: "middle", imports: ["low"] },
    { folder: "low", imports: [] },
  ];
  const program = (imports: Record<string, string[]>) => new Map(Object.entries(imports));
  const right = { "top/t.ts": ["middle/m.ts", "low/l.ts"], "middle/m.ts": ["low/l.ts"], "low/l.ts": [] };

  test("the right one is not", () => {
    expect(contradictions(rows, program(right))).toEqual([]);
    expect(circles(program(right))).toEqual([]);
  });

  test.each([
    [
      "an import that runs up",
      { ...right, "low/l.ts": ["top/t.ts"] },
      /low\/l.ts imports top\/t.ts: that runs up/,
    ],
    [
      "an import that the table lacks",
      { ...right, "low/k.ts": ["middle/m.ts"] },
      /low\/k.ts .* does not say so/,
    ],
    ["a folder without a row", { ...right, "new/n.ts": [] }, /new\/n.ts stands in no folder/],
    ["a row that says too much", { ...right, "middle/m.ts": [] }, /middle\/ imports nothing of low\//],
  ])("%s", (_, imports, message) => {
    expect(contradictions(rows, program(imports)).join("\n")).toMatch(message);
  });

  test("a circle", () => {
    expect(circles(program({ a: ["b"], b: ["c"], c: ["a", "d"], d: ["d"] }))).toEqual([["a", "b", "c"]]);
  });

  test("rows are read as they are written", () => {
    const table =
      "| folder | what | imports |\n|---|---|---|\n| `a/b/` | x `c` | `low`, `d/e` |\n| `a/` | y | all below |";
    expect(tableRows(table)).toEqual([
      { folder: "a/b", imports: ["low", "d/e"] },
      { folder: "a", imports: "all" },
    ]);
  });
});

// The reading of imports: every way of importing is seen.
test.each([
  'import { f } from "../golden/posit.js";',
  'import type { Posit } from "../golden/posit.js";',
  'import "../golden/posit.js";',
  'export { posit } from "../golden/posit.js";',
  'export * from "../golden/posit.js";',
  'const golden = await import("../golden/posit.js");',
  'type Posit = import("../golden/posit.js").Posit;',
])("sees %s", (source) => {
  expect(importsOf("generators/file.ts", source)).toEqual(["golden/posit.js"]);
});
