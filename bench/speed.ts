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
