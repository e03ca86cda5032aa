import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(import.meta.dirname, "../..");

/** Which of the program's files each of them imports, by their paths from the root. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** What a source file imports: relative specifiers as paths from the root, the others as they are written. */
export function importsOf(file: string, source: string): string[] {
  return ts
    .preProcessFile(source)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".") ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );
}

/** What each source file in a folder imports, tests and outside packages included. */
export function importsUnder(folder: string): Map<string, string[]> {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.posix.join(folder, name));
  return new Map(
    files.map((file) => [file, importsOf(file, readFileSync(path.join(root, file), "utf8"))] as const),
  );
}

/** The folders at the root that hold source files, tests apart: a new one is seen without being named here. */
function sourceFolders(): string[] {
  const others = new Set(["node_modules", "dist", "test"]);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !others.has(entry.name))
    .map(({ name }) => name)
    .filter((name) => importsUnder(name).size > 0);
}

/** The imports of the whole program, among its own files. */
export function programImports(): Imports {
  const all = new Map(sourceFolders().flatMap((folder) => [...importsUnder(folder)]));
  const source = (imported: string) => imported.replace(/\.js$/, ".ts");
  return new Map(
    [...all].map(([file, imported]) => [file, imported.map(source).filter((name) => all.has(name))]),
  );
}

/** The circles of files that import each other, each as a sorted list (Tarjan's strongly connected components). */
export function circles(imports: Imports): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      const reached = !index.has(next) ? visit(next) : stack.includes(next) ? (index.get(next) ?? own) : own;
      low.set(file, Math.min(low.get(file) ?? own, reached));
    }
    const lowest = low.get(file) ?? own;
    if (lowest === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) found.push(circle.sort());
    }
    return lowest;
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}
