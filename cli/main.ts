#!/usr/bin/env node
/*
 * Where the program begins.
 *
 *   main ── a command that is done at once ────────────────► program.ts, in this thread
 *     └──── one that measures or proves ──► supervisor.ts ─► program-thread.ts ─► program.ts, in a thread of its own
 *
 * A thread that computes hears of nothing. So whatever may take long runs beside this one, which hears of Ctrl-C at once.
 */

import { constants } from "node:os";

/** Commands that start no tool and are over before a person could interrupt them. */
const quick = new Set(["list", "help", "eval", "completion", "complete", "cache", "report"]);

/** Of `generate`, what has it search vectors or run synthesis. */
const isLong = (word: string): boolean =>
  word === "--testbench" || word === "--fusesoc" || word.startsWith("frequency=");

const [name = "", ...words] = process.argv.slice(2);
const isQuick =
  name === "" || name.startsWith("-") || quick.has(name) || (name === "generate" && !words.some(isLong));

// Exit code 1 is a wrong design's: nothing that goes wrong here may end with it, were it that a file cannot be loaded.
process.on("uncaughtException", failed);
// While the program is being loaded there is nothing to tidy up.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
for (const signal of signals) process.on(signal, leave);
try {
  const begin = isQuick
    ? (await import("./program.js")).run.bind(null, process.argv)
    : (await import("./supervisor.js")).supervise.bind(null, process.argv.slice(2));
  const code = begin();
  // From here on the program hears of signals itself, or dies of them.
  for (const signal of signals) process.off(signal, leave);
  process.exitCode = await code;
} catch (error) {
  failed(error);
}

function leave(signal: NodeJS.Signals): never {
  process.exit(128 + constants.signals[signal]);
}

function failed(error: unknown): never {
  process.stderr.write(`tapir: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
