import { Command, CommanderError } from "commander";
import { RequestError } from "../tools/errors.js";
import { interruptTools } from "../tools/interrupt.js";
import { version } from "../tools/version.js";
import { exit } from "./exit.js";
import { explain } from "./explain.js";
import { endOfHelp, exampleOf, overview } from "./guide.js";
import { beginWork, interruptedCode, leaveWhenInterrupted } from "./interrupt.js";
import { checkSpelling } from "./misspelt.js";
import { optionalFiles, withoutSwallowing } from "./optional-files.js";
import { print, say } from "./output.js";
import { subcommands } from "./subcommands.js";

/** `complete` is for shells, `work` for clusters: help and completion do not list them. */
const commands = {
  ...subcommands,
  complete: () => import("./commands/complete.js"),
  work: () => import("./commands/work.js"),
};

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

/** `run`, in a process that nobody else watches. */
export function runAlone(argv: readonly string[]): Promise<number> {
  leaveWhenInterrupted();
  return run(argv);
}

async function parse(given: readonly string[]): Promise<number> {
  const argv = asHelp(given);
  const program = new Command("tapir")
    .description("generates, proves and measures posit and approximate arithmetic in Verilog")
    .version(version)
    .helpCommand(false)
    .configureHelp({ formatHelp: overview })
    .showSuggestionAfterError();
  const asked = argv[2] ?? "";
  if (asked in commands) {
    const { command } = await commands[asked as keyof typeof commands]();
    program.addCommand(withEndOfHelp(command));
  } else for (const name of Object.keys(subcommands)) program.command(name);
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({
      writeOut: print,
      writeErr: say,
      outputError: (text, write) => {
        write(withRemedy(text, command.name()));
      },
    });
  const [command] = asked in commands ? program.commands : [];
  if (command !== undefined && takesDesigns(command))
    checkSpelling(argv.slice(3), (flag) =>
      command.options.some(({ long, short }) => flag === long || flag === short),
    );
  program.hook("preAction", (_, called) => {
    checkValues(called);
    beginWork();
  });
  await program.parseAsync(
    command === undefined ? argv : withoutSwallowing(argv, command.options, asked === "report"),
  );
  return Number(process.exitCode ?? exit.good);
}

/** What commander complains of, and what would be right where it does not say so. */
function withRemedy(complaint: string, command: string): string {
  const example = exampleOf(command);
  if (/^error: unknown command '[^']*'\n$/.test(complaint))
    return complaint.replace("\n", "; 'tapir help' shows them all\n");
  if (/^error: (missing required argument|required option)/.test(complaint) && example !== undefined)
    return complaint.replace("\n", `; for example: tapir ${example}\n`);
  return complaint;
}

/** @throws {RequestError} an option is given nothing, as `-o "$OUT"` does where OUT is not set */
function checkValues(command: Command): void {
  const empty = command.options.find((option) =>
    [command.getOptionValue(option.attributeName()) as unknown].flat().includes(""),
  );
  if (empty === undefined) return;
  const flag = empty.long ?? empty.flags;
  throw new RequestError(`${flag} is given an empty word; give it a value, or leave it out`);
}

const ended = new WeakSet<Command>();

/** A command is one object, however often the program runs in a process: its help gets its end once. */
function withEndOfHelp(command: Command): Command {
  if (ended.has(command)) return command;
  ended.add(command);
  if (command.options.some(({ optional }) => optional)) command.addHelpText("after", `\n${optionalFiles}`);
  return command.addHelpText("after", endOfHelp(command.name()));
}

/** `help generate` is `generate --help`. */
function asHelp(argv: readonly string[]): readonly string[] {
  const [node = "", program = "", help, name = "", ...others] = argv;
  const isOfCommand = help === "help" && name in subcommands && name !== "help";
  return isOfCommand ? [node, program, name, "--help", ...others] : argv;
}

const takesDesigns = (command: Command): boolean =>
  command.registeredArguments.some((argument) => argument.variadic && argument.required);

/** Says what went wrong. @returns the exit code: never that of a wrong design */
function report(error: unknown): number {
  // Commander has said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.good : exit.failedRequest;
  if (interruptedCode() === undefined) say(`tapir: ${explain(error)}\n`);
  return exit.failedRequest;
}
