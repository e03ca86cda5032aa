/** What the threads of a crew share: plain data. */
export interface CrewMemory {
  readonly threads: number;
  /** Of all numbers that the training changes. */
  readonly memory: WebAssembly.Memory;
  /** See `counter`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** Indices of the counters: threads that have come to a meeting; meetings so far; threads that could not go on. */
const counter = { come: 0, meetings: 1, stopped: 2 } as const;

/** Looks at the counter before a thread goes to sleep: some microseconds. */
const looks = 2000;

export const crewMemory = (threads: number, memory: WebAssembly.Memory): CrewMemory => ({
  threads,
  memory,
  counters: new Int32Array(new SharedArrayBuffer(12)),
});

/** Some of several things in order. */
export interface Range {
  readonly from: number;
  /** The first one beyond. */
  readonly to: number;
}

/** One of several parts, as even as can be. @param unit things that stay together */
export function partOf(
  count: number,
  { part, parts, unit = 1 }: { readonly part: number; readonly parts: number; readonly unit?: number },
): Range {
  const units = Math.ceil(count / unit);
  const end = (index: number): number => Math.min(count, Math.floor((units * index) / parts) * unit);
  return { from: end(part), to: end(part + 1) };
}

/** Thrown in a thread whose crew cannot go on. */
export class CrewStopped extends Error {
  override readonly name = "CrewStopped";
}

/**
 * One of the threads that train a network together. All of them do the same steps, each with its part of the numbers. A sum is
 * always one thread's: so their number changes no result.
 *
 *     thread 0    images 0–15 ──┐      ┌── rows 0–7 ──┐
 *                              meet           meet              each thread then reads what the others wrote
 *     thread 1    images 16–31 ─┘      └── rows 8–15 ─┘
 */
export class Crew {
  readonly threads: number;

  /** @param index of this thread @param shared undefined: it is alone */
  constructor(
    readonly index = 0,
    private readonly shared?: CrewMemory,
  ) {
    this.threads = shared?.threads ?? 1;
  }

  /** Where the numbers stand that they share. */
  get memory(): WebAssembly.Memory | undefined {
    return this.shared?.memory;
  }

  /** Whether this is the thread that tells of the training. */
  get leads(): boolean {
    return this.index === 0;
  }

  /** This thread's part of so many things. @param unit things that stay together */
  part(count: number, unit = 1): Range {
    return partOf(count, { part: this.index, parts: this.threads, unit });
  }

  /** Waits until all threads have come. @throws {CrewStopped} one of them cannot go on */
  meet(): void {
    if (this.shared === undefined || this.threads === 1) return;
    const { counters } = this.shared;
    const meeting = Atomics.load(counters, counter.meetings);
    if (Atomics.add(counters, counter.come, 1) === this.threads - 1) {
      Atomics.store(counters, counter.come, 0);
      Atomics.add(counters, counter.meetings, 1);
      Atomics.notify(counters, counter.meetings);
    } else {
      const isOver = (): boolean => Atomics.load(counters, counter.meetings) !== meeting;
      for (let look = 0; look < looks && !isOver(); look++);
      // One of them may have stopped before this thread read the counter.
      while (!isOver() && !this.isStopped) Atomics.wait(counters, counter.meetings, meeting);
    }
    if (this.isStopped) throw new CrewStopped();
  }

  /** Stops all threads at their next meeting. */
  stop(): void {
    if (this.shared === undefined) return;
    const { counters } = this.shared;
    Atomics.add(counters, counter.stopped, 1);
    Atomics.add(counters, counter.meetings, 1);
    Atomics.notify(counters, counter.meetings);
  }

  /** Whether one of them cannot go on. */
  get isStopped(): boolean {
    return this.shared !== undefined && Atomics.load(this.shared.counters, counter.stopped) > 0;
  }
}

/** A thread that trains by itself. */
export const alone = new Crew();
