import { evaluateCircuit } from "../../circuit/circuit.js";
import { vectorKernel } from "../../circuit/compiled/vector-kernel.js";
import { VectorMemory } from "../../circuit/compiled/vector-memory.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import type { Design } from "../../generators/design.js";
import { expectedWords } from "../../operands/expected.js";
import { layoutOf } from "../../operands/word.js";

/**
 * The first of some words of inputs for which the RTL of a combinational design differs from its golden model, as text;
 * null where there is none. The bit-parallel engine takes 128 words at a time, thousands in the time that Icarus starts in.
 */
export function rtlDifference(design: Design, words: readonly bigint[]): string | null {
  const circuit = moduleCircuit(design.module());
  const expected = expectedWords(design, words);
  const memory = new VectorMemory(words, circuit.inputWidth, expected, circuit.outputs.length);
  const block = vectorKernel(circuit, memory).firstDifference(0, memory.blocks);
  if (block === memory.blocks) return null;
  const perBlock = 128;
  const index = words.findIndex(
    (word, i) => i >= block * perBlock && evaluateCircuit(circuit, word) !== expected[i],
  );
  const [inputs, outputs] = [layoutOf(design.ports, "input"), layoutOf(design.ports, "output")];
  const shown = (bits: Readonly<Record<string, bigint>>): string =>
    Object.entries(bits)
      .map(([name, value]) => `${name}=0x${value.toString(16)}`)
      .join(" ");
  const word = words[index] ?? 0n;
  const actual = outputs.unpack(evaluateCircuit(circuit, word));
  return `${design.spec}: ${shown(inputs.unpack(word))} gives ${shown(actual)}, expected ${shown(outputs.unpack(expected[index] ?? 0n))}`;
}
