import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";

/** How long a thread may compute before it has heard of an interruption; then it is ended from outside. */
const patience_ms = 100;
/** How much processor time it may take without a pause once it has heard: enough to print what is done. */
const parting_ms = 150;

/**
 * Settles when a thread computes and does not stop, so that it has to be ended. One that waits will hear, however late a busy
 * machine lets it, and has time to tidy up. One that has heard may go on into a computation before its work unwinds.
 */
export async function computesOn(thread: Worker, hasHeard: () => boolean): Promise<void> {
  let since: NodeJS.CpuUsage | undefined;
  for (;;) {
    const before = thread.performance.eventLoopUtilization();
    // Not to be waited for: the thread may end by itself.
    await sleep(patience_ms, undefined, { ref: false });
    const pauses = thread.performance.eventLoopUtilization(before).idle > 0;
    if (!hasHeard()) {
      if (!pauses) return;
    } else if (pauses || since === undefined) {
      since = process.cpuUsage();
    } else {
      const { user, system } = process.cpuUsage(since);
      if ((user + system) / 1000 > parting_ms) return;
    }
  }
}
