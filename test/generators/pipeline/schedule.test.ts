import { describe, expect, test } from "vitest";
import { Module, v } from "../../../generators/hdl/index.js";
import { stepGraph, bundlesOf, type StepGraph } from "../../../generators/pipeline/graph.js";
import { latest, schedule, type Schedule } from "../../../generators/pipeline/schedule.js";
import { parseDesigns } from "../../../generators/request.js";

/** The longest way through each stage, found by going through it. */
function longest({ steps }: StepGraph, { stageOf }: Schedule): number {
  const arrival: number[] = [];
  for (const { index, uses, delay } of steps) {
    const same = uses.filter(({ of }) => stageOf[of.index] === stageOf[index]);
    arrival.push(Math.max(0, ...same.map(({ of }) => arrival[of.index] ?? 0)) + delay);
  }
  return Math.max(...arrival);
}

describe("a schedule", () => {
  test.each([
    "PositMult n=16",
    "PlamMult n=32",
    "FloatAdd format=binary32",
    "IntMult n=24",
    "PositDecode n=16",
  ])("of %s keeps to its period, and each step comes after what it uses", (request) => {
    const [design] = parseDesigns(request.split(" "));
    if (design === undefined) throw new Error("no design");
    const graph = stepGraph(design.module());
    for (const boundaries of [0, 1, 2, 3, 5, 8]) {
      const found = schedule(graph, boundaries);
      expect(longest(graph, found)).toBeLessThanOrEqual(found.period + 1e-6);
      expect(found.period).toBeGreaterThanOrEqual(latest(graph) / (boundaries + 1) - 1e-6);
      for (const { index, kind, uses } of graph.steps) {
        const stage = found.stageOf[index] ?? -1;
        if (kind === "input") expect(stage).toBe(0);
        if (kind === "port") expect(stage).toBe(boundaries);
        for (const { of } of uses) expect(found.stageOf[of.index]).toBeLessThanOrEqual(stage);
      }
    }
  });

  test("has a boundary where the fewest bits cross it", () => {
    // 16 bits, then 1, then 16 again: of three equal steps' two boundaries both can be where there is 1 bit
    const m = Module.create("waist");
    const x = m.input("x", 16);
    const all = m.wire("all", 1, v`&${x}`);
    const same = m.wire("same", 1, v`~${all}`);
    m.output("r", 16, m.wire("wide", 16, v`{16{${same}}}`));
    const graph = stepGraph(m);
    const { stageOf } = schedule(graph, 1);
    const crossing = bundlesOf(graph).filter(
      ({ source, consumers }) =>
        stageOf[source.index] === 0 && consumers.some(({ index }) => stageOf[index] === 1),
    );
    expect(crossing.reduce((sum, { bits }) => sum + bits, 0)).toBe(1);
  });

  test("counts of a value the bits that are used", () => {
    const m = Module.create("narrow");
    const x = m.input("x", 16);
    m.output("r", 4, m.wire("upper", 4, v`${x.bits(15, 12)} ^ ${x.bits(11, 8)}`));
    expect(bundlesOf(stepGraph(m)).map(({ source, bits }) => [source.name, bits])).toEqual([
      ["x", 8],
      ["upper", 4],
      ["r", 4],
    ]);
  });
});
