import { expect, test } from "vitest";
import { Module, v, type Expression } from "../../generators/hdl/index.js";
import { print } from "../../generators/hdl/print.js";
import { evaluateCircuit } from "../../circuit/circuit.js";
import { Graph, nodeOf, not } from "../../circuit/graph.js";
import { misreadDecisions, Misreadings } from "../../circuit/misreadings.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";

const bits = (length: number, graph = new Graph()) => Array.from({ length }, (_, bit) => graph.input(bit));

test("beside a bit that a slice reads stand those that the slice would read one place up or down", () => {
  const [a = 0, b = 0, c = 0, d = 0] = bits(4);
  const misreadings = new Misreadings();
  misreadings.slice([a, b, c, d], 2, 1);
  expect(misreadings.beside(nodeOf(b)).toSorted()).toEqual([a, c]);
  expect(misreadings.beside(nodeOf(c)).toSorted()).toEqual([b, d]);
  expect(misreadings.beside(nodeOf(a))).toEqual([]);
});

test("a slice at a signal's end moves the other way only", () => {
  const [a = 0, b = 0, c = 0] = bits(3);
  const misreadings = new Misreadings();
  misreadings.slice([a, b, c], 2, 1);
  expect(misreadings.beside(nodeOf(c))).toEqual([b]);
  misreadings.slice([a, b, c], 2, 0);
  expect(misreadings.beside(nodeOf(a))).toEqual([]);
});

test("polarity is that of the node, and constants and complements are left out", () => {
  const [a = 0, b = 0] = bits(2);
  const misreadings = new Misreadings();
  misreadings.slice([a, not(b), b, 0, 1], 2, 1);
  expect(misreadings.beside(nodeOf(b))).toEqual([not(a)]);
});

test("what a decision would be stands in its place, not beside it", () => {
  const [a = 0, b = 0] = bits(2);
  const misreadings = new Misreadings();
  misreadings.decision(not(a), b);
  expect(misreadings.insteadOf(nodeOf(a))).toEqual([not(b)]);
  expect(misreadings.beside(nodeOf(a))).toEqual([]);
  expect(misreadings.wrong).toEqual([not(b)]);
});

test("all that may be read by mistake is told together", () => {
  const [a = 0, b = 0, c = 0] = bits(3);
  const misreadings = new Misreadings();
  misreadings.slice([a, b, c], 1, 0);
  misreadings.decision(a, c);
  expect(misreadings.wrong.toSorted()).toEqual([b, c, c]);
});

test("a decision reads one of its slices a place too high or too low", () => {
  const m = Module.create("decisions");
  const [x, y] = [m.input("x", 6), m.input("y", 6)];
  const misread = ({ node }: Expression) => misreadDecisions(node).map((wrong) => print(wrong, 1));
  expect(misread(v`|${x}[3:1]`)).toEqual(["|x[4:2]", "|x[2:0]"]);
  expect(misread(v`{${x}[5:4], ${y}[0]} == {${x}[0], ${y}[3:2]}`)).toEqual([
    "{x[4:3], y[0]} == {x[0], y[3:2]}",
    "{x[5:4], y[1]} == {x[0], y[3:2]}",
    "{x[5:4], y[0]} == {x[1], y[3:2]}",
    "{x[5:4], y[0]} == {x[0], y[4:3]}",
    "{x[5:4], y[0]} == {x[0], y[2:1]}",
  ]);
  expect(misread(v`${x} < ${y}`)).toEqual([]);
  expect(misread(v`${x}[3:1] + ${y}[2:0]`)).toEqual([]);
  expect(misread(v`${x}[3] & ${y}[2]`)).toEqual([]);
});

test("a module's slices and decisions are told, wherever they stand", () => {
  const m = Module.create("slices");
  const x = m.input("x", 4);
  m.output("r", 3, v`{${x}[3:2] & {2{${x}[1]}}, ^${x}[1:0] | (&${x})}`);
  const graph = new Graph(false);
  const misreadings = new Misreadings();
  const circuit = moduleCircuit(m, graph, { misreadings });
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bits(4, graph);
  const beside = (literal: number) => misreadings.beside(nodeOf(literal)).toSorted();
  expect([beside(b0), beside(b1), beside(b2), beside(b3)]).toEqual([[b1], [b0, b2], [b1], [b2]]);
  const parity = graph.nodes.findIndex(({ kind }) => kind === "xor");
  const [wrong = 0, ...others] = misreadings.insteadOf(parity);
  expect(others).toEqual([]);
  const odd = graph.nodes.map((_, node) => misreadings.insteadOf(node).length).filter((count) => count > 0);
  expect(odd).toEqual([1]);
  for (let word = 0n; word < 16n; word++)
    expect(evaluateCircuit({ ...circuit, outputs: [wrong] }, word)).toBe(((word >> 1n) ^ (word >> 2n)) & 1n);
});
