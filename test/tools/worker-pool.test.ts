import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RequestError } from "../../tools/errors.js";
import { piecesDone, sharedWork, sharesOf, stopWork, type SharedWork } from "../../tools/shared-work.js";
import { runPooled } from "../../tools/worker-pool.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tapir-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A thread's file, which says as `serve` does what it finds; a pool's own threads need the compiled program. */
async function threadFile(name: string, body: string): Promise<URL> {
  const path = join(folder, `${name}.mjs`);
  const imports = `import { parentPort, workerData } from "node:worker_threads";`;
  await writeFile(path, `${imports}\nconst post = (found) => parentPort.postMessage({ found });\n${body}`);
  return pathToFileURL(path);
}

/** Takes the shares as `sharesOf` does, with the counters' layout written out. */
const takesShares = `const { pieces, share, counters } = workerData;
while (Atomics.load(counters, 2) === 0) {
  const from = Atomics.add(counters, 0, share);
  if (from >= pieces) break;
  Atomics.wait(counters, 2, 0, 5);
  post(from);
  Atomics.add(counters, 1, Math.min(share, pieces - from));
}`;

const missing = new URL("file:///there-is-no-such-thread.js");
const never = (): never => {
  throw new Error("not to be done here");
};

describe("shares", () => {
  test("cover every piece once, in order, the last one shorter", () => {
    const work = sharedWork(10, 4);
    expect([...sharesOf(work)]).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 8 },
      { from: 8, to: 10 },
    ]);
    expect(piecesDone(work)).toBe(10);
  });

  test("after a stop, what has begun counts and no more is taken", () => {
    const work = sharedWork(10, 4);
    const taken = [];
    for (const { from } of sharesOf(work)) {
      taken.push(from);
      if (from === 4) stopWork(work);
    }
    expect(taken).toEqual([0, 4]);
    expect(piecesDone(work)).toBe(8);
  });
});

describe("without threads the work is done here", () => {
  const squares = { job: 3, work: (n: number) => [n, n * n] };

  test.each([
    ["no threads are wanted", 0],
    ["their file is not there", 2],
  ])("as %s", async (_, threads) => {
    const found: number[] = [];
    let ticks = 0;
    const onTick = () => ticks++;
    await runPooled({ file: missing, threads, ...squares, onFound: (each) => found.push(each), onTick });
    expect(found).toEqual([3, 9]);
    expect(ticks).toBeGreaterThan(0);
  });

  test("a signal stops it, between one thing found and the next", async () => {
    const stop = new AbortController();
    const found: number[] = [];
    await runPooled({
      ...{ file: missing, threads: 0, ...squares, signal: stop.signal },
      onFound: (each) => {
        found.push(each);
        stop.abort();
      },
    });
    expect(found).toEqual([3]);
    await runPooled({ file: missing, threads: 0, ...squares, signal: stop.signal, onFound: never });
  });
});

describe("threads", () => {
  const shared = (pieces: number) => {
    const job = sharedWork(pieces, 3);
    return { job, shared: job, threads: 2, work: never as (job: SharedWork) => never[] };
  };
  test("take their shares from one counter", async () => {
    const found: number[] = [];
    const pool = shared(40);
    const file = await threadFile("shares", takesShares);
    await runPooled({ file, ...pool, onFound: (from: number) => found.push(from) });
    expect(found.sort((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, share) => 3 * share));
  });

  test("complete what they have begun after a stop", async () => {
    const stop = new AbortController();
    const pool = shared(3000);
    const file = await threadFile("stopped", takesShares);
    let found = 0;
    const onFound = () => {
      if (++found === 4) stop.abort();
    };
    await runPooled({ file, ...pool, signal: stop.signal, onFound });
    expect(found).toBeLessThan(100);
    expect(piecesDone(pool.shared)).toBe(3 * found);
  });

  test("without shared work are killed by a stop", async () => {
    const stop = new AbortController();
    const file = await threadFile("endless", `post("begun"); for (;;);`);
    const found: string[] = [];
    const onFound = (each: string) => {
      found.push(each);
      stop.abort();
    };
    await runPooled({ file, threads: 2, job: null, work: never, signal: stop.signal, onFound });
    expect(found).toContain("begun");
  });

  test.each([
    [
      "a refusal, as a RequestError",
      `parentPort.postMessage({ refusal: "too many" })`,
      RequestError,
      "too many",
    ],
    ["an error", `throw new RangeError("broken")`, RangeError, "broken"],
    ["an early end", `process.exit(3)`, Error, "with code 3"],
  ])("the first that fails ends all: %s", async (_, failure, type, message) => {
    const file = await threadFile(
      message.replaceAll(" ", "-"),
      `if (Atomics.add(workerData, 0, 1) === 0) { ${failure}; } else for (;;);`,
    );
    const job = new Int32Array(new SharedArrayBuffer(4));
    const run = runPooled({ file, threads: 2, job, work: never, onFound: never });
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toBeInstanceOf(type);
  });
});
