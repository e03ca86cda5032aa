/** Numbered pieces of work that threads share. It is plain data: each thread gets a copy with the same counters. */
export interface SharedWork {
  readonly pieces: number;
  /** Pieces that a thread takes at a time. They last some hundredths of a second, so that a stop is heeded at once. */
  readonly share: number;
  /** Three integers in shared memory: see `counter`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

/** Indices of the counters: the first piece not yet taken, the pieces done, and whether to stop. */
const counter = { next: 0, done: 1, stop: 2 } as const;

/** @param pieces fewer than 2^31 */
export const sharedWork = (pieces: number, share = 1): SharedWork => ({
  pieces,
  share,
  counters: new Int32Array(new SharedArrayBuffer(12)),
});

/**
 * Takes shares in ascending order, until no pieces are left or the work is stopped. A share is the pieces `from` up to,
 * but without, `to`. It counts as done when the next one is asked for.
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

/** Stops the work: every thread completes the share that it has begun, and takes no more. */
export const stopWork = ({ counters }: SharedWork): void => void Atomics.store(counters, counter.stop, 1);

export const piecesDone = ({ counters }: SharedWork): number => Atomics.load(counters, counter.done);
