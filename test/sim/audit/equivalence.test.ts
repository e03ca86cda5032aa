import { expect, test } from "vitest";
import { Module, v, type Expression, type Signal } from "../../../generators/hdl/index.js";
import { compareAll } from "../../../sim/audit/equivalence.js";
import { moduleCircuit } from "../../../sim/audit/module-circuit.js";
import { evaluateCircuit } from "../../../sim/bitparallel/circuit.js";
import { Graph } from "../../../sim/bitparallel/graph.js";

/** The sum of two numbers of `width` bits, written in several ways; the last two are wrong for very few operands. */
const sums: Readonly<Record<string, (x: Signal, y: Signal) => Expression>> = {
  same: (x, y) => v`${x} + ${y}`,
  turned: (x, y) => v`${y} + ${x}`,
  subtracted: (x, y) => v`${x} - ~${y} - ${x.width}'d1`,
  needle: (x, y) => v`${x} + (${y} == ${x.width}'d1234 ? ${x} : ${y})`,
  top: (x, y) => v`(${x} & ${y}) == ~${x.width}'d0 ? ${x} : ${x} + ${y}`,
};

test.each([
  ["trying all inputs", 11],
  ["ABC's proof", 20],
])("by %s, equal circuits are told from others, with inputs that show it", async (_, width) => {
  const graph = new Graph();
  const circuits = Object.values(sums).map((sum) => {
    const m = Module.create("sum");
    m.output("r", width, sum(m.input("x", width), m.input("y", width)));
    return moduleCircuit(m, graph);
  });
  const [good] = circuits;
  if (good === undefined) throw new Error("no circuit");
  const found = await compareAll(good, circuits, { timeLimit: 30 });
  expect(found.map(({ kind }) => kind)).toEqual([
    "equivalent",
    "equivalent",
    "equivalent",
    "different",
    "different",
  ]);
  found.forEach((verdict, i) => {
    const circuit = circuits[i];
    if (verdict.kind === "different" && circuit !== undefined)
      expect(evaluateCircuit(circuit, verdict.word)).not.toBe(evaluateCircuit(good, verdict.word));
  });
});

test("without ABC what is too large to try is undecided", async () => {
  const graph = new Graph();
  const [a, b] = ["x", "y"].map((name) => {
    const m = Module.create("sum");
    const [x, y] = [m.input("x", 40), m.input("y", 40)];
    m.output("r", 40, name === "x" ? v`${x} + ${y}` : v`${x} - ~${y} - 40'd1`);
    return moduleCircuit(m, graph);
  });
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    if (a === undefined || b === undefined) throw new Error("no circuits");
    expect(await compareAll(a, [a, b], { timeLimit: 5 })).toEqual([
      { kind: "equivalent" },
      { kind: "undecided" },
    ]);
  } finally {
    process.env.PATH = path;
  }
});
