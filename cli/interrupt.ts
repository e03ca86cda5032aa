import { isMainThread } from "node:worker_threads";
import { setTimeout as sleep } from "node:timers/promises";
import { interruptTools, watchLeftovers } from "../tools/interrupt.js";

/**
 * What asks the program to end, and the exit code it then has. Ctrl-C and SIGTERM both interrupt: one number tells a script that the
 * work is unfinished, whoever stopped it. A lost terminal has its own, as tasks on a cluster go on after it.
 */
export const exitCodes = { SIGINT: 130, SIGTERM: 130, SIGHUP: 129 } as const;
export type Interruption = keyof typeof exitCodes;

let first: Interruption | undefined;
let listens = false;
let isAtWork = false;

/** A command begins: from now on there may be something to tidy up, and something done to print. */
export function beginWork(): void {
  isAtWork = true;
}

/** An interruption came: the tools under way die, what waits for them unwinds and tidies up, and the program ends. */
export function interrupt(by: Interruption): void {
  first ??= by;
  // Else the rest of the program would be loaded first.
  if (!isAtWork) process.exit(exitCodes[by]);
  interruptTools();
}

/**
 * From now on a signal is an interruption, and does not end the program raw. In a thread that a supervisor watches
 * there is nothing to do: it hears of the signals and passes them on.
 */
export function tidyUpWhenInterrupted(): void {
  if (listens || !isMainThread) return;
  listens = true;
  // Not `once`: a signal may come twice, from the terminal and passed on by npx. With no listener left, the package
  // signal-exit, which ora brings, would end the program at once.
  for (const signal of Object.keys(exitCodes) as Interruption[])
    process.on(signal, () => {
      interrupt(signal);
    });
}

/** How often a program that is to end looks whether its files are in place. */
const look_ms = 10;

/**
 * From now on a signal ends the program as soon as no file is half written: for what no supervisor watches, as it is done at
 * once.
 */
export function leaveWhenInterrupted(): void {
  let left = 0;
  watchLeftovers((_, isThere) => {
    left += isThere ? 1 : -1;
  });
  listens = true;
  for (const signal of Object.keys(exitCodes) as Interruption[])
    process.on(signal, () => {
      interrupt(signal);
      void (async () => {
        while (left > 0) await sleep(look_ms);
        process.exit(exitCodes[signal]);
      })();
    });
}

/** The exit code of a program that was interrupted; undefined where it was not. */
export const interruptedCode = (): number | undefined => (first === undefined ? undefined : exitCodes[first]);
