import { readFileSync } from "node:fs";
import path from "node:path";
import type { Imports } from "./imports.js";

/** A row of docs/architecture.md's table of folders. */
export interface Row {
  readonly folder: string;
  /** The rows it may import; `all`: every one below it. */
  readonly imports: readonly string[] | "all";
}

const page = path.resolve(import.meta.dirname, "../../docs/architecture.md");

/** The rows that say what a folder imports, from the top of the page down. */
export function tableRows(text: string = readFileSync(page, "utf8")): Row[] {
  return [...text.matchAll(/^\| `([\w/-]+)\/` \|.*\| (.*) \|$/gm)].map(([, folder = "", imports = ""]) => ({
    folder,
    imports:
      imports === "all below" ? "all" : [...imports.matchAll(/`([\w/-]+)`/g)].map(([, name = ""]) => name),
  }));
}

const isIn = (name: string, folder: string): boolean => name === folder || name.startsWith(`${folder}/`);

/** The row that is nearest around a file. */
function rowOf(file: string, rows: readonly Row[]): Row | undefined {
  return rows
    .filter(({ folder }) => isIn(file, folder))
    .reduce<Row | undefined>(
      (a, b) => (a === undefined || b.folder.length > a.folder.length ? b : a),
      undefined,
    );
}

/** What contradicts the table, a line each: files without a row, imports that it does not have or that run up, and rows that say too much. */
export function contradictions(rows: readonly Row[], imports: Imports): string[] {
  const found: string[] = [];
  const used = new Set<string>();
  for (const [file, imported] of imports) {
    const from = rowOf(file, rows);
    if (from === undefined) found.push(`${file} stands in no folder of the table`);
    for (const target of imported) {
      const to = rowOf(target, rows);
      if (from === undefined || to === undefined || from === to) continue;
      if (rows.indexOf(to) < rows.indexOf(from)) found.push(`${file} imports ${target}: that runs up`);
      const allowed =
        from.imports === "all" ? [to.folder] : from.imports.filter((name) => name === to.folder);
      if (allowed.length === 0) found.push(`${file} imports ${target}: the table does not say so`);
      for (const name of allowed) used.add(`${from.folder} ${name}`);
    }
  }
  for (const { folder, imports: named } of rows)
    for (const name of named === "all" ? [] : named)
      if (!used.has(`${folder} ${name}`))
        found.push(`${folder}/ imports nothing of ${name}/, though the table says so`);
  return found;
}
