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
