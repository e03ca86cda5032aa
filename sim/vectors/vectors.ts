import type { Design } from "../../generators/design.js";
import { cycleVectors } from "./cycle-vectors.js";
import { datapathOf, gatesIn } from "../../circuit/datapath.js";
import { Random } from "../../operands/random.js";
import { sampledVectors } from "./sampled-vectors.js";
import { budgetFor, checkInteger } from "./budget.js";
import { layoutOf } from "../../operands/word.js";

/** How many vectors a design gets, of which kinds, and from which seed. */
export interface VectorOptions {
  /**
   * Most vectors of all kinds together when not exhaustive; the other numbers then follow from it. Default: about 110,000, fewer
   * for large datapaths. A netlist gets some more, for its own gates.
   */
  readonly vectors?: number | undefined;
  /** Random vectors to draw when not exhaustive; a repeated one runs once. Default 20,000, fewer for large datapaths. */
  readonly random?: number | undefined;
  /** Most corner vectors when not exhaustive. Default 40,000, fewer for large datapaths. */
  readonly corners?: number | undefined;
  /** Most of the operator's own cases when not exhaustive, drawn from them. Default 50,000, fewer for large datapaths. */
  readonly cases?: number | undefined;
  /**
   * Most vectors to look at, beside the cases, for conditions of the datapath's gates that the others do not cover, when
   * not exhaustive; few of them are run. Default 400,000, fewer for large datapaths.
   */
  readonly candidates?: number | undefined;
  /** Seed of the random vectors, 0 to 2^32 − 1. Default 1. */
  readonly seed?: number;
  /** Every operand combination is run while the inputs total at most this many bits. Default 20. */
  readonly exhaustiveBits?: number;
}

/** Input vectors in the order they are run, each one word, laid out as `vectorLayout` has it. */
export interface Vectors {
  /** Whether these are all there are. */
  readonly exhaustive: boolean;
  /** What the sample was drawn with; null where none was drawn: when exhaustive, or recorded. */
  readonly seed: number | null;
  readonly count: number;
  /** They are successive clock cycles from reset, to be run in one go. */
  readonly sequence: boolean;
  /** @param index 0 to `count` − 1 */
  word(index: number): bigint;
}

/** A design without a clock and with so few input bits gets every word, however many vectors are asked for. */
export const usualExhaustiveBits = 20;

/** More would take Icarus days. */
const mostExhaustiveBits = 32;

/**
 * The vectors that a design is verified with:
 *
 *     few input bits, no clock ──► every word, counted upwards                                 everyVector
 *
 *     else, no clock ──► corners, cases, random ────┐                                          sampledVectors
 *     else ──► reset, cases, corners, random cycles ┤                                          cycleVectors
 *                                                   ▼
 *     RTL ──► datapath ──► budget ──► searchVectors: what excites and observes its gates       gate-exhaustive/
 *
 * A netlist gets more vectors, for its own gates: see `netlistVectors`.
 * @param like a design with the same registers, whose datapath's gates are to be covered; default: the design itself, or the one that a foreign module stands for
 * @throws {RequestError} an option out of range.
 * @throws {RangeError} an operator's `cases` that do not fit its ports.
 */
export function vectorsFor(
  design: Design,
  options: VectorOptions = {},
  like = design.foreign?.as ?? design,
): Vectors {
  const { exhaustiveBits = usualExhaustiveBits } = options;
  checkInteger("exhaustiveBits", exhaustiveBits, mostExhaustiveBits);
  const sequence = design.machine !== null;
  const { width } = layoutOf(design.ports, "input");
  if (!sequence && width <= exhaustiveBits) return everyVector(width);
  const { seed = 1 } = options;
  checkInteger("seed", seed, 2 ** 32 - 1);
  const datapath = datapathOf(like);
  const budget = budgetFor(gatesIn(datapath), options);
  const words = (sequence ? cycleVectors : sampledVectors)(design, datapath, Random.seeded(seed), budget);
  return listedVectors(words, seed, sequence);
}

/** A sample: vectors that are not all there are. */
export const listedVectors = (words: readonly bigint[], seed: number, sequence: boolean): Vectors => ({
  exhaustive: false,
  seed,
  count: words.length,
  sequence,
  word: lookUp(words),
});

/** Some of the vectors, or all. */
export const wordsOf = (vectors: Vectors, start = 0, size = vectors.count - start): bigint[] =>
  Array.from({ length: size }, (_, i) => vectors.word(start + i));

/** The last input counts fastest: the first one's decoder then rarely changes, which simulates fast. */
function everyVector(width: number): Vectors {
  return { exhaustive: true, seed: null, count: 2 ** width, sequence: false, word: BigInt };
}

function lookUp(words: readonly bigint[]): (index: number) => bigint {
  return (index) => {
    const word = words[index];
    if (word === undefined) throw new RangeError(`there is no vector ${index}`);
    return word;
  };
}
