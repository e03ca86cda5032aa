import { expect, test } from "vitest";
import { v } from "../../../generators/hdl/index.js";
import { parseDesign, parseDesigns } from "../../../generators/request.js";
import { moduleCircuit } from "../../../circuit/from-rtl.js";
import { evaluateCircuit, miter } from "../../../circuit/circuit.js";
import { expectedRows } from "../../../circuit/compiled/expected-rows.js";
import { Graph, not } from "../../../circuit/graph.js";
import { runEveryWord } from "../../../circuit/compiled/run-every-word.js";
import { sketch } from "../designs.js";

/** Outputs of 45 bits, in which every input bit is seen, of so many input bits. */
const wide = (width: number) =>
  sketch({
    inputs: { x: width },
    outputs: { low: 20, high: 25 },
    golden: ({ x = 0n }) => ({ low: x, high: BigInt.asUintN(25, ~(x << 7n)) }),
    build: (_, { x }) => {
      const zeros = (count: number) => v`${count}'d0`;
      if (x === undefined) throw new Error("no x");
      return { low: v`{${zeros(20 - width)}, ${x}}`, high: v`~{${zeros(18 - width)}, ${x}, ${zeros(7)}}` };
    },
  });

test.each([1, 3, 6, 7, 8, 12, 13, 15])(
  "every word of %i bits is compared, and reached once",
  async (width) => {
    const design = wide(width);
    const good = moduleCircuit(design.module());
    const total = 2 ** width;
    const none = { vectors: total, total, mismatches: 0, listed: [] };
    expect(await runEveryWord(good, design)).toEqual(none);

    // one output wrong for one word, in the lowest and in the highest output bit
    for (const bit of [0, 44])
      for (const word of [0, total - 1, Math.floor(total / 3)]) {
        const { graph, inputWidth, outputs } = good;
        const hit = Array.from({ length: width }, (_, i) =>
          (word >> i) & 1 ? graph.input(i) : not(graph.input(i)),
        ).reduce((a, b) => graph.and(a, b));
        const wrong = outputs.map((literal, i) => (i === bit ? graph.xor(literal, hit) : literal));
        const bad = { graph, inputWidth, outputs: wrong };
        const one = { vectors: total, total, mismatches: 1, listed: [word] };
        expect(await runEveryWord(bad, design)).toEqual(one);
        expect(await runEveryWord(miter(good, bad), null)).toEqual(one);
      }
  },
);

test.each(["PositMult n=8 es=0", "PositMult n=7 es=2", "PlamMult n=8 es=1"])(
  "%s: engine, fast model and evaluation agree",
  async (spec) => {
    const design = parseDesign(spec);
    const circuit = moduleCircuit(design.module());
    const found = await runEveryWord(circuit, design);
    expect(found).toMatchObject({ vectors: 2 ** circuit.inputWidth, mismatches: 0 });
    for (let word = 0; word < found.total; word += 997) {
      const n = BigInt(circuit.inputWidth / 2);
      const operands = { x: BigInt(word) >> n, y: BigInt.asUintN(Number(n), BigInt(word)) };
      expect({ r: evaluateCircuit(circuit, BigInt(word)) }).toEqual(design.golden(operands));
    }
  },
);

test("rows of 16-bit operands are what the exact model says", () => {
  for (const design of parseDesigns("PositMult PlamMult n=16 es=1,2".split(" "))) {
    const fast = expectedRows(design);
    const results = new Uint32Array(4096);
    for (const first of [0x0001_8000, 0x3fff_4000, 0x8001_7000, 0xb123_f000, 0xffff_f000]) {
      fast(first, [results]);
      for (let i = 0; i < results.length; i += 61) {
        const word = BigInt(first + i);
        expect({ r: BigInt(results[i] ?? 0) }).toEqual(design.golden({ x: word >> 16n, y: word & 0xffffn }));
      }
    }
  }
});

test("a graph keeps one node of a kind and no constants", () => {
  const graph = new Graph();
  const [a, b] = [graph.input(0), graph.input(1)];
  expect(graph.and(a, b)).toBe(graph.and(b, a));
  expect(graph.xor(a, not(b))).toBe(not(graph.xor(b, a)));
  expect([graph.and(a, not(a)), graph.or(a, 1), graph.xor(a, a), graph.mux(1, a, b)]).toEqual([0, 1, 0, a]);
  const size = graph.nodes.length;
  const mux = graph.mux(a, b, not(b));
  graph.truncate(size);
  expect(graph.mux(a, b, not(b))).toBe(mux);
});
