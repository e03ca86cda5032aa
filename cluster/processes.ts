import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { taskCommand } from "./command.js";
import type { Ending, Engine, TaskState } from "./engine.js";
import { quoted } from "./words.js";

/**
 * Processes of this machine, as many at a time as there are cores. They outlive the submitter, as a cluster's tasks do;
 * those that had to wait do not.
 * @param folder of the run
 */
export function processesEngine(folder: string): Engine {
  const pids = join(folder, "pids");
  const queue: { readonly name: string; readonly round: number; readonly task: number }[] = [];
  const endings = new Map<string, string>();
  let free = availableParallelism();

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    // Its number may be another's by now.
    const line = `/proc/${pid}/cmdline`;
    return (
      !existsSync("/proc/self/cmdline") || (existsSync(line) && readFileSync(line, "utf8").includes(folder))
    );
  };
  const started = (): { name: string; task: number; pid: number }[] =>
    (existsSync(pids) ? readdirSync(pids) : []).map((file) => {
      const [name = "", task = ""] = file.split("@");
      return { name, task: Number(task), pid: Number(readFileSync(join(pids, file), "utf8")) };
    });

  const next = (): void => {
    const waiting = free > 0 ? queue.shift() : undefined;
    if (waiting === undefined) return;
    const { name, round, task } = waiting;
    free--;
    const log = openSync(join(folder, "logs", `${round}-${task}.log`), "w");
    const [command = "", ...args] = taskCommand(folder, `${round}-${task}`);
    const child = spawn(command, args, {
      // Designs may name files where the sweep was asked for.
      cwd: process.cwd(),
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, TAPIR_CORES: "1" },
    });
    closeSync(log);
    writeFileSync(join(pids, `${name}@${task}`), String(child.pid));
    child.unref();
    child.once("exit", (code, signal) => {
      endings.set(
        `${name}@${task}`,
        signal === null ? `ended with exit code ${String(code)}` : `was killed by ${signal}`,
      );
      free++;
      next();
    });
    next();
  };

  return {
    name: "processes",
    most: 1000,
    plan: ({ round }) => `${taskCommand(folder, `${round}-0`).map(quoted).join(" ")}\n`,
    submit({ name, round, count }) {
      mkdirSync(pids, { recursive: true });
      for (let task = 0; task < count; task++) queue.push({ name, round, task });
      next();
      return Promise.resolve("processes of this machine");
    },
    alive(names) {
      const known = started().filter(({ name }) => names.includes(name));
      return Promise.resolve([
        ...known.map(({ name, task, pid }): TaskState => ({
          name,
          task,
          state: isAlive(pid) ? "running" : "ended",
        })),
        ...queue.map(({ name, task }): TaskState => ({ name, task, state: "waiting" })),
      ]);
    },
    cancel(names) {
      queue.length = 0;
      for (const { name, pid } of started())
        if (names.includes(name) && isAlive(pid)) process.kill(pid, "SIGTERM");
      return Promise.resolve();
    },
    why(name, task): Promise<Ending> {
      const ending = endings.get(`${name}@${task}`);
      if (ending === "ended with exit code 0")
        return Promise.resolve({ kind: "finished", text: "ended without a result" });
      return Promise.resolve({ kind: "killed", text: ending ?? "has ended, and nobody saw how" });
    },
  };
}
