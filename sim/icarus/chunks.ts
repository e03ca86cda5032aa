import { cores } from "../../tools/cores.js";
import pLimit from "p-limit";
import type { Design } from "../../generators/design.js";
import type { Workplace } from "./icarus.js";
import { runBench } from "./run-bench.js";
import { joinComparisons } from "../../circuit/comparison.js";
import { SimulationError } from "../../circuit/circuit-error.js";
import type { BenchFindings } from "./transcript.js";
import { wordsOf, type Vectors } from "../vectors/vectors.js";
import { linesFor, type WordFiles } from "../vectors/word-files.js";

export interface ChunkOptions {
  /** Most vectors in one run of the simulator. */
  readonly chunk: number;
  /** Where vectors come from that are remembered. */
  readonly files?: WordFiles | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What all runs together have found; mismatches stand at the index of their vector. */
export interface ChunksFindings extends BenchFindings {
  /** Why not every vector was compared. */
  readonly failure?: SimulationError | undefined;
}

/**
 * Runs all vectors through the compiled bench, chunk by chunk. After a failure no more chunks start.
 * @throws {ToolError} Icarus is missing, ran out of time or was interrupted.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export async function runChunks(
  design: Design,
  vectors: Vectors,
  { chunk, files, onProgress }: ChunkOptions,
  workplace: Workplace,
): Promise<ChunksFindings> {
  const parts: BenchFindings[] = [];
  const errors: unknown[] = [];
  let done = 0;

  async function runChunk(start: number): Promise<void> {
    if (errors.length > 0) return;
    const size = Math.min(chunk, vectors.count - start);
    try {
      const lines =
        files?.lines(design, vectors, start, size) ?? linesFor(design, wordsOf(vectors, start, size));
      const found = await runBench(design, { name: `vectors-${start}`, lines, count: size }, workplace);
      parts.push({
        ...found,
        listed: found.listed.map(({ index, actual }) => ({ index: start + index, actual })),
      });
      onProgress?.((done += size), vectors.count);
    } catch (error) {
      errors.push(error);
    }
  }

  const starts = Array.from({ length: Math.ceil(vectors.count / chunk) }, (_, i) => i * chunk);
  // runTool runs one simulator on each core. Meanwhile one more chunk is made ready, not all of them.
  const limit = pLimit(cores() + 1);
  // Wait for every chunk, even after a failure: the workplace must outlive the simulators in it.
  await Promise.all(starts.map((start) => limit(runChunk, start)));
  const failure = errors.find((error) => error instanceof SimulationError);
  if (errors.length > 0 && failure === undefined) throw errors[0];
  return { ...joinComparisons(parts, ({ index }) => index), failure };
}
