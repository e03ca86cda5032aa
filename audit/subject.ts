import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import { VectorMemory } from "../circuit/compiled/vector-memory.js";
import { netlistDatapath } from "../circuit/datapath.js";
import { OpenedNetlist } from "../circuit/opened-netlist.js";
import { expectedWords } from "../operands/expected.js";
import { netlistVectors } from "../sim/vectors/netlist-vectors.js";
import { withoutPulses } from "../operands/sequence.js";
import { vectorLayout } from "../operands/state.js";
import { wordsOf, vectorsFor, type VectorOptions, type Vectors } from "../sim/vectors/vectors.js";

/** What is audited: a design with its netlist, and the vectors that are judged. */
export interface Subject {
  readonly design: Design;
  readonly netlist: OpenedNetlist;
  /** Whether the vectors are all there are. */
  readonly exhaustive: boolean;
  readonly seed: number | null;
  /** Whether the vectors are successive clock cycles from reset. */
  readonly sequence: boolean;
  /** What the RTL is checked with. */
  readonly rtl: JudgedVectors;
  /** What the netlist is checked with: the same, and what shows its own gates. */
  readonly gates: JudgedVectors;
}

interface JudgedVectors {
  /** Inputs words. */
  readonly words: readonly bigint[];
  /**
   * The same with the outputs that the golden model expects: of a sequence, in the cycle after each word, as the outputs
   * show what the registers have taken.
   */
  readonly memory: VectorMemory;
}

/**
 * @throws {RequestError} an option out of range
 * @throws {SimulationError} the netlist cannot be simulated, see `netlistDatapath`
 * @throws {RangeError} golden results or cases that do not fit the ports
 */
export function subjectOf(
  design: Design,
  synthesis: MappedNetlist,
  library: Library,
  options: VectorOptions,
): Subject {
  const rtl = vectorsFor(design, options);
  const netlist = new OpenedNetlist(design, synthesis, library);
  const gates = netlistVectors(design, rtl, netlistDatapath(netlist), options);
  const { exhaustive, seed, sequence } = rtl;
  const judged = judge(design, gates);
  return {
    ...{ design, netlist, exhaustive, seed, sequence },
    rtl: gates === rtl ? judged : judge(design, rtl),
    gates: judged,
  };
}

function judge(design: Design, vectors: Vectors): JudgedVectors {
  const words = withoutPulses(design, wordsOf(vectors));
  const expected = expectedWords(design, words);
  const [inputWidth, outputWidth] = [
    vectorLayout(design, "input").width,
    vectorLayout(design, "output").width,
  ];
  const memory = vectors.sequence
    ? new VectorMemory([...words, 0n], inputWidth, [0n, ...expected], outputWidth, "cycle")
    : new VectorMemory(words, inputWidth, expected, outputWidth);
  return { words, memory };
}
