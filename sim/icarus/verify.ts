import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Design } from "../../generators/design.js";
import { withScratch } from "../../tools/scratch.js";
import { isSystemError, reasonOf } from "../../tools/system-errors.js";
import {
  runCampaign,
  type CampaignOptions,
  type CampaignFindings,
  type DesignUnderTest,
} from "./campaign.js";
import { expectedWords } from "../../operands/expected.js";
import { icarusVersion, type Workplace } from "./icarus.js";
import { decodeMismatch, type Mismatch } from "../vectors/mismatch.js";
import { netlistVectors } from "../vectors/netlist-vectors.js";
import { rtlSubject } from "./rtl-subject.js";
import { SimulationError, type SimulationFailure } from "../../circuit/circuit-error.js";
import { ToolError } from "../../tools/tool.js";
import { runCircuit } from "../engine/run-circuit.js";
import { vectorsFor, wordsOf, type VectorOptions, type Vectors } from "../vectors/vectors.js";
import { writeWaveform } from "./waveform.js";

/** Which vectors a verification runs, how long its tools may take, and what it leaves behind. */
export interface VerifyOptions extends VectorOptions, CampaignOptions {
  /** The vectors of the design's RTL where they are known, as `vectorsFor` finds them with these options; or recorded ones. */
  readonly rtlVectors?: () => Vectors;
  /** Most mismatches that the result shows decoded, up to 100. Default 10. */
  readonly listed?: number;
  /** Where to leave waveforms of the first 100 mismatching vectors, as `<module>.<level>.vcd`; else nowhere. */
  readonly vcdFolder?: string;
  /** Seconds that one run of a tool may take. Default 600. */
  readonly timeLimit?: number;
}

/** Plain data; goes into JSON as it is. */
export interface VerifyResult {
  /** The design as a person writes it. */
  readonly design: string;
  readonly level: DesignUnderTest["level"];
  /** `pass`: every vector was compared and none mismatched. */
  readonly verdict: "pass" | "fail";
  /** Why not every vector was compared. */
  readonly failure?: { readonly kind: SimulationFailure; readonly message: string };
  /** Whether the vectors are all there are. */
  readonly exhaustive: boolean;
  /** Vectors compared. */
  readonly vectors: number;
  readonly mismatches: number;
  readonly first_mismatches: readonly Mismatch[];
  /** Seed of the random vectors; null where none are random: when exhaustive, or recorded. */
  readonly seed: number | null;
  readonly seconds: number;
  readonly simulator: string;
  /** There where Icarus is not installed, so that the bit-parallel engine ran the vectors: it reads no text, and knows no x. */
  readonly without_icarus?: true;
  /** What the compiler warned of, a line each; a design with any has failed lint. */
  readonly warnings: readonly string[];
  /** Path of the mismatching vectors' waveforms. */
  readonly vcd?: string;
  /** Why there are none. */
  readonly vcd_lost?: string;
}

/**
 * Compares a design's RTL with its golden model.
 * @throws what `verify` throws.
 */
export function verifyRtl(design: Design, options: VerifyOptions = {}): Promise<VerifyResult> {
  return verify(design, rtlSubject(design), options);
}

/**
 * Compares what Verilog sources compute with a design's golden model:
 *
 *     design ──► vectors ──► golden model ──► inputs | expected outputs     vectorsFor, netlistVectors, checkedWords
 *       │                                           │
 *       └──► test bench ──► iverilog ──► vvp ◄──────┘ chunk by chunk        compileBench, runChunks
 *               ▲                         │
 *         RTL; or netlist            transcript ──► mismatches ──► verdict  readTranscript, decodeMismatch
 *         and cell models                               │
 *                                                       └──► waveforms      writeWaveform
 *
 * Where Icarus is not installed, the bit-parallel engine runs the same vectors (`sim/engine/`), and the result says so.
 * @throws {ToolError} Icarus is missing and there is nothing for the engine; it ran out of time or was interrupted.
 * @throws {RequestError} an option out of range.
 * @throws {RangeError} a pipelined design, or golden results or cases that do not fit the ports.
 * @throws {SimulationError} mismatching vectors could not be run again for their waveforms.
 */
