import { execa, ExecaError } from "execa";
import { withCore } from "./cores.js";
import { isInterrupted, killGroup, track } from "./interrupt.js";
import { checkRoom, scarceRoom } from "./room.js";
import { installHint, ToolError, type Tool } from "./tool.js";

export interface ToolOptions {
  /** The tool's working folder, also for its temporary files. A scratch folder: a killed tool removes none of them. */
  readonly cwd: string;
  /** Seconds after which the tool and all that it started are killed. */
  readonly timeLimit: number;
}

export interface ToolRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/**
 * Runs a tool as soon as a core is free, with an argument array and no shell. Its time limit begins when it starts.
 * @throws {ToolError} it is missing, crashed (with the last lines it printed), timed out, or was interrupted
 * @throws the system's error where nothing more can be written in `cwd`: some tools take no notice, and files are cut short
 */
export function runTool(tool: Tool, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  return withCore(() => runNow(tool, args, options));
}

async function runNow(
  tool: Tool,
  args: readonly string[],
  { cwd, timeLimit }: ToolOptions,
): Promise<ToolRun> {
  if (isInterrupted()) throw new ToolError(tool, "interrupted", `${tool.name} was not started: interrupted`);
  const begun = performance.now();
  const child = execa(tool.command, args, {
    cwd,
    // Not the folder's own name: ABC accepts no path with a space in it.
    env: { TMPDIR: "." },
    detached: true,
    stdin: "ignore",
    maxBuffer: 256 * 1024 * 1024,
    cleanup: false,
  });
  const group = child.pid;
  const ended = track(group);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    if (group !== undefined) killGroup(group);
  }, timeLimit * 1000);
  try {
    const { stdout, stderr } = await child;
    const seconds = (performance.now() - begun) / 1000;
    await checkRoom(cwd);
    return { stdout, stderr, seconds };
  } catch (error) {
    if (error instanceof ExecaError && !isInterrupted()) await checkRoom(cwd);
    throw explain(tool, error, timedOut, timeLimit, await scarceRoom(cwd));
  } finally {
    clearTimeout(timer);
    ended();
  }
}

function explain(tool: Tool, error: unknown, timedOut: boolean, timeLimit: number, scarce: string): unknown {
  if (!(error instanceof ExecaError)) return error;
  if (error.code === "ENOENT")
    return new ToolError(
      tool,
      "missing",
      `${tool.name} (${tool.command}) is not installed. ${installHint(tool)}`,
    );
  if (isInterrupted()) return new ToolError(tool, "interrupted", `${tool.name} was interrupted`);
  if (timedOut)
    return new ToolError(
      tool,
      "timed out",
      `${tool.name} did not finish within ${timeLimit} s and was stopped; --time-limit sets another limit`,
    );
  const said = [error.stdout, error.stderr].map(String).join("\n").trim().split("\n").slice(-12).join("\n");
  return new ToolError(
    tool,
    "crashed",
    `${tool.name} failed (${howItEnded(error)})${said === "" ? ", and printed nothing" : `. The last it printed:\n${said}`}${scarce}`,
  );
}

function howItEnded(error: Pick<ExecaError, "signal" | "exitCode" | "originalMessage">): string {
  const { signal, exitCode, originalMessage } = error;
  if (signal !== undefined) return `signal ${signal}`;
  return exitCode === undefined ? originalMessage : `exit code ${exitCode}`;
}
