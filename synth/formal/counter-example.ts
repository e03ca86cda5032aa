import type { Design } from "../../generators/design.js";
import { fillingControls } from "../../generators/pipeline/protocol.js";
import { runCampaign, type Subject } from "../../sim/campaign.js";
import { expectedWords } from "../../sim/expected.js";
import { decodeMismatch, type Mismatch } from "../../sim/mismatch.js";
import { layoutOf } from "../../sim/word.js";
import { withScratch } from "../../tools/scratch.js";
import type { InputBits } from "./prove.js";

/** A solver's counter-example as the simulator sees it. */
export interface Replay {
  /** Whether the two sides do differ. */
  readonly differ: boolean;
  /** Of the first side that is not what the golden model says, if there is one. */
  readonly mismatch?: Mismatch;
  /** The name of that side. */
  readonly wrong?: string;
}

/** One side of a claim: Verilog to be simulated, or the golden model itself. */
export interface Side {
  readonly name: string;
  readonly subject: Subject | "golden";
}

/**
 * Simulates both sides of a claim on a solver's counter-example, in Icarus, which reads the Verilog independently.
 * @throws {ToolError} Icarus is missing, fails or takes too long
 */
export async function replay(
  design: Design,
  bits: InputBits,
  sides: readonly [Side, Side],
  timeLimit: number,
): Promise<Replay> {
  const width = layoutOf(design.ports, "output").width;
  const words = Array.from({ length: Math.max(design.latency, 1) }, (_, cycle) =>
    wordOf(design, bits, cycle),
  );
  const golden = (expectedWords(design, words).at(-1) ?? 0n).toString(2).padStart(width, "0");
  const results = await Promise.all(
    sides.map(async ({ name, subject }) => ({
      name,
      actual:
        (subject === "golden" ? undefined : await simulated(design, subject, words, timeLimit)) ?? golden,
    })),
  );
  const differ = new Set(results.map(({ actual }) => actual)).size > 1;
  const wrong = results.find(({ actual }) => actual !== golden);
  return {
    differ,
    ...(wrong && {
      wrong: wrong.name,
      mismatch: decodeMismatch(design, words.at(-1) ?? 0n, wrong.actual, expectedWords(design, words).at(-1)),
    }),
  };
}

/** The inputs in one cycle: operands stay until they have gone through a pipeline, which nothing holds up. */
function wordOf(design: Design, bits: InputBits, cycle: number): bigint {
  const controls = fillingControls(cycle);
  const inputs = layoutOf(design.ports, "input");
  const named = inputs.fields.flatMap(({ name, format, lsb }) =>
    Array.from({ length: format.width }, (_, i) => ({
      bit: bits.get(format.width > 1 ? `${name}[${i}]` : name) ?? controls[name] ?? 0n,
      at: BigInt(lsb + i),
    })),
  );
  return named.reduce((word, { bit, at }) => word | (bit << at), 0n);
}

/** What comes out; undefined if that is what the golden model says. */
function simulated(
  design: Design,
  subject: Subject,
  words: readonly bigint[],
  timeLimit: number,
): Promise<string | undefined> {
  const vectors = {
    exhaustive: false,
    seed: null,
    count: words.length,
    sequence: words.length > 1,
    word: (index: number) => words[index] ?? 0n,
  };
  return withScratch(async (folder) => {
    const found = await runCampaign(design, subject, vectors, {}, { folder, timeLimit });
    if (found.failure !== undefined) throw found.failure;
    return found.listed[0]?.actual;
  });
}
