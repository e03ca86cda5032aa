import { execa } from "execa";
import { builtProgram } from "../../tools/package-root.js";

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Milliseconds after which the program is killed; default: never. */
  readonly timeout?: number;
}

/** Runs the built program as a person would, in `cwd`. @param words as a list where one has spaces in it */
export async function tapir(
  words: string | readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  return outcome(await start(words, surroundings));
}

/** What a person sees of a program that has ended; one that a signal has killed has no exit code. */
export const outcome = ({ exitCode, stdout, stderr }: Awaited<ReturnType<typeof start>>): Outcome => ({
  exitCode,
  stdout,
  stderr,
});

/** Starts the built program; resolves when it has ended, however it did. */
export function start(words: string | readonly string[], surroundings: Surroundings = {}) {
  const args = [
    builtProgram,
    ...(typeof words === "string" ? words.split(" ") : words).filter((word) => word !== ""),
  ];
  return execa(process.execPath, args, { reject: false, forceKillAfterDelay: 1000, ...surroundings });
}
