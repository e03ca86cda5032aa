import { clockOf, type Design } from "../../../generators/design.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { cornerVectors } from "../../../operands/corners.js";
import { randomVectors } from "../../../operands/biased.js";
import { Random } from "../../../operands/random.js";
import { layoutOf } from "../../../operands/word.js";
import { rtlDifference } from "../rtl-difference.js";

/** How many of each kind at most. */
export interface Effort {
  /** Vectors in the bit-parallel engine, of each kind: corners, cases, random. */
  readonly engine: number;
  /** Vectors in Icarus, of each kind. */
  readonly icarus: number;
  /** Up to so many bits of inputs every word is tried in the engine. */
  readonly everyWordBits: number;
}

/**
 * What is wrong with a design, as text that begins with what one types to see it; null where nothing was found. Its Verilog
 * is compiled with all warnings and compared with its golden model in Icarus, on few vectors; its combinational part in the
 * bit-parallel engine, on many.
 */
export async function faultOf(design: Design, seed: number, effort: Effort): Promise<string | null> {
  try {
    const random = Random.seeded(seed);
    // Of a sequence the order counts.
    const all = [...design.cases()];
    const cases = clockOf(design) === null ? random.some(all, effort.icarus) : all.slice(0, effort.icarus);
    const found = await verifyRtl(
      { ...design, cases: () => cases },
      {
        random: effort.icarus,
        corners: effort.icarus,
        cases: effort.icarus,
        candidates: 0,
        exhaustiveBits: 6,
        seed,
        listed: 1,
      },
    );
    const clean = found.verdict === "pass" && found.warnings.length === 0 && found.vectors > 0;
    if (!clean) return `tapir verify ${design.spec}\n${JSON.stringify(found, null, 1)}`;
    const isCombinational = clockOf(design.core) === null;
    const difference = isCombinational
      ? rtlDifference(design.core, engineWords(design.core, random, effort))
      : null;
    return difference === null ? null : `tapir verify ${design.spec}\n${difference}`;
  } catch (error) {
    return `tapir verify ${design.spec}\n${String((error as Error).stack)}`;
  }
}

/** Words of inputs: every one where they have few bits, else corners, the operator's own cases and random ones. */
function engineWords(design: Design, random: Random, { engine, everyWordBits }: Effort): bigint[] {
  const layout = layoutOf(design.ports, "input");
  if (layout.width <= everyWordBits)
    return Array.from({ length: 2 ** layout.width }, (_, word) => BigInt(word));
  const formats = layout.fields.map(({ format }) => format);
  const tuples = [...cornerVectors(formats, random, engine), ...randomVectors(formats, random, engine)];
  const cases = random.some([...design.cases()], engine);
  return [...tuples.map((tuple) => layout.join(tuple)), ...cases.map((bits) => layout.pack(bits))];
}
