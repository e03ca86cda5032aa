import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import { clockedWords } from "../../../synth/power/clocked-words.js";
import { nodeOf } from "../../../circuit/graph.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { countToggles } from "../../../synth/power/toggles.js";
import { operandCycles } from "../../../operands/cycles.js";
import { layoutOf } from "../../../operands/word.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { genericLibrary } from "../../circuit/designs.js";

export async function circuitOf(design: Design) {
  const library = await genericLibrary();
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 60 });
  return new OpenedNetlist(design, synthesis, library).circuit;
}

/** Changes of each bit, bit 0 first. */
export const changesOf = (words: readonly bigint[], width: number): number[] =>
  Array.from(
    { length: width },
    (_, bit) => words.slice(1).filter((word, i) => ((word ^ (words[i] ?? 0n)) >> BigInt(bit)) & 1n).length,
  );

export const options = { operands: "uniform", vectors: 300, seed: 1 } as const;

/** Expects the results of a pipeline's circuit to change as those of its operands do. */
export async function expectChangesOfResults(spec: string): Promise<void> {
  const design = parseDesign(spec);
  const circuit = await circuitOf(design);
  const { latency } = design;
  const words = operandCycles(design.ports, { ...options, vectors: options.vectors + latency });
  const toggles = countToggles(circuit, clockedWords(circuit, words).slice(latency));
  const operands = layoutOf(design.ports, "input");
  // The result of the first of these operands stands in the first cycle that counts.
  const results = words
    .slice(0, options.vectors)
    .map((word) => design.core.golden(operands.unpack(word)).r ?? 0n);
  const outputs = layoutOf(design.ports, "output").fields.find(({ name }) => name === "r");
  const own = circuit.outputs.slice(outputs?.lsb ?? 0).slice(0, outputs?.format.width);
  expect(own.map((literal) => toggles[nodeOf(literal)])).toEqual(changesOf(results, own.length));
}