export async function verify(
  design: Design,
  subject: DesignUnderTest,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  const start = performance.now();
  const rtlVectors = options.rtlVectors?.() ?? vectorsFor(design, options);
  const vectors = netlistVectors(design, rtlVectors, subject.datapath, options);
  return withScratch(async (folder) => {
    const workplace = { folder, timeLimit: options.timeLimit ?? 600 };
    const { simulator, engine, found } = await findMismatches(design, subject, vectors, options, workplace);
    const waveforms =
      engine === null
        ? await keepWaveform(design, subject, { vectors, listed: found.listed }, options, workplace)
        : {};
    const complete = found.failure === undefined && found.vectors === vectors.count;
    return {
      design: design.spec,
      level: subject.level,
      verdict: complete && found.mismatches === 0 ? "pass" : "fail",
      ...(found.failure && { failure: { kind: found.failure.kind, message: found.failure.message } }),
      exhaustive: vectors.exhaustive,
      vectors: found.vectors,
      mismatches: found.mismatches,
      first_mismatches: decodeAll(design, vectors, found.listed.slice(0, options.listed ?? 10)),
      seed: vectors.seed,
      seconds: Math.round(performance.now() - start) / 1000,
      simulator,
      ...(engine !== null && { without_icarus: true }),
      warnings: found.warnings,
      ...waveforms,
    };
  });
}

/** What Icarus finds; what the engine does where it is not installed. */
async function findMismatches(
  design: Design,
  subject: DesignUnderTest,
  vectors: Vectors,
  options: VerifyOptions,
  workplace: Workplace,
): Promise<{ readonly simulator: string; readonly engine: Engine | null; readonly found: CampaignFindings }> {
  try {
    const simulator = await icarusVersion(workplace);
    const found = await runCampaign(design, subject, vectors, options, workplace);
    return { simulator, engine: null, found };
  } catch (error) {
    const isMissing = error instanceof ToolError && error.failure === "missing";
    const { engine, level } = subject;
    if (!isMissing || engine === undefined) throw error;
    // A netlist that makes no circuit is said to, when it is run.
    if (level === "rtl" && engine() === null) throw error;
    const simulator = "bit-parallel engine (Icarus Verilog is not installed)";
    return { simulator, engine, found: await runEngine(design, engine, vectors, options) };
  }
}

type Engine = NonNullable<DesignUnderTest["engine"]>;

/** What the engine finds, as a campaign's findings. */
async function runEngine(
  design: Design,
  engine: Engine,
  vectors: Vectors,
  { onProgress }: VerifyOptions,
): Promise<CampaignFindings> {
  // Lets an interruption in.
  await setImmediate();
  try {
    const simulated = engine();
    if (simulated === null || vectors.count === 0)
      throw new SimulationError("compared nothing", "there are no vectors to compare");
    return { warnings: [], ...runCircuit(design, simulated, vectors, onProgress) };
  } catch (failure) {
    if (!(failure instanceof SimulationError)) throw failure;
    return { warnings: [], vectors: 0, mismatches: 0, listed: [], failure };
  }
}

type Listed = CampaignFindings["listed"];

function decodeAll(design: Design, vectors: Vectors, listed: Listed): Mismatch[] {
  if (!vectors.sequence)
    return listed.map(({ index, actual }) => decodeMismatch(design, vectors.word(index), actual));
  const expected = expectedWords(design, wordsOf(vectors, 0, (listed.at(-1)?.index ?? -1) + 1));
  return listed.map(({ index, actual }) =>
    decodeMismatch(design, vectors.word(index), actual, expected[index]),
  );
}

/** Leaves waveforms of mismatching vectors, or of a sequence up to the first one, where a folder is given for them. */
async function keepWaveform(
  design: Design,
  { level, top }: DesignUnderTest,
  { vectors, listed }: { readonly vectors: Vectors; readonly listed: Listed },
  { vcdFolder }: VerifyOptions,
  workplace: Workplace,
): Promise<Pick<VerifyResult, "vcd" | "vcd_lost">> {
  const [first] = listed;
  if (vcdFolder === undefined || first === undefined) return {};
  const path = join(vcdFolder, `${top}.${level}.vcd`);
  const words = vectors.sequence
    ? wordsOf(vectors, 0, first.index + 1)
    : listed.map(({ index }) => vectors.word(index));
  try {
    await writeWaveform(design, words, path, workplace);
  } catch (error) {
    // That the design is wrong is worth more than its waveforms.
    if (!isSystemError(error) || error.path?.startsWith(workplace.folder) === true) throw error;
    return { vcd_lost: `waveforms cannot be written to ${path}: ${reasonOf(error)}` };
  }
  return { vcd: path };
}
