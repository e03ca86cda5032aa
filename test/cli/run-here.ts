import pLimit from "p-limit";
import { vi } from "vitest";
import { run } from "../../cli/program.js";
import type { Outcome, Surroundings } from "./run.js";

/*
 * The program in the test's own process: a third of a second of processor time less a run than `run.ts`. Exit codes,
 * signals, threads and what the shell does with streams are those of a process: they are tested with `run.ts`.
 */

const written = vi.hoisted((): Record<number, string> => ({}));

vi.mock("../../cli/streams.js", async (original) => ({
  ...(await original<object>()),
  writeAll: (descriptor: number, text: string) => {
    written[descriptor] = (written[descriptor] ?? "") + text;
  },
}));

// A wrong request ends what other designs' tools are doing, and with it the process.
vi.mock("../../tools/interrupt.js", async (original) => ({
  ...(await original<object>()),
  interruptTools: () => undefined,
}));

/** One at a time: they share the working folder, the environment and what is written. */
const oneByOne = pLimit(1);

/**
 * Runs the program, and returns what a person would see: as `tapir` of `run.ts`, without the last newlines.
 * @param words one text without quotes, or word by word
 */
export function tapirHere(
  words: string | readonly string[],
  { cwd, env = {} }: Surroundings = {},
): Promise<Outcome> {
  const given = typeof words === "string" ? words.split(" ").filter((word) => word !== "") : words;
  return oneByOne(async () => {
    const home = process.cwd();
    for (const descriptor of [1, 2]) written[descriptor] = "";
    if (cwd !== undefined) process.chdir(cwd);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    try {
      const exitCode = await run(["node", "tapir", ...given]);
      const [stdout = "", stderr = ""] = [1, 2].map((descriptor) => written[descriptor]?.replace(/\n$/, ""));
      return { exitCode, stdout, stderr };
    } finally {
      process.exitCode = undefined;
      process.chdir(home);
      vi.unstubAllEnvs();
    }
  });
}
