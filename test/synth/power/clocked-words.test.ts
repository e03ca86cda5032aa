import { expect, test } from "vitest";
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

async function circuitOf(design: Design) {
  const library = await genericLibrary();
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 60 });
  return new OpenedNetlist(design, synthesis, library).circuit;
}

/** Changes of each bit, bit 0 first. */
const changesOf = (words: readonly bigint[], width: number): number[] =>
  Array.from(
    { length: width },
    (_, bit) => words.slice(1).filter((word, i) => ((word ^ (words[i] ?? 0n)) >> BigInt(bit)) & 1n).length,
  );

const options = { operands: "uniform", vectors: 300, seed: 1 } as const;

test.each([
  "PlamMult n=5 es=1 stages=1",
  "PlamMult n=5 es=1 stages=3 registered=both handshake=ready",
  "PositMult n=4 es=0 stages=2 ce=true",
])("results of the pipeline %s change as those of successive operands", async (spec) => {
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
});

test("a sum changes as its golden machine has it, and starts anew with every 64th operand", async () => {
  const design = parseDesign("IntMac n=4 acc=12 form=sequential");
  const circuit = await circuitOf(design);
  const words = operandCycles(design.ports, options);
  const machine = design.machine?.() ?? expect.fail("no machine");
  const inputs = layoutOf(design.ports, "input");
  expect(words.filter((word) => inputs.unpack(word).clear === 1n)).toHaveLength(Math.ceil(300 / 64));
  // What a cycle shows are the sums of all cycles before it.
  const sums = [0n, ...words.map((word) => machine(inputs.unpack(word)).r ?? 0n)].slice(1, -1);
  const toggles = countToggles(circuit, clockedWords(circuit, words).slice(1));
  const r = layoutOf(design.ports, "output").fields.find(({ name }) => name === "r");
  const own = circuit.outputs.slice(r?.lsb).slice(0, 12);
  expect(own.map((literal) => toggles[nodeOf(literal)])).toEqual(changesOf(sums, 12));
});

test("without registers a cycle's inputs are all there is", async () => {
  const circuit = await circuitOf(parseDesign("PlamMult n=5 es=1"));
  const words = operandCycles(parseDesign("PlamMult n=5 es=1").ports, options);
  expect(clockedWords(circuit, words)).toEqual(words);
});
