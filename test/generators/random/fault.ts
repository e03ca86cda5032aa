import { clockOf, type Design } from "../../../generators/design.js";
import { verifyRtl, type VerifyResult } from "../../../sim/icarus/verify.js";
import { cornerVectors } from "../../../operands/corners.js";
import { randomVectors } from "../../../operands/biased.js";
import { Random } from "../../../operands/random.js";
import { layoutOf } from "../../../operands/word.js";
import { rtlDifference } from "../rtl-difference.js";

export interface Effort {
  /** How many of an operator's own cases are made: 100,000 of a format of 64 bits take a second. */
  readonly cases: number;
  /** Characters of Verilog. Icarus takes a second to compile a long one; where the engine can, it alone looks at it. */
  readonly longest: number;
  /** Vectors in the bit-parallel engine, at most so many of each kind: corners, cases, random. */
  readonly engine: number;
  /** Vectors in Icarus, at most so many of each kind. */
  readonly icarus: number;
  /** Up to so many bits of inputs every word is tried in the engine. */
  readonly everyWordBits: number;
}

/** All that is looked at, of the size that a deep run can afford. */
export const thorough: Effort = {
  cases: Infinity,
  longest: Infinity,
  engine: 3000,
  icarus: 100,
  everyWordBits: 13,
};

/**
 * What is wrong with a design, as text that begins with what one types to see it; null where nothing was found. Its Verilog
 * is compiled with all warnings and compared with its golden model in Icarus, on few vectors; its combinational part in the
 * bit-parallel engine, on many.
 */
export async function faultOf(design: Design, seed: number, effort: Effort): Promise<string | null> {
  try {
    const random = Random.seeded(seed);
    const isCombinational = clockOf(design.core) === null;
    if (!isCombinational || design.verilog().length <= effort.longest) {
      const found = await inIcarus(design, random, seed, effort);
      const clean = found.verdict === "pass" && found.warnings.length === 0 && found.vectors > 0;
      if (!clean) return `tapir verify ${design.spec}\n${JSON.stringify(found, null, 1)}`;
    }
    const difference = isCombinational
      ? rtlDifference(design.core, engineWords(design.core, random, effort))
      : null;
    return difference === null ? null : `tapir verify ${design.spec}\n${difference}`;
  } catch (error) {
    return `tapir verify ${design.spec}\n${String((error as Error).stack)}`;
  }
}

function inIcarus(design: Design, random: Random, seed: number, effort: Effort): Promise<VerifyResult> {
  const { icarus } = effort;
  // Of a sequence the order counts.
  const cases =
    clockOf(design) === null
      ? random.some(first(design.cases(), effort.cases), icarus)
      : first(design.cases(), icarus);
  return verifyRtl(
    { ...design, cases: () => cases },
    { random: icarus, corners: icarus, cases: icarus, candidates: 0, exhaustiveBits: 6, seed, listed: 1 },
  );
}

/** Words of inputs: every one where they have few bits, else corners, the operator's own cases and random ones. */
function engineWords(
  design: Design,
  random: Random,
  { engine, everyWordBits, cases: most }: Effort,
): bigint[] {
  const layout = layoutOf(design.ports, "input");
  if (layout.width <= everyWordBits)
    return Array.from({ length: 2 ** layout.width }, (_, word) => BigInt(word));
  const formats = layout.fields.map(({ format }) => format);
  const tuples = [...cornerVectors(formats, random, engine), ...randomVectors(formats, random, engine)];
  const cases = random.some(first(design.cases(), most), engine);
  return [...tuples.map((tuple) => layout.join(tuple)), ...cases.map((bits) => layout.pack(bits))];
}

function first<T>(all: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const each of all) {
    if (taken.length >= most) break;
    taken.push(each);
  }
  return taken;
}
