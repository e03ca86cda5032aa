import type { Design } from "../../generators/design.js";
import type { Library } from "../../synth/liberty/library.js";
import type { MappedNetlist } from "../../synth/result.js";
import { VectorMemory } from "../bitparallel/vector-memory.js";
import { expectedWords } from "../expected.js";
import { vectorLayout } from "../state.js";
import { vectorsFor, type VectorOptions } from "../vectors.js";

/** What is audited: a design with its netlist, and the vectors that are judged. */
export interface Subject {
  readonly design: Design;
  readonly synthesis: MappedNetlist;
  readonly library: Library;
  readonly vectors: {
    /** Whether they are all there are. */
    readonly exhaustive: boolean;
    readonly seed: number | null;
    /** Whether they are successive clock cycles from reset. */
    readonly sequence: boolean;
    /** Inputs words. */
    readonly words: readonly bigint[];
    /**
     * The same with the outputs that the golden model expects: of a sequence, in the cycle after each word, as the outputs
     * show what the registers have taken.
     */
    readonly memory: VectorMemory;
  };
}

/**
 * @throws {RequestError} an option out of range
 * @throws {RangeError} golden results or cases that do not fit the ports
 */
export function subjectOf(
  design: Design,
  synthesis: MappedNetlist,
  library: Library,
  options: VectorOptions,
): Subject {
  const vectors = vectorsFor(design, options);
  const { exhaustive, seed, count, sequence } = vectors;
  const words = Array.from({ length: count }, (_, index) => vectors.word(index));
  const inputWidth = vectorLayout(design, "input").width;
  const outputWidth = vectorLayout(design, "output").width;
  const expected = expectedWords(design, words);
  const memory = sequence
    ? new VectorMemory([...words, 0n], inputWidth, [0n, ...expected], outputWidth, "cycle")
    : new VectorMemory(words, inputWidth, expected, outputWidth);
  return { design, synthesis, library, vectors: { exhaustive, seed, sequence, words, memory } };
}
