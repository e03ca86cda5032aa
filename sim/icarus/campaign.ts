import { cores } from "../../tools/cores.js";
import type { Design } from "../../generators/design.js";
import { runChunks, type ChunksFindings } from "./chunks.js";
import { compileBench } from "./compile-bench.js";
import type { Datapath } from "../../circuit/datapath.js";
import type { VerilogSource, Workplace } from "./icarus.js";
import { mostListed } from "../../circuit/comparison.js";
import { SimulationError } from "../../circuit/circuit-error.js";
import type { SimulatedCircuit } from "../engine/simulated-circuit.js";
import type { StateAccess } from "./state-access.js";
import type { Vectors } from "../vectors/vectors.js";
import type { WordFiles } from "../vectors/word-files.js";

/** What is simulated in a design's name: its RTL, or a netlist with the models of its cells. */
export interface DesignUnderTest {
  readonly level: "rtl" | "gates";
  readonly sources: readonly VerilogSource[];
  /** The module whose ports are the design's. */
  readonly top: string;
  /** How to load and read the design's state; left out, vectors must not load it, and it is not compared. */
  readonly state?: StateAccess | undefined;
  /** The same for the engine, which stands in for Icarus where that is not installed; null where there is nothing to run. */
  readonly engine?: () => SimulatedCircuit | null;
  /** Of a netlist, whose own gates are to be covered too. */
  readonly datapath?: Datapath | undefined;
}

export interface CampaignOptions {
  /** Most vectors in one run of the simulator, at least 1. Default: an equal share for each core, 1,024 to 16,384. */
  readonly chunk?: number;
  /** Where vectors come from that are remembered. */
  readonly files?: WordFiles | undefined;
  /** Called when more vectors have been compared. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface CampaignFindings extends ChunksFindings {
  /** What the compiler warned of, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Compiles what is tested under the design's test bench, and runs all vectors through it.
 * @throws {ToolError} Icarus is missing, ran out of time or was interrupted.
 * @throws {RangeError} a pipelined design, or golden results that do not fit the ports.
 */
export async function runCampaign(
  design: Design,
  subject: DesignUnderTest,
  vectors: Vectors,
  { chunk = defaultChunk(vectors.count), files, onProgress }: CampaignOptions,
  workplace: Workplace,
): Promise<CampaignFindings> {
  try {
    if (vectors.count === 0) throw new SimulationError("compared nothing", "there are no vectors to compare");
    if (vectors.sequence) chunk = vectors.count;
    // The mismatches that one run lists must fit into another, for their waveforms.
    const { top, state } = subject;
    const bench = { top, state, capacity: Math.max(chunk, mostListed) };
    const warnings = await compileBench(design, subject.sources, bench, workplace);
    return { warnings, ...(await runChunks(design, vectors, { chunk, files, onProgress }, workplace)) };
  } catch (failure) {
    if (!(failure instanceof SimulationError)) throw failure;
    return { warnings: [], vectors: 0, mismatches: 0, listed: [], failure };
  }
}

/** Small enough to show progress and to bound memory, large enough that starting the simulator costs little. */
function defaultChunk(vectors: number): number {
  return Math.min(Math.max(Math.ceil(vectors / cores()), 1024), 16_384);
}
