import { expect, test } from "vitest";
import { runChain, type ChainJob } from "../../search/engine/chain.js";
import { Evaluator } from "../../search/engine/evaluator.js";
import { genomeOf, type GateList } from "../../search/engine/genome.js";
import type { Shape } from "../../search/engine/shape.js";
import { gateNames } from "../../search/engine/functions.js";
import { exactErrors, isWithin } from "../../search/exact-errors.js";
import { tableOfList } from "../../search/table.js";
import { runnableNetlist } from "../../golden/gate-netlist.js";
import { arrayMac, arrayMultiplier, pair } from "./array-multiplier.js";

const unlimited = { mred: Infinity, med: Infinity, wce: Infinity, bias: Infinity };
const exact4 = arrayMultiplier(4);
const ports = (n: number) => ({ operands: { x: n, y: n }, resultBits: 2 * n });

/** The same with some of its outputs something else. */
const spoiled = (outputs: Readonly<Record<number, string>>): GateList => ({
  gates: exact4.gates,
  outputs: exact4.outputs.map((name, bit) => outputs[bit] ?? name),
});

test("an array of gates multiplies, by both evaluations", () => {
  const products = Array.from({ length: 256 }, (_, pair) => (pair >> 4) * (pair & 15));
  expect(Array.from(tableOfList(exact4, pair(4)))).toEqual(products);
  const gates = exact4.gates.map((gate) => gate.join(" "));
  expect(
    Array.from(runnableNetlist({ ...ports(4), gates, outputs: exact4.outputs }).from(0, 2 ** 8)),
  ).toEqual(products);
});

test.each(gateNames)("%s is the same function for the search and for the golden model", (name) => {
  const inputs = ["x0", "x1", "y0", "y1"].slice(0, gateInputs(name));
  const list: GateList = { gates: [[name, ...inputs]], outputs: ["g0", "0", "1", "x1"] };
  const golden = runnableNetlist({
    ...ports(2),
    gates: [[name, ...inputs].join(" ")],
    outputs: list.outputs,
  }).from(0, 16);
  expect(Array.from(golden)).toEqual(Array.from(tableOfList(list, pair(2))));
});

const gateInputs = (name: string): number =>
  name === "inv"
    ? 1
    : name === "mux2"
      ? 3
      : Array.from(name.replace(/\D/g, ""), Number).reduce((a, b) => a + b, 0);

test.each([
  // a product with 0 that is not 0 is beyond any limit
  ["exact", {}],
  ["the lowest bit lost", { 0: "0" }],
  ["a middle bit", { 3: "x0" }],
  ["the highest bit stuck", { 7: "g0" }],
])("errors in WebAssembly are those of all pairs: %s", (_, outputs) => {
  const list = spoiled(outputs);
  const genome = genomeOf(pair(4), list);
  const found = new Evaluator(pair(4), genome.gates.length, unlimited).adopt(genome);
  const right = exactErrors(tableOfList(list, pair(4)), pair(4));
  if (right.wrongZeros > 0) expect(found).toBeUndefined();
  else {
    expect(found?.med).toBeCloseTo(right.med, 4);
    expect(found?.mred).toBeCloseTo(right.mred, 6);
  }
});

const mac: Shape = { n: 3, acc: 8, signed: false };
const exactMac = arrayMac(3, 8);

test("an array and an adder multiply and add, by both evaluations", () => {
  const sums = Array.from({ length: 2 ** 14 }, (_, word) => ((word >> 11) * ((word >> 8) & 7) + word) & 255);
  expect(Array.from(tableOfList(exactMac, mac))).toEqual(sums);
  const gates = exactMac.gates.map((gate) => gate.join(" "));
  const netlist = { operands: { x: 3, y: 3, a: 8 }, resultBits: 8, gates, outputs: exactMac.outputs };
  expect(Array.from(runnableNetlist(netlist).from(0, 2 ** 14))).toEqual(sums);
});

const spoiltMac = (outputs: Readonly<Record<number, string>>): GateList => ({
  gates: exactMac.gates,
  outputs: exactMac.outputs.map((name, bit) => outputs[bit] ?? name),
});

test.each<[string, GateList, number]>([
  ["exact", exactMac, 0],
  ["the lowest bit that of the addend", spoiltMac({ 0: "a0" }), 1],
  ["a carry lost", spoiltMac({ 4: "a4" }), 16],
  ["the highest bit that of the addend", spoiltMac({ 7: "a7" }), 128],
  ["an addend changed where a factor is 0", spoiltMac({ 2: "x0" }), 4],
  // where the exact sum has wrapped around and this one has not, it is one short all the same
  ["a product one short", { ...exactMac, gates: exactMac.gates.with(0, ["and3", "x0", "y0", "x1"]) }, 1],
])("errors of sums in WebAssembly are those of all words, modulo 2^acc: %s", (_, list, worst) => {
  for (const signed of [false, true]) {
    const shape = { ...mac, signed };
    const right = exactErrors(tableOfList(list, shape), shape);
    if (!signed) expect(right.wce).toBe(worst);
    const genome = genomeOf(shape, list);
    const judged = (wce: number) =>
      new Evaluator(shape, genome.gates.length, { ...unlimited, wce }).adopt(genome);
    const found = judged(right.wce);
    if (right.wrongZeros > 0) expect(found).toBeUndefined();
    else {
      expect(found?.med).toBeCloseTo(right.med, 3);
      // each eight words count as the one that counts most
      expect(found?.mred ?? 0).toBeGreaterThanOrEqual((1 - 1e-5) * right.mred);
      expect(found?.mred ?? 1).toBeLessThanOrEqual(1.1 * right.mred);
      if (right.wce > 0) expect(judged(right.wce - 1)).toBeUndefined();
    }
  }
});

test("a worst error beyond its limit is seen, one at it is not", () => {
  const list = spoiled({ 2: "0" });
  const genome = genomeOf(pair(4), list);
  const judged = (wce: number) =>
    new Evaluator(pair(4), genome.gates.length, { ...unlimited, wce }).adopt(genome);
  expect(exactErrors(tableOfList(list, pair(4)), pair(4)).wce).toBe(4);
  expect(judged(4)).toBeDefined();
  expect(judged(3)).toBeUndefined();
});

const job: ChainJob = {
  shape: pair(4),
  limits: { mred: 0.03, med: 2, wce: 30, bias: 1.5 },
  operands: undefined,
  latest: Infinity,
  areas: gateNames.map((name) => (name === "mux2" ? null : 1 + gateInputs(name))),
  seed: 1,
  start: exact4,
  evaluations: 20_000,
  price: [0.1, 0.03],
  fine: 5,
  temperature: [0.006, 0.0005],
};

test("a chain finds a smaller netlist within all limits, the same for the same seed", () => {
  const { best, area } = runChain(job);
  const [found = exact4] = best;
  expect(area).toBeLessThan(0.9 * areaOf(exact4));
  expect(areaOf(found)).toBeCloseTo(area, 6);
  expect(isWithin(exactErrors(tableOfList(found, pair(4)), pair(4)), job.limits)).toBe(true);
  expect(runChain(job).best).toEqual(best);
  expect(runChain({ ...job, seed: 2 }).best).not.toEqual(best);
});

const areaOf = ({ gates }: GateList): number =>
  gates.reduce((sum, [name]) => sum + (job.areas[gateNames.indexOf(name)] ?? Infinity), 0);
