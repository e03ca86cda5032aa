import type { Ending, TaskState } from "./engine.js";

/** A line of `squeue -o '%i|%T|%r|%j'`. */
interface QueueLine extends Omit<TaskState, "oddity"> {
  readonly id: string;
  readonly reason: string;
}

const waiting = new Set([
  "PENDING",
  "REQUEUED",
  "REQUEUE_HOLD",
  "REQUEUE_FED",
  "SPECIAL_EXIT",
  "RESV_DEL_HOLD",
]);
const running = new Set([
  "RUNNING",
  "CONFIGURING",
  "COMPLETING",
  "STAGE_OUT",
  "SUSPENDED",
  "STOPPED",
  "SIGNALING",
  "RESIZING",
]);

/** What `squeue` says. Jobs that have ended are shown for some minutes. */
export const statesOf = (lines: string): QueueLine[] =>
  lines.split("\n").flatMap((line) => {
    const [, id, task, state = "", reason = "", name = ""] =
      /^(\d+)_(\d+)\|([^|]*)\|([^|]*)\|(.*)$/.exec(line.trim()) ?? [];
    if (id === undefined) return [];
    const kind = waiting.has(state) ? "waiting" : running.has(state) ? "running" : "ended";
    return [{ id, name, task: Number(task), state: kind, reason } as const];
  });

/** Jobs that wait for nothing else wait their turn. */
const usual =
  /^(None|Priority|Resources|BeginTime|Prolog|JobArrayTaskLimit|Cleaning|.*(Max|Grp).*(Jobs|Cpu|CPU|Node|Submit).*)$/;

/** Why a job that waits may wait for ever; undefined where it only waits its turn. */
export function odd(reason: string): string | undefined {
  if (usual.test(reason)) return undefined;
  const remedy = remedies[reason];
  return remedy === undefined ? reason : `${reason}: ${remedy}`;
}

const remedies: Readonly<Record<string, string>> = {
  PartitionConfig:
    "the partition does not allow what is asked for, a time over its limit for example; see sinfo -l",
  PartitionTimeLimit: "the time asked for is over the partition's limit; see sinfo -l",
  PartitionNodeLimit: "the partition has not as many nodes; see sinfo -l",
  PartitionDown: "the partition is down; see sinfo",
  ReqNodeNotAvail: "nodes that are needed are down or reserved; see sinfo -R",
  BadConstraints: "no node is as asked for; see --sbatch",
  InvalidAccount: "the account is not valid; see --sbatch -A",
  JobHeldUser: "somebody holds the job; scontrol release lets it go",
  JobHeldAdmin: "an administrator holds the job",
};

/** Why a job has ended, of what `scontrol -o show job` says; it forgets a job after some minutes. */
export function endingOf(shown: string): Ending {
  const field = (name: string): string | undefined => new RegExp(`(?:^|\\s)${name}=(\\S*)`).exec(shown)?.[1];
  const state = field("JobState");
  const nodes = field("NodeList");
  const node = nodes === "(null)" || nodes === "" ? undefined : nodes;
  const [code = "0", signal = "0"] = field("ExitCode")?.split(":") ?? [];
  const on = node === undefined ? "" : ` on ${node}`;
  if (state === undefined)
    return { kind: "unknown", text: "ended without a result, and Slurm does not know why any more" };
  if (state === "COMPLETED") return { kind: "finished", text: `ended without a result${on}`, node };
  if (state === "TIMEOUT")
    return {
      kind: "time limit",
      text: `did not end within Slurm's time limit (${field("TimeLimit") ?? "?"})${on}; --sbatch '-t 8:00:00' sets another`,
      node,
      seconds: secondsOf(field("RunTime") ?? ""),
    };
  if (state === "OUT_OF_MEMORY")
    return {
      kind: "killed",
      text: `needed more memory than it was given${on}; --sbatch '--mem=8G' gives more`,
      node,
    };
  if (state === "NODE_FAIL" || state === "BOOT_FAIL")
    return { kind: "lost", text: `was lost with its node ${node ?? ""}`.trimEnd(), node };
  if (state === "CANCELLED") return { kind: "cancelled", text: `was cancelled${on}`, node };
  if (state === "PREEMPTED") return { kind: "preempted", text: `gave way to another job${on}`, node };
  if (code === "90" || signal === "53" || code === "53")
    return {
      kind: "lost",
      text: `did not find the folder of the run${on}: name one that all nodes share, with --cache`,
      node,
    };
  if (signal !== "0")
    return {
      kind: "killed",
      text: `was killed by signal ${signal}${on}, for its memory perhaps: --sbatch '--mem=8G' gives more`,
      node,
    };
  return { kind: "killed", text: `failed with exit code ${code}${on}`, node };
}

/** `1-02:03:04`, days first. */
function secondsOf(time: string): number | undefined {
  const [, days = "0", ...rest] = /^(?:(\d+)-)?(\d+):(\d+):(\d+)$/.exec(time) ?? [];
  const [hours, minutes, seconds] = rest.map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  return ((Number(days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}
