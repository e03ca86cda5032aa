import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Design } from "../../generators/design.js";
import { simulate, type Workplace } from "./icarus.js";
import { readTranscript, type BenchFindings } from "./transcript.js";

export interface BenchRun {
  /** Names the run's files in the workplace, which must have no other such run at the same time. */
  readonly name: string;
  /** What the bench reads: a line for each vector, as `linesFor` writes them. */
  readonly lines: string;
  readonly count: number;
  /** File in the workplace to dump all signals to. */
  readonly vcd?: string;
}

/**
 * Runs vectors through the compiled bench and compares the outputs with the golden model's.
 * @throws {SimulationError} the simulation crashed, ended early or printed what it should not.
 * @throws {ToolError} Icarus is missing, ran out of time or was interrupted.
 */
export async function runBench(design: Design, run: BenchRun, workplace: Workplace): Promise<BenchFindings> {
  const file = `${run.name}.hex`;
  await writeFile(join(workplace.folder, file), run.lines);
  const { count } = run;
  const plusargs = { vectors: file, count, ...(run.vcd === undefined ? {} : { vcd: run.vcd }) };
  const transcript = await simulate(plusargs, workplace);
  await rm(join(workplace.folder, file));
  // One of the catalogue never prints anything.
  return readTranscript(transcript, count, design.foreign !== undefined);
}
