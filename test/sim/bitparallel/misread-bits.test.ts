import { expect, test } from "vitest";
import { Module, v } from "../../../generators/hdl/index.js";
import { Graph, nodeOf, not } from "../../../sim/bitparallel/graph.js";
import { MisreadBits } from "../../../sim/bitparallel/misread-bits.js";
import { moduleCircuit } from "../../../sim/bitparallel/module-circuit.js";

const bits = (length: number, graph = new Graph()) => Array.from({ length }, (_, bit) => graph.input(bit));

test("beside a bit that a slice reads stand those that the slice would read one place up or down", () => {
  const [a = 0, b = 0, c = 0, d = 0] = bits(4);
  const misread = new MisreadBits();
  misread.read([a, b, c, d], 2, 1);
  expect(misread.beside(nodeOf(b)).toSorted()).toEqual([a, c]);
  expect(misread.beside(nodeOf(c)).toSorted()).toEqual([b, d]);
  expect(misread.beside(nodeOf(a))).toEqual([]);
});

test("a slice at a signal's end moves the other way only", () => {
  const [a = 0, b = 0, c = 0] = bits(3);
  const misread = new MisreadBits();
  misread.read([a, b, c], 2, 1);
  expect(misread.beside(nodeOf(c))).toEqual([b]);
  misread.read([a, b, c], 2, 0);
  expect(misread.beside(nodeOf(a))).toEqual([]);
});

test("polarity is that of the node, and constants and complements are left out", () => {
  const [a = 0, b = 0] = bits(2);
  const misread = new MisreadBits();
  misread.read([a, not(b), b, 0, 1], 2, 1);
  expect(misread.beside(nodeOf(b))).toEqual([not(a)]);
});

test("a module's slices are told, wherever they stand", () => {
  const m = Module.create("slices");
  const x = m.input("x", 4);
  m.output("r", 3, v`{${x}[3:2] & {2{${x}[1]}}, ^${x}}`);
  const graph = new Graph();
  const slices = new Set<string>();
  moduleCircuit(m, graph, { onSlice: (...slice) => slices.add(JSON.stringify(slice)) });
  const read = bits(4, graph);
  expect(slices).toEqual(new Set([JSON.stringify([read, 3, 2]), JSON.stringify([read, 1, 1])]));
});
