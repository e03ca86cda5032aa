/** Numbered pieces of work that threads share. Plain data: each thread gets a copy, with the same counters in it. */
export interface SharedWork {
  readonly pieces: number;
  /** Pieces that a thread takes at a time: some hundredths of a second of work, so that a stop is heeded at once. */
  readonly share: number;
  /** Three integers that all threads see: see `counter`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** The first piece that nobody has taken; the pieces done; and whether to stop. */
const counter = { next: 0, done: 1, stop: 2 } as const;

/** @param pieces fewer than 2^31 */
export const sharedWork = (pieces: number, share = 1): SharedWork => ({
  pieces,
  share,
  counters: new Int32Array(new SharedArrayBuffer(12)),
});

/**
 * Takes pieces `from` up to, but without, `to`, in ascending order, until there are none left or the work is stopped.
 * They count as done when the next ones are asked for.
 */
export function* sharesOf({ pieces, share, counters }: SharedWork): Generator<{ from: number; to: number }> {
  while (Atomics.load(counters, counter.stop) === 0) {
    const from = Atomics.add(counters, counter.next, share);
    if (from >= pieces) return;
    const to = Math.min(from + share, pieces);
    yield { from, to };
    Atomics.add(counters, counter.done, to - from);
  }
}

/** Every thread completes the share that it has begun, and takes no more. */
export const stopWork = ({ counters }: SharedWork): void => void Atomics.store(counters, counter.stop, 1);

export const piecesDone = ({ counters }: SharedWork): number => Atomics.load(counters, counter.done);
