import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../tools/package-root.js";

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a person would, in `cwd`. */
export async function tapir(
  words: string,
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const args = [
    join(packageRoot, "dist", "cli", "main.js"),
    ...words.split(" ").filter((word) => word !== ""),
  ];
  const { exitCode, stdout, stderr } = await execa(process.execPath, args, { reject: false, ...options });
  return { exitCode, stdout, stderr };
}
