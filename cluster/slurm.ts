import { execa, ExecaError } from "execa";
import { join } from "node:path";
import { installHint, ToolError, type Tool } from "../tools/tool.js";
import { writeWholeFile } from "../tools/whole-files.js";
import { taskCommand } from "./command.js";
import type { Batch, Ending, Engine, TaskState } from "./engine.js";
import { endingOf, odd, statesOf } from "./slurm-states.js";
import { quoted } from "./words.js";

const slurm = (command: string): Tool => ({
  name: "Slurm",
  command,
  packages: { "apt-get": "slurm-wlm", dnf: "slurm" },
});

/** Clients give up on a controller that is gone after some 10 s. */
const timeLimit_ms = 60_000;

/**
 * Runs a client of Slurm, not as other tools are: an interruption must not keep it from cancelling.
 * @throws {ToolError} it is missing, or says no
 */
async function client(command: string, args: readonly string[]): Promise<string> {
  try {
    return (
      await execa(command, args, { stdin: "ignore", timeout: timeLimit_ms, cleanup: false, detached: true })
    ).stdout;
  } catch (error) {
    const tool = slurm(command);
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === "ENOENT")
      throw new ToolError(
        tool,
        "missing",
        `${command} of Slurm is not here: sweep where jobs are submitted. ${installHint(tool)}`,
      );
    const said = String(error.stderr).trim() || error.originalMessage;
    throw new ToolError(tool, error.timedOut ? "timed out" : "crashed", `${command} says: ${said}`);
  }
}

/**
 * Slurm, by its own clients; no accounting database is needed.
 * @param folder of the run
 * @param words further options of sbatch, which go before ours
 * @throws {ToolError} there is no Slurm here, or its controller does not answer
 */
export async function slurmEngine(folder: string, words: readonly string[]): Promise<Engine> {
  const config = await client("scontrol", ["show", "config"]);
  const most = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(config)?.[1] ?? "1001");
  /** Slurm's numbers, by our names: of several jobs under one name, the last. */
  const ids = new Map<string, number>();
  const see = (name: string, id: number): void => {
    ids.set(name, Math.max(id, ids.get(name) ?? 0));
  };

  const scriptPath = (round: number): string => join(folder, `round-${round}.sh`);
  // As bash's child, Node would be killed as soon as bash dies: exec.
  const script = ({ round }: Batch): string =>
    [
      "#!/bin/sh",
      "# One task of 'tapir sweep --on slurm'.",
      `cd ${quoted(folder)} || exit 90`,
      "# Designs may name files there; not every node needs to have it.",
      `cd ${quoted(process.cwd())} 2> /dev/null`,
      `exec ${taskCommand(folder, `${round}-`).map(quoted).join(" ")}"$SLURM_ARRAY_TASK_ID"`,
      "",
    ].join("\n");
  const args = ({ name, round, count, without }: Batch): string[] => [
    "--parsable",
    "--ntasks=1",
    "--cpus-per-task=1",
    ...words,
    `--job-name=${name}`,
    `--array=0-${count - 1}`,
    `--output=${join(folder, "logs").replaceAll("%", "%%")}/${round}-%a.log`,
    // A requeued job waits for two minutes; what is missing goes out again without that node.
    "--no-requeue",
    ...(without.length === 0 ? [] : [`--exclude=${without.join(",")}`]),
    scriptPath(round),
  ];

  return {
    name: "Slurm",
    most,
    plan: (batch) =>
      `sbatch ${args(batch)
        .map((word) => (/^[\w./,=%:-]+$/.test(word) ? word : quoted(word)))
        .join(" ")}\n\n${script(batch)}`,
    async submit(batch) {
      await writeWholeFile(scriptPath(batch.round), script(batch));
      const answer = await client("sbatch", args(batch));
      const id = answer.trim().split("\n").at(-1)?.split(";")[0] ?? "";
      see(batch.name, Number(id));
      return `job ${id}`;
    },
    async alive(names): Promise<TaskState[]> {
      const lines = await client("squeue", [
        "-h",
        "-r",
        "-t",
        "all",
        "-n",
        names.join(","),
        "-o",
        "%i|%T|%r|%j",
      ]);
      const found = statesOf(lines);
      for (const { name, id } of found) see(name, Number(id));
      return found.map(({ name, task, state, reason }) => ({
        name,
        task,
        state,
        oddity: state === "waiting" ? odd(reason) : undefined,
      }));
    },
    async cancel(names) {
      await client("scancel", ["--name", names.join(",")]);
    },
    async why(name, task): Promise<Ending> {
      const id = ids.get(name);
      const shown =
        id === undefined
          ? ""
          : await client("scontrol", ["-o", "show", "job", `${id}_${task}`]).catch(() => "");
      return endingOf(shown);
    },
  };
}
