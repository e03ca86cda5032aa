import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { latest } from "../../../generators/pipeline/schedule.js";
import { loadLibrary, osu018 } from "../../../liberty/load.js";
import { openStaDelay } from "../../../synth/sta/opensta.js";
import { gateDelays, readGateDelays } from "../../../synth/sta/gate-delays.js";
import { gateGraph } from "../../../synth/retiming/gate-graph.js";
import { readGates } from "../../../synth/retiming/gates.js";
import { retimings } from "../../../synth/retiming/retime.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { verifyFormally } from "../../../formal/verify-formal.js";
import { readStructure } from "../../../circuit/netlist.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { verifyGates } from "../../../sim/gates/verify-gates.js";

const library = await loadLibrary([osu018]);
const options = { library, timeLimit: 60 };

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

test.each([
  "PlamMult n=6 es=1 stages=3 ce=true handshake=ready",
  "PositAdd n=5 es=0 stages=2 registered=inside handshake=valid",
  "IntMult n=5 stages=2 registered=both",
])("registers between the gates of %s: as many on every way, and the same results", async (spec) => {
  const design = parseDesign(spec);
  const core = await synthesizeDesign(design.core, options);
  for await (const { netlist } of retimings(design, core.netlist, { ...options, objective: "delay" })) {
    const retimed = { netlist, module: design.moduleName };
    const opened = new OpenedNetlist(design, retimed, library);
    const gates = await verifyGates(opened, { timeLimit: 60, seed: 1, vectors: 1000 });
    expect(gates).toMatchObject({ verdict: "pass", mismatches: 0 });
    expect((await verifyFormally(design, retimed, options)).verdict).toBe("proved");
    break;
  }
  expect.assertions(2);
});

test("a shorter period than that of the RTL's own registers", async () => {
  const design = parseDesign("IntMult n=8 objective=delay stages=3");
  const retimed = await synthesizeDesign(design, { ...options, recipe: "retimed" });
  const asWritten = await synthesizeDesign(design, { ...options, timing: "opensta" });
  expect(retimed.recipe.name).toBe("retimed");
  expect(retimed.min_period_ns).toBeLessThan(asWritten.min_period_ns ?? 0);
});

test("what has no stages is mapped as ever", async () => {
  const { recipe } = await synthesizeDesign(parseDesign("PlamMult n=5 es=0 objective=area"), {
    ...options,
    recipe: "retimed",
  });
  expect(recipe.name).toBe("area");
});
