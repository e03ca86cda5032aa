/** Process groups under way: a tool leads its own, so that what it starts (Yosys starts ABC) dies with it. */
const running = new Set<number>();
/** What else is to be stopped: threads. */
const stoppers = new Set<() => void>();
let interrupted = false;

/** Kills every tool and thread under way and lets no more start: for Ctrl-C. */
export function interruptTools(): void {
  interrupted = true;
  for (const group of running) killGroup(group);
  for (const stop of stoppers) stop();
}

/** Has `stop` called on an interrupt. @returns what to call when there is nothing left to stop */
export function whenInterrupted(stop: () => void): () => void {
  stoppers.add(stop);
  return () => stoppers.delete(stop);
}

export const isInterrupted = (): boolean => interrupted;

/** Has the group killed on an interrupt until `untrack`. */
export function track(group: number | undefined): void {
  if (group !== undefined) running.add(group);
}

export function untrack(group: number | undefined): void {
  if (group !== undefined) running.delete(group);
}

export function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
