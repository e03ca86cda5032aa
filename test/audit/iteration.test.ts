import { describe, expect, test } from "vitest";
import { MeaningfulState } from "../../circuit/meaningful-state.js";
import { compareMachines } from "../../audit/equivalence.js";
import { compareIterations } from "../../audit/iteration.js";
import { layoutOf } from "../../operands/word.js";
import { moduleCircuit, partOf } from "../../circuit/from-rtl.js";
import { v, type Expression, type Signal } from "../../generators/hdl/index.js";
import { iterativeUnit, proofs } from "./iterative-unit.js";

type Signals = Readonly<Record<"rst" | "busy" | "done" | "ready" | "x", Signal>>;

describe("mutants of an iterative unit", () => {
  const small = iterativeUnit("PositSqrt n=4 es=0 form=sequential");

  test("that differ only where it is busy and done at once are redundant; where all states count, they are not", async () => {
    const { design, good, mutants, registers } = small;
    const variants = mutants.filter(({ description }) => description.startsWith("ready = ~(busy ^ done)"));
    expect(variants).toHaveLength(1);
    const circuits = variants.map(({ circuit }) => circuit);
    const reached = await compareIterations(design, good, circuits, registers, await proofs());
    expect(reached).toEqual([{ kind: "proved" }]);
    const state = new MeaningfulState(design, registers, []);
    const [anywhere] = await compareMachines(good, circuits, state, await proofs());
    expect(anywhere?.kind).toBe("refuted");
  });

  test("that are no redundant ones are told with operands that show them", async () => {
    const { design, good, mutants, registers } = small;
    const [variant] = mutants.filter(({ description }) => description.startsWith("unit_special = "));
    if (variant === undefined) throw new Error("no such mutant");
    const [found] =
      (await compareIterations(design, good, [variant.circuit], registers, await proofs())) ?? [];
    if (found?.kind !== "refuted") throw new Error("it is a mistake");
    const { rst, in_valid } = layoutOf(design.ports, "input").unpack(found.example);
    expect({ rst, in_valid }).toEqual({ rst: 0n, in_valid: 1n });
  });
});

test.each<[string, string, string, (good: Expression, s: Signals) => Expression]>([
  ["resets while it is busy", "busy", "reset", (_, { rst, busy }) => v`${rst} & ~${busy}`],
  [
    "stays idle without operands",
    "busy",
    "value",
    (good, { ready, x }) => v`(${good}) | (${ready} & ${x}[0])`,
  ],
  [
    "is idle once the result is taken",
    "done",
    "value",
    (good, { done, x }) => v`(${good}) | (${done} & ${x}[0])`,
  ],
  ["keeps the result", "done", "value", (good, { done, x }) => v`(${good}) & ~(${done} & ${x}[0])`],
])("one that no longer %s is no redundant one", async (_, register, part, change) => {
  const { design, good, registers, m } = iterativeUnit("PositSqrt n=4 es=0 form=sequential");
  const [found] = m.registers.filter(({ signal }) => signal.name === register);
  const named = [...m.inputs, ...m.wires, ...m.registers.map(({ signal }) => signal)];
  const signals = Object.fromEntries(named.map((signal) => [signal.name, signal])) as Signals;
  if (found === undefined) throw new Error("no such register");
  const { node } = change(found.value, signals);
  const name = partOf(register, part === "reset" ? "reset" : "value");
  const variant = moduleCircuit(m, good.graph, { replacement: { name, node } });
  const verdicts = await compareIterations(design, good, [variant], registers, await proofs());
  expect(verdicts?.map(({ kind }) => kind)).toEqual(["refuted"]);
});

test("a unit that has other states than those of the protocol is not judged by them", async () => {
  const { design, mutants, registers } = iterativeUnit("PositSqrt n=4 es=0 form=sequential");
  // It is never idle again.
  const stuck = mutants.find(
    ({ description }) =>
      description.startsWith("next done = (busy") && description.includes("(done & out_ready) instead"),
  );
  if (stuck === undefined) throw new Error("no such mutant");
  expect(
    await compareIterations(design, stuck.circuit, [stuck.circuit], registers, await proofs()),
  ).toBeNull();
});
