import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { clockedWords } from "../../../synth/power/clocked-words.js";
import { nodeOf } from "../../../circuit/graph.js";
import { countToggles } from "../../../synth/power/toggles.js";
import { operandCycles } from "../../../operands/cycles.js";
import { layoutOf } from "../../../operands/word.js";
import { changesOf, circuitOf, expectChangesOfResults, options } from "./clocked.js";

test.each(["PlamMult n=5 es=1 stages=1"])(
  "results of the pipeline %s change as those of successive operands",
  expectChangesOfResults,
);

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
