import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import { builtProgram, packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

/** A command's output, or why it was not run. */
export type Made = { readonly output: string } | { readonly missing: string };

/**
 * Runs a command of a page: `tapir …` or `npm run --silent …`, of this clone, in a folder of its own.
 * @param libraries where cell libraries are that the project does not bring along; undefined: nowhere
 */
export async function runFigure(command: string, libraries: string | undefined): Promise<Made> {
  const words = wordsOf(command).map((word) => {
    if (word.startsWith("examples/")) return join(packageRoot, word);
    if (!/\.lib(\.gz)?$/.test(word)) return word;
    return libraries === undefined ? word : join(libraries, basename(word));
  });
  const missing = words.find((word) => /\.lib(\.gz)?$/.test(word) && !existsSync(word));
  if (missing !== undefined) return { missing: basename(missing) };
  const [program, ...args] = words;
  const [file, given, folder] =
    program === "tapir"
      ? [process.execPath, [builtProgram, ...args], null]
      : [program ?? "", args, packageRoot];
  const { exitCode, stdout, stderr } = await withScratch(async (scratch) =>
    execa(file, given, { reject: false, timeout: mostTime_ms, cwd: folder ?? scratch }),
  );
  // a design that is wrong on purpose is found out where results are compared
  const compares = ["verify", "compare", "sweep"].includes(words[1] ?? "");
  const right = compares && words.some((word) => word.endsWith("-wrong.v")) ? 1 : 0;
  if (exitCode !== right) throw new Error(`${command}: exit code ${exitCode}\n${stderr}`);
  return { output: stdout };
}

/** What is quoted is one word. */
const wordsOf = (command: string): string[] =>
  Array.from(command.matchAll(/(?:"[^"]*"|[^\s"])+/g), ([word]) => word.replaceAll('"', ""));

/** The longest of them, the published cores, takes an hour and a half. */
const mostTime_ms = 4 * 3600 * 1000;
