import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateCircuit, liveNodes, type Circuit } from "../../../../circuit/circuit.js";
import { FlippedGates } from "../../../../circuit/compiled/flipped-gates.js";
import {
  Graph,
  isComplement,
  nodeOf,
  operandsOf,
  type GraphNode,
  type Literal,
} from "../../../../circuit/graph.js";
import { Misreadings } from "../../../../circuit/misreadings.js";
import { evaluateNode, writeInput } from "../../../../circuit/node-words.js";
import { GateCoverage } from "../../../../sim/vectors/gate-exhaustive/coverage.js";

const inputWidth = 9;

/** Any circuit of nine inputs, in which equal gates are one or not. */
const circuits = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.nat()), { minLength: 3, maxLength: 40 }))
  .map(([isShared, gates]): Circuit => {
    const graph = new Graph(isShared);
    const literals: Literal[] = Array.from({ length: inputWidth }, (_, bit) => graph.input(bit));
    const any = (choice: number): Literal =>
      (literals[choice % literals.length] ?? 0) ^ (Math.floor(choice / literals.length) % 2);
    for (const [isAnd, left, right] of gates)
      literals.push(isAnd ? graph.and(any(left), any(right)) : graph.xor(any(left), any(right)));
    return { graph, inputWidth, outputs: literals.slice(-3) };
  });
const vectorLists = fc.array(fc.bigInt(0n, (1n << BigInt(inputWidth)) - 1n), {
  minLength: 1,
  maxLength: 300,
});

type Gate = GraphNode & { readonly kind: "and" | "xor" };
type Copy = (literal: Literal) => Literal;

/** The circuit, copied gate by gate. */
function copied(
  { graph: { nodes }, outputs }: Circuit,
  gateOf: (graph: Graph, node: Gate, number: number, copy: Copy) => Literal,
): Circuit {
  const graph = new Graph();
  const copies: Literal[] = [];
  const copy: Copy = (literal) => (copies[nodeOf(literal)] ?? 0) ^ Number(isComplement(literal));
  nodes.forEach((node, number) => {
    if (node.kind === "input") copies[number] = graph.input(node.bit);
    else if (node.kind === "and" || node.kind === "xor") copies[number] = gateOf(graph, node, number, copy);
    else copies[number] = 0;
  });
  return { graph, inputWidth, outputs: outputs.map(copy) };
}

/** The circuit with a gate inverted. */
const inverted = (circuit: Circuit, gate: number): Circuit =>
  copied(
    circuit,
    (graph, { kind, left, right }, number, copy) =>
      graph[kind](copy(left), copy(right)) ^ Number(number === gate),
  );

/** What a literal of the circuit is for a word. */
const valueOf = ({ graph }: Circuit, literal: Literal, word: bigint): bigint =>
  evaluateCircuit({ graph, inputWidth, outputs: [literal] }, word);

const gatesOf = (circuit: Circuit): number[] =>
  liveNodes(circuit).filter((number) => circuit.graph.nodes[number]?.kind !== "input");

/** Every gate with every combination of its operands that one of the vectors shows. */
function shownBy(circuit: Circuit, vectors: readonly bigint[]): Set<string> {
  const shown = gatesOf(circuit).flatMap((gate) => {
    const [left = 0, right = 0] = operandsOf(circuit.graph.nodes[gate] ?? { kind: "constant" });
    const wrong = inverted(circuit, gate);
    return vectors
      .filter((word) => evaluateCircuit(circuit, word) !== evaluateCircuit(wrong, word))
      .map((word) => `${gate}: ${valueOf(circuit, left, word)} ${valueOf(circuit, right, word)}`);
  });
  return new Set(shown);
}

/** The values of a circuit's nodes, 32 vectors a word, in fours of words. */
function valuesOf(circuit: Circuit, vectors: readonly bigint[]): { values: Int32Array; words: number } {
  const { nodes } = circuit.graph;
  const words = 4 * Math.ceil(vectors.length / 128);
  const values = new Int32Array(nodes.length * words);
  nodes.forEach((node, number) => {
    if (node.kind === "input") writeInput(node.bit, vectors, number, values, words);
    else evaluateNode(node, number, values, words);
  });
  return { values, words };
}

test("a gate that is inverted in some vectors is told in those of them in which an output changes", () => {
  fc.assert(
    fc.property(circuits, vectorLists, fc.integer(), (circuit, vectors, mask) => {
      const expected = vectors.map((word) => evaluateCircuit(circuit, word));
      const { values, words } = valuesOf(circuit, vectors);
      const flipped = new FlippedGates(circuit, words);
      flipped.values.set(values);
      expect(flipped.gates).toEqual(gatesOf(circuit));
      const where = Int32Array.of(-1, mask, -1, ~mask);
      flipped.gates.forEach((gate, index) => {
        const wrong = inverted(circuit, gate);
        vectors.forEach((word, place) => {
          const [lanes, lane] = [(place % 128) >> 5, place % 32];
          const isAt = (all: Int32Array): boolean => (((all[lanes] ?? 0) >>> lane) & 1) === 1;
          const shown = flipped.flip(index, 4 * Math.floor(place / 128), where);
          expect(isAt(shown)).toBe(isAt(where) && evaluateCircuit(wrong, word) !== expected[place]);
        });
      });
    }),
    { numRuns: 20 },
  );
});

