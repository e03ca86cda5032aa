import { expect, test } from "vitest";
import { Module, v, type Expression, type Signal } from "../../generators/hdl/index.js";
import { unsigned } from "../../golden/integer.js";
import { compareMachines } from "../../audit/equivalence.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { evaluateCircuit } from "../../circuit/circuit.js";
import { Graph } from "../../circuit/graph.js";
import { MeaningfulState } from "../../circuit/meaningful-state.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";

const state = { sum: unsigned(4), broken: unsigned(1) };
/** The bits of the sum, and above them the flag while which it is don't-care. */
const bits = [0, 1, 2, 3, 4].map((register) => ({ register, inverted: false }));
/** `stateBits` has what is named last first. */
const meaningful = new MeaningfulState({ state, dontCareWhile: { sum: "broken" } }, 5, [
  ...bits.slice(4),
  ...bits.slice(0, 4),
]);

interface Machine {
  /** What the sum becomes where `x` is added. */
  readonly next?: (sum: Signal, x: Signal, broken: Signal) => Expression;
  readonly shown?: (sum: Signal, broken: Signal) => Expression;
}

/** A sum that x = 15 breaks for good. */
function machine(
  graph: Graph,
  { next = (sum, x) => v`${sum} + ${x}`, shown = (sum, broken) => v`${sum} | {4{${broken}}}` }: Machine = {},
) {
  const m = Module.create("sums");
  const x = m.input("x", 4);
  const [sum, broken] = [m.register("sum", 4), m.register("broken", 1)];
  m.next(sum, { value: next(sum, x, broken) });
  m.next(broken, { value: v`${broken} | (${x} == 4'd15)` });
  m.output("r", 4, shown(sum, broken));
  m.output("isBroken", 1, broken);
  return moduleCircuit(m, graph);
}

/** What each variant is found to be beside a good machine. */
async function found(good: Machine, ...variants: readonly Machine[]): Promise<string[]> {
  const graph = new Graph();
  const circuits = variants.map((variant) => machine(graph, variant));
  const results = await compareMachines(machine(graph, good), circuits, meaningful, {
    yosys: await findYosys(),
    proofTime: 30,
  });
  return results.map(({ kind }) => kind);
}

test("a next state is not compared while its flag makes it don't-care", async () => {
  expect(
    await found(
      {},
      { next: (sum, x, broken) => v`${broken} ? ${x} : ${sum} + ${x}` },
      { next: (sum, x) => v`${x} == 4'd15 ? 4'd3 : ${sum} + ${x}` },
      { next: (sum, x) => v`${x} == 4'd14 ? 4'd3 : ${sum} + ${x}` },
    ),
  ).toEqual(["proved", "proved", "refuted"]);
});

test("an output that goes by it does", async () => {
  expect(await found({}, { shown: (sum, broken) => v`${sum} | {3'b111, ${broken}}` })).toEqual(["refuted"]);
  expect(await found({}, { shown: (sum) => v`${sum}` })).toEqual(["refuted"]);
});

test("where the good machine goes by it, everything means something", async () => {
  const good: Machine = { shown: (sum) => v`${sum}` };
  expect(
    await found(good, good, { ...good, next: (sum, x, broken) => v`${broken} ? ${x} : ${sum} + ${x}` }),
  ).toEqual(["proved", "refuted"]);
});

test("the flag may be stored as its complement", () => {
  const inverted = new MeaningfulState({ state, dontCareWhile: { sum: "broken" } }, 5, [
    { register: 4, inverted: true },
    ...bits.slice(0, 4),
  ]);
  const circuit = machine(new Graph());
  // inputs words: broken, sum, x; outputs words: broken, sum, r, isBroken
  const sumOf = (word: bigint): bigint => (word >> 5n) & 15n;
  const taken = (which: MeaningfulState, x: bigint) =>
    sumOf(evaluateCircuit(which.taken(circuit), (6n << 4n) | x));
  expect([1n, 15n].map((x) => taken(meaningful, x))).toEqual([7n, 0n]);
  expect([1n, 15n].map((x) => taken(inverted, x))).toEqual([0n, 5n]);
  const shown = (which: MeaningfulState, broken: bigint) =>
    sumOf(evaluateCircuit(which.held(circuit), (broken << 8n) | (6n << 4n) | 1n));
  expect([0n, 1n].map((broken) => shown(meaningful, broken))).toEqual([7n, 1n]);
  expect([0n, 1n].map((broken) => shown(inverted, broken))).toEqual([1n, 7n]);
});
