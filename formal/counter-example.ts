import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { runCampaign, type DesignUnderTest } from "../sim/icarus/campaign.js";
import { expectedWords } from "../operands/expected.js";
import { decodeMismatch, type Mismatch } from "../sim/vectors/mismatch.js";
import { layoutOf } from "../operands/word.js";
import { withScratch } from "../tools/scratch.js";
import type { InputBits } from "./prove.js";

/** A solver's counter-example, simulated. */
export type Replay =
  | { readonly differ: false }
  | {
      readonly differ: true;
      /** The words up to the first on which the two sides differ. */
      readonly words: readonly bigint[];
      /** The outputs there of the first side that differs from the golden model. */
      readonly mismatch: Mismatch;
      /** The name of that side. */
      readonly wrong: string;
    };

/** One side of a claim: Verilog to be simulated, or the golden model itself. */
export interface Side {
  readonly name: string;
  readonly subject: DesignUnderTest | "golden";
}

/**
 * Simulates both sides of a claim on a solver's counter-example, in Icarus, which reads the Verilog independently.
 * @param words the inputs, of a design with registers in successive cycles
 * @throws {ToolError} Icarus is missing, fails or takes too long
 */
export async function replay(
  design: Design,
  words: readonly bigint[],
  sides: readonly [Side, Side],
  timeLimit: number,
): Promise<Replay> {
  const expected = expectedWords(design, words);
  const runs = await Promise.all(
    sides.map(async ({ name, subject }) => ({
      name,
      wrong:
        subject === "golden" ? new Map<number, string>() : await wrongIn(design, subject, words, timeLimit),
    })),
  );
  const first = words.findIndex((_, index) => new Set(runs.map(({ wrong }) => wrong.get(index))).size > 1);
  const blamed = runs.find(({ wrong }) => wrong.has(first));
  const actual = blamed?.wrong.get(first);
  if (blamed === undefined || actual === undefined) return { differ: false };
  return {
    differ: true,
    words: words.slice(0, first + 1),
    wrong: blamed.name,
    mismatch: decodeMismatch(design, words[first] ?? 0n, actual, expected[first]),
  };
}

/** The words of a counter-example in one cycle: applied once, or to a pipeline in each cycle of its latency while it advances. */
export const wordsOf = (design: Design, bits: InputBits): bigint[] =>
  Array.from({ length: Math.max(design.latency, 1) }, (_, cycle) => wordOf(design, bits, cycle));

/** The words of a counter-example over several cycles. */
export const sequenceOf = (design: Design, cycles: readonly InputBits[]): bigint[] =>
  cycles.map((bits) => wordOf(design, bits));

function wordOf(design: Design, bits: InputBits, filling?: number): bigint {
  const controls = filling === undefined ? {} : fillingControls(filling);
  const inputs = layoutOf(design.ports, "input");
  const named = inputs.fields.flatMap(({ name, format, lsb }) =>
    Array.from({ length: format.width }, (_, i) => ({
      bit: bits.get(format.width > 1 ? `${name}[${i}]` : name) ?? controls[name] ?? 0n,
      at: BigInt(lsb + i),
    })),
  );
  return named.reduce((word, { bit, at }) => word | (bit << at), 0n);
}

/** The first words with wrong outputs, by their index, and these outputs. */
function wrongIn(
  design: Design,
  subject: DesignUnderTest,
  words: readonly bigint[],
  timeLimit: number,
): Promise<Map<number, string>> {
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
    return new Map(found.listed.map(({ index, actual }) => [index, actual]));
  });
}
