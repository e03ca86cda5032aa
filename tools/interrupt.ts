/** What a killed program would leave behind: a tool's process group, a scratch folder, or a file that is not yet in its place. */
export type Leftover = { readonly group: number } | { readonly folder: string };

/** Called when a leftover appears (`isThere`), and when it is gone. */
export type LeftoverWatcher = (leftover: Leftover, isThere: boolean) => void;

/** Running process groups. Every tool leads its own: what it starts, as Yosys starts ABC, dies with it. */
const running = new Set<number>();
/** Callbacks that stop what is no process group: threads. */
const stoppers = new Set<() => void>();
let watcher: LeftoverWatcher = () => undefined;
let interrupted = false;

/** Reports all leftovers to `watch`: for whoever may have to end this thread without its help. */
export function watchLeftovers(watch: LeftoverWatcher): void {
  watcher = watch;
}

/** Reports a leftover to the watcher. @returns what to call when it is gone */
export function leftBehind(leftover: Leftover): () => void {
  watcher(leftover, true);
  return () => {
    watcher(leftover, false);
  };
}

/** Kills every running tool and thread, and lets no more start: for Ctrl-C. */
export function interruptTools(): void {
  interrupted = true;
  for (const group of running) killGroup(group);
  for (const stop of stoppers) stop();
}

/** Calls `stop` on an interrupt. @returns what to call when there is nothing left to stop */
export function whenInterrupted(stop: () => void): () => void {
  stoppers.add(stop);
  return () => stoppers.delete(stop);
}

export const isInterrupted = (): boolean => interrupted;

/** Kills the process group on an interrupt. @returns what to call when it has ended */
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
    // It has ended by itself in the meantime.
  }
}
