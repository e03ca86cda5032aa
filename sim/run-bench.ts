import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Design } from "../generators/design.js";
import { checkedWords } from "./expected.js";
import { simulate, type Workplace } from "./icarus.js";
import { readTranscript, type Tally } from "./transcript.js";

export interface BenchRun {
  /** Names the run's files in the workplace, which must have no other such run at the same time. */
  readonly name: string;
  /** Input words, as `Vectors` has them. */
  readonly words: readonly bigint[];
  /** File in the workplace to dump all signals to. */
  readonly vcd?: string;
}

/**
 * Runs input words through the compiled bench and compares the outputs with the golden model's.
 * @throws {SimulationError} the simulation crashed, ended early or printed what it should not.
 * @throws {ToolError} Icarus is missing, ran out of time or was interrupted.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export async function runBench(design: Design, run: BenchRun, workplace: Workplace): Promise<Tally> {
  const file = `${run.name}.hex`;
  await writeFile(join(workplace.folder, file), wordFile(design, run.words));
  const count = run.words.length;
  const plusargs = { vectors: file, count, ...(run.vcd === undefined ? {} : { vcd: run.vcd }) };
  const transcript = await simulate(plusargs, workplace);
  await rm(join(workplace.folder, file));
  return readTranscript(transcript, count);
}

/** A line for each vector: inputs and expected outputs, in hexadecimal. */
const wordFile = (design: Design, words: readonly bigint[]): string =>
  checkedWords(design, words)
    .map((word) => word.toString(16))
    .join("\n");
