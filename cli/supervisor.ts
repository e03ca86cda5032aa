import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { killGroup, type Leftover } from "../tools/interrupt.js";
import { computesOn } from "./computes-on.js";
import { exit } from "./exit.js";
import { explain } from "./explain.js";
import { exitCodes, type Interruption } from "./interrupt.js";
import { say } from "./output.js";
import { Spinner } from "./spinner.js";
import { ownTerminal } from "./terminal.js";
import type { Order, Report } from "./thread-messages.js";

/**
 * Runs the program in a thread of its own and watches it. An interruption is passed on; the thread then ends its tools,
 * prints what is done and tidies up. One that computes, and so hears of nothing, is ended here: tools that it started
 * die, its scratch folders go.
 * @param words the program's arguments
 * @returns the exit code
 */
export async function supervise(words: readonly string[]): Promise<number> {
  const thread = new Worker(fileURLToPath(new URL("program-thread.js", import.meta.url)), {
    argv: [...words],
    workerData: ownTerminal(),
    // Its standard output is the process's own, which it writes to directly.
    stdout: true,
    stderr: true,
  });
  const left = new Map<string, Leftover>();
  const spinner = new Spinner();
  let heard = false;
  let interrupted: Interruption | undefined;

  thread.on("message", (report: Report) => {
    if (report.kind === "heard") heard = true;
    else if (report.kind === "progress") spinner.show(report.text);
    else if (report.isThere) left.set(JSON.stringify(report.leftover), report.leftover);
    else left.delete(JSON.stringify(report.leftover));
  });
  thread.stderr.on("data", (bytes: Buffer) => {
    say(bytes.toString());
  });

  const ended = new Promise<number>((resolve) => {
    thread.once("exit", resolve);
    thread.once("error", (error) => {
      say(`tapir: ${explain(error)}\n`);
      resolve(exit.failedRequest);
    });
  });
  const forced = new Promise<number>((resolve) => {
    for (const signal of Object.keys(exitCodes) as Interruption[])
      process.on(signal, () => {
        if (interrupted !== undefined) return;
        interrupted = signal;
        thread.postMessage({ interruption: signal } satisfies Order);
        void computesOn(thread, () => heard).then(() => {
          resolve(exitCodes[signal]);
        });
      });
  });

  const code = await Promise.race([ended, forced]);
  spinner.show(null);
  if (interrupted !== undefined || code === exit.failedRequest) await removeAll(thread, [...left.values()]);
  return interrupted === undefined ? code : exitCodes[interrupted];
}

/** Ends what the thread could not end itself. */
async function removeAll(thread: Worker, left: readonly Leftover[]): Promise<void> {
  for (const leftover of left) if ("group" in leftover) killGroup(leftover.group);
  await thread.terminate();
  for (const leftover of left)
    if ("folder" in leftover) rmSync(leftover.folder, { recursive: true, force: true, maxRetries: 5 });
}
