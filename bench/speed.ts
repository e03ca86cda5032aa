import { Bench } from "tinybench";

/** One line of the report: so many of one thing a second. */
export interface Speed {
  /** What is counted. Speeds of one kind are compared with the first of that kind. */
  readonly kind: string;
  readonly what: string;
  readonly per_second: number;
}

/** Calls a second of each function. Each runs for half a second. */
export async function callsPerSecond(
  functions: Readonly<Record<string, () => void>>,
): Promise<Map<string, number>> {
  const bench = new Bench({ time: 500 });
  for (const [name, work] of Object.entries(functions)) bench.add(name, work);
  await bench.run();
  return new Map(
    bench.tasks.map(({ name, result }) => [name, "throughput" in result ? result.throughput.mean : NaN]),
  );
}

/** How often each function has its turn, and for how many milliseconds. */
const turns = { count: 40, milliseconds: 5 };

/**
 * Calls a second of functions that are compared with each other. They take turns, so that what else the machine does
 * meets all of them, and the fastest tenth of a function's turns counts.
 */
export function callsPerSecondInTurns(functions: Readonly<Record<string, () => void>>): Map<string, number> {
  const measured = Object.entries(functions).map(([name, work]) => ({ name, work, seconds: [] as number[] }));
  const secondsOfTurn = (work: () => void, milliseconds: number): number => {
    const start = performance.now();
    for (let calls = 1; ; calls++) {
      work();
      const spent = performance.now() - start;
      if (spent >= milliseconds) return spent / 1000 / calls;
    }
  };
  // compiled first
  for (const { work } of measured) secondsOfTurn(work, 100);
  for (let turn = 0; turn < turns.count; turn++)
    for (const { work, seconds } of measured) seconds.push(secondsOfTurn(work, turns.milliseconds));
  return new Map(
    measured.map(({ name, seconds }) => {
      const fast = seconds.toSorted((a, b) => a - b)[Math.floor(turns.count / 10)] ?? NaN;
      return [name, 1 / fast];
    }),
  );
}

/** Seconds that one thing is measured for, of processor time: others may run beside it. */
const atLeast = 3;

/** Calls of work in so many seconds of processor time. @returns seconds a call */
export async function secondsOf(work: () => unknown): Promise<number> {
  await work();
  const start = process.cpuUsage();
  for (let calls = 1; ; calls++) {
    await work();
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds >= atLeast) return seconds / calls;
  }
}
