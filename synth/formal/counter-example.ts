import type { Design } from "../../generators/design.js";
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
  const word = wordOf(design, bits);
  const width = layoutOf(design.ports, "output").width;
  const golden = (expectedWords(design, [word])[0] ?? 0n).toString(2).padStart(width, "0");
  const results = await Promise.all(
    sides.map(async ({ name, subject }) => ({
      name,
      actual:
        (subject === "golden" ? undefined : await simulated(design, subject, word, timeLimit)) ?? golden,
    })),
  );
  const differ = new Set(results.map(({ actual }) => actual)).size > 1;
  const wrong = results.find(({ actual }) => actual !== golden);
  return {
    differ,
    ...(wrong && { wrong: wrong.name, mismatch: decodeMismatch(design, word, wrong.actual) }),
  };
}

function wordOf(design: Design, bits: InputBits): bigint {
  const inputs = layoutOf(design.ports, "input");
  const named = inputs.fields.flatMap(({ name, format, lsb }) =>
    Array.from({ length: format.width }, (_, i) => ({
      name: format.width > 1 ? `${name}[${i}]` : name,
      at: BigInt(lsb + i),
    })),
  );
  return named.reduce((word, { name, at }) => word | ((bits.get(name) ?? 0n) << at), 0n);
}

/** What comes out; undefined if that is what the golden model says. */
function simulated(
  design: Design,
  subject: Subject,
  word: bigint,
  timeLimit: number,
): Promise<string | undefined> {
  const vectors = { exhaustive: false, seed: null, count: 1, sequence: false, word: () => word };
  return withScratch(async (folder) => {
    const found = await runCampaign(design, subject, vectors, {}, { folder, timeLimit });
    if (found.failure !== undefined) throw found.failure;
    return found.listed[0]?.actual;
  });
}
