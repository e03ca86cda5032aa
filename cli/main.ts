#!/usr/bin/env node
/*
 * Where the program begins.
 *
 *   main ── a command that is done at once ────────────────► program.ts, in this thread
 *     └──── one that measures or proves ──► supervisor.ts ─► program-thread.ts ─► program.ts, in a thread of its own
 *
 * A thread that computes hears of nothing. So whatever may take long runs beside this one, which hears of Ctrl-C at once.
 */

/** Commands that start no tool and are over before a person could interrupt them. */
const quick = new Set(["list", "help", "eval", "completion", "complete", "cache", "generate"]);

/** What has `generate` search vectors, run synthesis, draw, or make many designs; a file may be a pipe that is waited for. */
const isLong = (word: string): boolean =>
  /^(--testbench|--fusesoc|--diagram|--waveform|--liberty.*|catalogue|(frequency|file)=.*|\w+=.*(,|\.\.).*)$/.test(
    word,
  );

const [name = "", ...words] = process.argv.slice(2);
const takesDesign = name === "generate" || name === "eval";
const isQuick =
  name === "" || name.startsWith("-") || (quick.has(name) && !(takesDesign && words.some(isLong)));

// Exit code 1 is a wrong design's: nothing that goes wrong here may end with it, were it that a file cannot be loaded.
process.on("uncaughtException", failed);
// While the program is being loaded there is nothing to tidy up.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
for (const signal of signals) process.on(signal, leave);
try {
  const begin = isQuick
    ? (await import("./program.js")).runAlone.bind(null, process.argv)
    : (await import("./supervisor.js")).supervise.bind(null, process.argv.slice(2));
  const code = begin();
  // From here on the program hears of signals itself.
  for (const signal of signals) process.off(signal, leave);
  process.exitCode = await code;
} catch (error) {
  failed(error);
}

function leave(signal: NodeJS.Signals): never {
  // As `exitCodes` of interrupt.ts has it, which is not loaded yet.
  process.exit(signal === "SIGHUP" ? 129 : 130);
}

function failed(error: unknown): never {
  process.stderr.write(`tapir: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
