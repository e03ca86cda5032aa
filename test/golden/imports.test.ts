import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** What a source file imports: relative specifiers as paths from the root, the others as they are written. */
function importsOf(file: string, source: string): string[] {
  return ts
    .preProcessFile(source)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".") ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );
}

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.posix.join(folder, name));
}

function importsUnder(folder: string): string[] {
  const files = filesUnder(folder);
  expect(files, `source files in ${folder}/`).not.toEqual([]);
  return files.flatMap((file) => importsOf(file, readFileSync(path.join(root, file), "utf8")));
}

describe("the oracle and the hardware share nothing", () => {
  test("golden/ imports nothing from outside golden/", () => {
    expect(importsUnder("golden").filter((imported) => !imported.startsWith("golden/"))).toEqual([]);
  });

  test.each(["generators/hdl", "generators/blocks"])("%s/ imports nothing of golden/", (folder) => {
    expect(importsUnder(folder).filter((imported) => imported.startsWith("golden/"))).toEqual([]);
  });
});

// The reading itself: every way of importing is seen.
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
