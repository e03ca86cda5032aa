import { vi } from "vitest";
import { run } from "../../cli/program.js";
import { cacheHome, type Outcome } from "./run.js";

/* The program in the test's own process: half a second less a run than `run.ts`. */

const said = vi.hoisted(() => ({ out: [] as string[], err: [] as string[] }));

vi.mock("../../cli/output.js", () => ({
  print: (text: string) => said.out.push(text),
  say: (text: string) => said.err.push(text),
  printResult: (json: boolean, document: object, text: () => string) =>
    said.out.push(json ? JSON.stringify(document) : text()),
}));

// A wrong request ends what other designs' tools are doing, and with it the process.
vi.mock("../../tools/interrupt.js", async (original) => ({
  ...(await original<object>()),
  interruptTools: () => undefined,
}));

/** Runs the program in `cwd`, and returns what a person would see. */
export async function tapirHere(words: string, cwd: string): Promise<Outcome> {
  const home = process.cwd();
  said.out.length = 0;
  said.err.length = 0;
  process.chdir(cwd);
  process.env.XDG_CACHE_HOME = cacheHome;
  try {
    const exitCode = await run(["node", "tapir", ...words.split(" ")]);
    return { exitCode, stdout: said.out.join(""), stderr: said.err.join("").trimEnd() };
  } finally {
    process.exitCode = undefined;
    process.chdir(home);
  }
}
