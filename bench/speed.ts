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

/** How often each function has its turn. */
const turns = 40;

/** What is measured: called again and again. */
type Work = () => unknown;

/**
 * Calls a second of functions that are compared with each other. They take turns, so that what else the machine does
 * meets all of them, and the fastest tenth of a function's turns counts.
 * @param milliseconds of processor time of a turn: so many that it matters little what others have left in the caches
 */
export async function callsPerSecondInTurns(
  functions: Readonly<Record<string, Work>>,
  milliseconds = 5,
): Promise<Map<string, number>> {
  const measured = Object.entries(functions).map(([name, work]) => ({ name, work, seconds: [] as number[] }));
  // compiled first
  for (const { work } of measured) await secondsOfTurn(work, 100);
  for (let turn = 0; turn < turns; turn++)
    for (const { work, seconds } of measured) seconds.push(await secondsOfTurn(work, milliseconds));
  return new Map(
    measured.map(({ name, seconds }) => {
      const fast = seconds.toSorted((a, b) => a - b)[Math.floor(turns / 10)] ?? NaN;
      return [name, 1 / fast];
    }),
  );
}

/** Calls for so many milliseconds of processor time, at least one: other processes may run beside it. @returns seconds a call */
async function secondsOfTurn(work: Work, milliseconds: number): Promise<number> {
  const start = process.cpuUsage();
  for (let calls = 1; ; calls++) {
    const done = work();
    if (done instanceof Promise) await done;
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= milliseconds) return spent / 1000 / calls;
  }
}