test("what all vectors cover, those that are picked cover, and no more", () => {
  fc.assert(
    fc.property(circuits, vectorLists, vectorLists, (circuit, first, second) => {
      const coverage = new GateCoverage(circuit);
      const picked = [first, second].flatMap((list) => coverage.show(list).map((i) => list[i] ?? -1n));
      const shown = shownBy(circuit, [...first, ...second]);
      expect(shownBy(circuit, picked)).toEqual(shown);
      expect(coverage.missing).toBe(4 * gatesOf(circuit).length - shown.size);
      expect(coverage.show([...second, ...first])).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

/** The circuit, of which one operand of a gate is another literal. */
const misread = (circuit: Circuit, gate: number, right: Literal, wrong: Literal): Circuit =>
  copied(circuit, (graph, node, number, copy) => {
    const read = (literal: Literal): Literal =>
      number === gate && nodeOf(literal) === nodeOf(right)
        ? copy(wrong) ^ Number(isComplement(literal))
        : copy(literal);
    return graph[node.kind](read(node.left), read(node.right));
  });

test("vectors that are picked detect each operand read from a wrong place, where any do", () => {
  fc.assert(
    fc.property(circuits, fc.nat(), vectorLists, (circuit, seed, vectors) => {
      // two of the nodes that stand before all gates, so that reading the wrong one makes no loop
      const [right, wrong] = [2 + 2 * (seed % 5), 12 + 2 * (seed % 3)];
      const reads = new Misreadings();
      reads.slice([right, wrong], 0, 0);
      const coverage = new GateCoverage(circuit, reads);
      const picked = coverage.show(vectors).map((index) => vectors[index] ?? -1n);
      const readers = gatesOf(circuit).filter((gate) =>
        operandsOf(circuit.graph.nodes[gate] ?? { kind: "constant" }).some((each) => (each & ~1) === right),
      );
      let shown = 0;
      for (const gate of readers) {
        const mistaken = misread(circuit, gate, right, wrong);
        const shows = (word: bigint) => evaluateCircuit(circuit, word) !== evaluateCircuit(mistaken, word);
        expect(picked.some(shows)).toBe(vectors.some(shows));
        shown += Number(vectors.some(shows));
      }
      const combinations = 4 * gatesOf(circuit).length - shownBy(circuit, vectors).size;
      expect(coverage.missing).toBe(combinations + readers.length - shown);
    }),
    { numRuns: 100 },
  );
});

/** The circuit, in which a literal stands wherever a gate does. */
const supplanted = (circuit: Circuit, gate: number, wrong: Literal): Circuit =>
  copied(circuit, (graph, { kind, left, right }, number, copy) =>
    number === gate ? copy(wrong) : graph[kind](copy(left), copy(right)),
  );

test("vectors that are picked detect each gate in place of another, where any do", () => {
  fc.assert(
    fc.property(circuits, fc.nat(), vectorLists, (circuit, seed, vectors) => {
      const gates = gatesOf(circuit);
      fc.pre(gates.length > 0);
      // a literal of an input or of a gate before it, so that it may be copied first
      const gate = gates[seed % gates.length] ?? 0;
      const wrong = 2 + (seed % (2 * gate - 2));
      const decisions = new Misreadings();
      decisions.decision(2 * gate, wrong);
      const coverage = new GateCoverage(circuit, decisions);
      const picked = coverage.show(vectors).map((index) => vectors[index] ?? -1n);
      const mistaken = supplanted(circuit, gate, wrong);
      const shows = (word: bigint) => evaluateCircuit(circuit, word) !== evaluateCircuit(mistaken, word);
      const isShown = vectors.some(shows);
      expect(picked.some(shows)).toBe(isShown);
      const combinations = 4 * gates.length - shownBy(circuit, vectors).size;
      expect(coverage.missing).toBe(combinations + Number(!isShown));
    }),
    { numRuns: 100 },
  );
});

test("of equal gates that are two nodes each is covered by itself", () => {
  const graph = new Graph(false);
  const [x, y, z] = [graph.input(0), graph.input(1), graph.input(2)];
  const circuit = { graph, inputWidth: 3, outputs: [graph.and(x, y), graph.and(graph.and(x, y), z)] };
  const coverage = new GateCoverage(circuit);
  expect(coverage.show([0b011n])).toEqual([0]);
  // seen of the first one already
  expect(coverage.show([0b111n])).toEqual([0]);
  expect(coverage.show([0b011n, 0b111n])).toEqual([]);
});

test("more vectors than a chunk holds are all looked at", () => {
  const graph = new Graph();
  const bits = Array.from({ length: 14 }, (_, bit) => graph.input(bit));
  const circuit = { graph, inputWidth: 14, outputs: [bits.reduce((a, b) => graph.and(a, b))] };
  const words = Array.from({ length: 2 ** 14 }, (_, word) => BigInt(word));
  expect(new GateCoverage(circuit).show(words)).toContain(2 ** 14 - 1);
});

test("near are vectors that lack but an output, first those of what was given least often", () => {
  const graph = new Graph();
  const bit = (index: number) => graph.input(index);
  // either AND of two is observable only where bit 4 is 1
  const gates = [graph.and(bit(0), bit(1)), graph.and(bit(2), bit(3))];
  const circuit = { graph, inputWidth: 5, outputs: gates.map((gate) => graph.and(gate, bit(4))) };
  const coverage = new GateCoverage(circuit);
  // operands 11 of the first AND in every block, of the second one in one
  coverage.show(Array.from({ length: 1000 }, (_, i) => (i === 300 ? 0b01111n : 0b00011n)));
  expect(coverage.near(1)).toEqual([0b01111n]);
  expect(coverage.near(0)).toEqual([]);
  expect(new Set(coverage.near(9))).toEqual(new Set([0b01111n, 0b00011n]));
  // what is shown is not sought any more
  coverage.show([0b11111n]);
  expect(coverage.near(9)).not.toContain(0b01111n);
});
