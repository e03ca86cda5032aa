#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { RequestError } from "../tools/errors.js";
import { interruptTools } from "../tools/interrupt.js";
import { ToolError } from "../tools/tool.js";
import { version } from "../tools/version.js";
import { interruptedCode } from "./interrupt.js";
import { subcommands } from "./subcommands.js";

/** 1 is a design that is wrong; 2 a request that is, or a tool that is missing. */
const requestFailed = 2;

/** `complete` is for shells: help and completion do not list it. */
const commands = { ...subcommands, complete: () => import("./commands/complete.js") };

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
  const asked = argv[2] ?? "";
  for (const [name, load] of Object.entries(commands))
    if (name === asked || !(asked in commands))
      program.addCommand((await load()).command, { hidden: !(name in subcommands) });
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
