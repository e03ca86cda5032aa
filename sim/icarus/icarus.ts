import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool, type ToolRun } from "../../tools/run.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { SimulationError } from "../../circuit/circuit-error.js";

const packages = { "apt-get": "iverilog", dnf: "iverilog", brew: "icarus-verilog" };
/** The compiler and the simulator of Icarus Verilog; one package brings both. */
export const iverilog: Tool = { name: "Icarus Verilog", command: "iverilog", packages };
const vvp: Tool = { name: "Icarus Verilog", command: "vvp", packages };

/** A Verilog file by name and text. */
export interface VerilogSource {
  /** As the compiler's messages shall name it, for example `PlamMult_8_0.v`; no folders. */
  readonly name: string;
  readonly text: string;
}

/** Where Icarus runs and for how long at most. */
export interface Workplace {
  /** Holds every file of the run. */
  readonly folder: string;
  /** Seconds that one run of a tool may take. */
  readonly timeLimit: number;
}

export interface Compilation {
  readonly compiled: boolean;
  /** What the compiler printed, a line each: warnings if it compiled, else errors too. */
  readonly messages: readonly string[];
}

/**
 * Compiles Verilog-2001 sources with all warnings on, for `simulate` in the same workplace; SystemVerilog where a name ends so.
 * @throws {ToolError} Icarus is missing, crashed, ran out of time or was interrupted.
 */
export async function compile(
  sources: readonly VerilogSource[],
  top: string,
  { folder, timeLimit }: Workplace,
): Promise<Compilation> {
  await Promise.all(sources.map(({ name, text }) => writeFile(join(folder, name), text)));
  const files = sources.map(({ name }) => name);
  try {
    const language = files.some((name) => /\.svh?$/.test(name)) ? "-g2012" : "-g2001";
    const args = [language, "-Wall", "-s", top, "-o", "compiled.vvp", ...files];
    const { stderr } = await runTool(iverilog, args, { cwd: folder, timeLimit });
    return { compiled: true, messages: lines(stderr) };
  } catch (error) {
    if (!isOfSource(error)) throw error;
    return { compiled: false, messages: lines(error.message) };
  }
}

/**
 * Runs what `compile` left in the workplace.
 * @param plusargs what `$value$plusargs` finds
 * @returns all that the simulation printed.
 * @throws {SimulationError} something in the sources ended it.
 * @throws {ToolError} Icarus is missing, crashed, ran out of time or was interrupted.
 */
export async function simulate(
  plusargs: Readonly<Record<string, string | number>>,
  { folder, timeLimit }: Workplace,
): Promise<string> {
  const values = Object.entries(plusargs).map(([name, value]) => `+${name}=${value}`);
  let run: ToolRun;
  try {
    // -n: a $stop ends the run instead of waiting for a person
    run = await runTool(vvp, ["-n", "compiled.vvp", ...values], { cwd: folder, timeLimit });
  } catch (error) {
    throw isOfSource(error) ? new SimulationError("ended early", error.message) : error;
  }
  return `${run.stdout}\n${run.stderr}`;
}

/**
 * For example `Icarus Verilog 11.0`; asked once.
 * @throws {ToolError} Icarus is missing or does not run.
 */
export async function icarusVersion({ folder, timeLimit }: Workplace): Promise<string> {
  if (version === undefined) {
    const { stdout, stderr } = await runTool(vvp, ["-V"], { cwd: folder, timeLimit });
    version = `${vvp.name} ${/version (\S+)/.exec(stdout + stderr)?.[1] ?? "of unknown version"}`;
  }
  return version;
}

let version: string | undefined;

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

/**
 * Whether it is the Verilog that Icarus ended with an error for: then it names a file and a line. Else it crashed itself, or
 * could not read its own files, which says nothing about a design.
 */
const isOfSource = (error: unknown): error is ToolError =>
  error instanceof ToolError &&
  error.failure === "crashed" &&
  lines(error.message).some((line) => sourceLine.test(line));

/** `PositMult_n8.v:12: syntax error`. Neither `compiled.vvp:3: syntax error` nor `a.v:12: assert: elaborate.cc:99`. */
const sourceLine = /^(?:FATAL: )?(?!compiled\.vvp:)[^\s:]+:\d+:(?! assert:)/;
