import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { start } from "./run.js";

type Running = ReturnType<typeof start>;

/** What /proc counts processor time in. */
const tick_s = 0.01;

/** Seconds of processor time that a process and its threads have taken; none once it has ended. */
async function processorTime({ pid }: Running): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name, in parentheses, may have spaces in it. User time is the 14th field, system time the 15th.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && (Number(fields[11]) + Number(fields[12])) * tick_s;
}

/** Until a program has computed for so many seconds, however long a busy machine takes for them, or has ended. */
export async function untilComputed(running: Running, seconds: number): Promise<void> {
  while (((await processorTime(running)) ?? Infinity) < seconds) await sleep(20);
}

/** Until a program that has started waits for something outside, or has ended. */
export async function untilAtRest(running: Running): Promise<void> {
  await untilComputed(running, 0.2);
  for (let before, now = await processorTime(running); before !== now;) {
    before = now;
    await sleep(300);
    now = await processorTime(running);
  }
}
