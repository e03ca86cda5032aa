import { Command, CommanderError } from "commander";
import { interruptTools } from "../tools/interrupt.js";
import { version } from "../tools/version.js";
import { exit } from "./exit.js";
import { explain } from "./explain.js";
import { interruptedCode } from "./interrupt.js";
import { print, say } from "./output.js";
import { subcommands } from "./subcommands.js";

/** `complete` is for shells: help and completion do not list it. */
const commands = { ...subcommands, complete: () => import("./commands/complete.js") };

/**
 * Runs the program from its arguments to its exit code; it throws nothing.
 * @param argv as `process.argv` has it
 */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number;
  try {
    code = await parse(argv);
  } catch (error) {
    // Nobody waits any more for what other designs' tools are still doing.
    interruptTools();
    code = report(error);
  }
  return interruptedCode() ?? code;
}

async function parse(argv: readonly string[]): Promise<number> {
  const program = new Command("tapir")
    .description("generates, proves and measures posit and approximate arithmetic in Verilog")
    .version(version)
    .helpCommand(false)
    .showSuggestionAfterError();
  const asked = argv[2] ?? "";
  for (const [name, load] of Object.entries(commands))
    if (name === asked || !(asked in commands))
      program.addCommand((await load()).command, { hidden: !(name in subcommands) });
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: print, writeErr: say });
  await program.parseAsync(argv);
  return Number(process.exitCode ?? exit.good);
}

/** Says what went wrong. @returns the exit code: never that of a wrong design */
function report(error: unknown): number {
  // Commander has said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.good : exit.failedRequest;
  if (interruptedCode() === undefined) say(`tapir: ${explain(error)}\n`);
  return exit.failedRequest;
}
