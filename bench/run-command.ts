import type { Command } from "commander";
import { explain } from "../cli/explain.js";
import { say } from "../cli/output.js";

/** Runs a command of the project's own. What goes wrong is one sentence, and exit code 2, as in tapir itself. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    say(`${command.name()}: ${explain(error)}\n`);
    process.exitCode = 2;
  }
}
