#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { RequestError } from "../tools/errors.js";
import { interruptTools } from "../tools/interrupt.js";
import { ToolError } from "../tools/tool.js";
import { version } from "../tools/version.js";
import { interruptedCode } from "./interrupt.js";

/** 1 is a design that is wrong; 2 a request that is, or a tool that is missing. */
const requestFailed = 2;

/** Each subcommand is loaded when it is asked for, so that none waits for the libraries of another. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  list: () => import("./commands/list.js"),
  help: () => import("./commands/help.js"),
  generate: () => import("./commands/generate.js"),
  eval: () => import("./commands/eval.js"),
  verify: () => import("./commands/verify.js"),
  error: () => import("./commands/error.js"),
  audit: () => import("./commands/audit.js"),
  synth: () => import("./commands/synth.js"),
  compare: () => import("./commands/compare.js"),
  sweep: () => import("./commands/sweep.js"),
  report: () => import("./commands/report.js"),
  cache: () => import("./commands/cache.js"),
};

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
});
// Nor is a terminal that has gone: what it leaves behind must still be tidied up.
process.stderr.on("error", () => undefined);

try {
  process.exitCode = await main(process.argv);
} catch (error) {
  // Nobody waits any more for what other designs' tools are still doing.
  interruptTools();
  process.exitCode = report(error);
}
process.exitCode = interruptedCode() ?? process.exitCode;

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("tapir")
    .description("generates, proves and measures posit and approximate arithmetic in Verilog")
    .version(version)
    .helpCommand(false)
    .showSuggestionAfterError();
  const asked = commands[argv[2] ?? ""];
  for (const load of asked === undefined ? Object.values(commands) : [asked])
    program.addCommand((await load()).command);
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync(argv);
  return Number(process.exitCode ?? 0);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : requestFailed;
  const interrupted = interruptedCode();
  if (interrupted !== undefined) return interrupted;
  if (error instanceof RequestError || error instanceof ToolError) {
    process.stderr.write(`tapir: ${error.message}\n`);
    return requestFailed;
  }
  throw error;
}
