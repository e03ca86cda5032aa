import { CommanderError, type Command } from "commander";
import { explain } from "../cli/explain.js";
import { say } from "../cli/output.js";

/** Runs a command of the project's own. What goes wrong is one sentence, and exit code 2, as in tapir itself. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.exitOverride().parseAsync();
  } catch (error) {
    // Commander has said what is wrong; help is an error to it too, of code 0.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      say(`${command.name()}: ${explain(error)}\n`);
      process.exitCode = 2;
    }
  }
}
