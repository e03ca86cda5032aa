import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../tools/package-root.js";

export const exampleFile = (name: string): string => join(packageRoot, "examples", name);

/** Runs a script of `examples/` as its comment says; `folder` is where it is run. */
export async function runScript(name: string, folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa(process.execPath, [exampleFile(name), ...args], { cwd: folder });
  return stdout;
}

/** The command that the comment of a sweep file gives, without `npx tapir`. */
export async function commandOf(name: string): Promise<string> {
  const text = await readFile(exampleFile(name), "utf8");
  const [, command] = /^# {5}npx tapir (sweep examples\/.*)$/m.exec(text) ?? [];
  if (command === undefined) throw new Error(`${name} does not say how it is run`);
  return command;
}
