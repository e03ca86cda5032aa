import { readStructure } from "../../../circuit/netlist.js";
import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { latest } from "../../../generators/pipeline/schedule.js";
import { openStaDelay } from "../../../synth/sta/opensta.js";
import { gateDelays, readGateDelays } from "../../../synth/sta/gate-delays.js";
import { gateGraph } from "../../../synth/retiming/gate-graph.js";
import { readGates } from "../../../synth/retiming/gates.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { expectSameResults, library, options } from "./retimed.js";

test("reads arcs through cells and along wires, of each condition too", () => {
  const report = `pin _1_/A
x[3] -> A wire
  ^ -> ^ 0.001:0.002
  v -> v 0.003:0.004
pin _1_/Y
A -> Y combinational
  Condition: B
  ^ -> v 0.01:0.02
  v -> ^ 0.03:0.05
`;
  const delays = readGateDelays(report);
  expect(delays.get("_1_/A")).toEqual([
    {
      from: "x[3]",
      isWire: true,
      delays: [
        { begin: "rise", end: "rise", min_ns: 0.001, max_ns: 0.002 },
        { begin: "fall", end: "fall", min_ns: 0.003, max_ns: 0.004 },
      ],
    },
  ]);
  expect(delays.get("_1_/Y")?.[0]?.delays).toEqual([
    { begin: "rise", end: "fall", min_ns: 0.01, max_ns: 0.02 },
    { begin: "fall", end: "rise", min_ns: 0.03, max_ns: 0.05 },
  ]);
});

test("the longest way through the graph of gates is the longest path that OpenSTA finds", async () => {
  const netlist = await synthesizeDesign(parseDesign("PositMult n=8 es=1"), options);
  const { delay } = await openStaDelay(netlist, { ...options, clock: null });
  const delays = await gateDelays(netlist, { ...options, clock: null, period_ns: 1000 });
  const { graph } = gateGraph(
    readGates(readStructure(netlist.netlist, netlist.module), library),
    delays,
    () => 0,
  );
  expect(latest(graph)).toBeCloseTo(delay, 3);
});

test.each(["IntMult n=5 stages=2 registered=both"])(
  "registers between the gates of %s: as many on every way, and the same results",
  expectSameResults,
);

test("what has no stages is mapped as ever", async () => {
  const { recipe } = await synthesizeDesign(parseDesign("PlamMult n=5 es=0 objective=area"), {
    ...options,
    recipe: "retimed",
  });
  expect(recipe.name).toBe("area");
});
