import { Bench } from "tinybench";

/** One line of the report: how many of what a second. */
export interface Speed {
  /** What is counted; speeds of the same kind are compared with the first of them. */
  readonly kind: string;
  readonly what: string;
  readonly per_second: number;
}

/** How often a second each of some functions can be called, half a second for each. */
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
