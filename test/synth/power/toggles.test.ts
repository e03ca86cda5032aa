import { expect, test } from "vitest";
import { evaluateCircuit, type Circuit } from "../../../circuit/circuit.js";
import { Graph, nodeOf, not, type Literal } from "../../../circuit/graph.js";
import { countToggles } from "../../../synth/power/toggles.js";
import { Random } from "../../../operands/random.js";

/** Random ANDs and XORs over `inputWidth` inputs; every node is an output. */
function randomCircuit(random: Random, inputWidth: number): Circuit {
  const graph = new Graph();
  const literals: Literal[] = Array.from({ length: inputWidth }, (_, bit) => graph.input(bit));
  for (let gate = 0; gate < 30; gate++) {
    const [a, b] = [random.pick(literals), not(random.pick(literals))];
    literals.push(random.below(2) === 0 ? graph.and(a, b) : graph.xor(a, b));
  }
  return { graph, inputWidth, outputs: literals };
}

// A block holds 1,024 vectors, and a word 32.
test.each([2, 31, 32, 33, 34, 64, 1023, 1024, 1025, 1056, 2047, 2048, 3000])(
  "toggles in %i vectors are those of the circuit run one vector at a time",
  (count) => {
    const random = Random.seeded(count);
    const circuit = randomCircuit(random, 6);
    const vectors = Array.from({ length: count }, () => random.bits(6));
    const results = vectors.map((vector) => evaluateCircuit(circuit, vector));
    const changes = circuit.outputs.map((_, bit) =>
      results
        .slice(1)
        .reduce((sum, word, i) => sum + Number(((word ^ (results[i] ?? 0n)) >> BigInt(bit)) & 1n), 0),
    );
    const toggles = countToggles(circuit, vectors);
    expect(circuit.outputs.map((literal) => toggles[nodeOf(literal)])).toEqual(changes);
    expect(Math.max(...changes)).toBeGreaterThan(0);
  },
);

test("one vector alone changes nothing, and taps are refused", () => {
  const circuit = randomCircuit(Random.seeded(1), 4);
  expect(new Set(countToggles(circuit, [5n]))).toEqual(new Set([0]));
  circuit.graph.tap(circuit.graph.input(0));
  expect(() => countToggles(circuit, [1n, 2n])).toThrow(/has taps/);
});
