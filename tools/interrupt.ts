/** What a program that is killed would leave behind: a process group, which a tool leads, or a scratch folder. */
export type Leftover = { readonly group: number } | { readonly folder: string };

/** Hears of what comes and goes that would be left behind. */
export type LeftoverWatcher = (leftover: Leftover, isThere: boolean) => void;

/** Process groups under way: a tool leads its own, so that what it starts (Yosys starts ABC) dies with it. */
const running = new Set<number>();
/** What else is to be stopped: threads. */
const stoppers = new Set<() => void>();
let watcher: LeftoverWatcher = () => undefined;
let interrupted = false;

/** Has somebody else told of what would be left behind: whoever may have to end this thread without its help. */
export function watchLeftovers(watch: LeftoverWatcher): void {
  watcher = watch;
}

/** Notes what a killed program would leave behind. @returns what to call when it is gone */
export function leftBehind(leftover: Leftover): () => void {
  watcher(leftover, true);
  return () => {
    watcher(leftover, false);
  };
}

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

/** Has the group killed on an interrupt. @returns what to call when it has ended */
export function track(group: number | undefined): () => void {
  if (group === undefined) return () => undefined;
  running.add(group);
  const gone = leftBehind({ group });
  return () => {
    running.delete(group);
    gone();
  };
}

export function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
