/** Process groups under way: a tool leads its own, so that what it starts (Yosys starts ABC) dies with it. */
const running = new Set<number>();
let interrupted = false;

/** Kills every tool under way and lets no more start: for Ctrl-C. */
export function interruptTools(): void {
  interrupted = true;
  for (const group of running) killGroup(group);
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
