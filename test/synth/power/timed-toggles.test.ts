import { expect, test } from "vitest";
import { clockOf } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import { clockedWords } from "../../../synth/power/clocked-words.js";
import { Graph, type Literal } from "../../../circuit/graph.js";
import { readStructure, type Net } from "../../../circuit/netlist.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { countTimedToggles } from "../../../synth/power/timed-toggles.js";
import { operandCycles } from "../../../operands/cycles.js";
import { Random } from "../../../operands/random.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";
import { genericLibrary } from "../../circuit/designs.js";
import { outputsOf, plain, togglesInIcarus, type DelayedNetlist } from "./timed-icarus.js";

/** A netlist in the generic library with delays of 1 to `slowest` ticks. */
async function netlistOf(spec: string, slowest: number): Promise<DelayedNetlist> {
  const [design, library, random] = [parseDesign(spec), await genericLibrary(), Random.seeded(slowest)];
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 60 });
  const { ports, instances } = readStructure(synthesis.netlist, synthesis.module);
  const inputs = [...ports].flatMap(([name, { direction, nets }]) =>
    direction === "input" && name !== clockOf(design) ? nets : [],
  );
  const driven = instances.flatMap(({ type, pins }) =>
    outputsOf(library, type).flatMap((pin) => pins.get(pin) ?? []),
  );
  const delays = new Map([...inputs, ...driven].map((net) => [net, 1 + random.below(slowest)]));
  return { design, library, delays, netlist: synthesis.netlist, module: synthesis.module };
}

function counted({ design, library, delays, ...netlist }: DelayedNetlist, words: readonly bigint[]) {
  const graph = new Graph();
  const taps: { net: Net; literal: Literal; delay: number }[] = [];
  const clock = clockOf(design);
  const opened = new OpenedNetlist(design, netlist, library);
  const circuit = opened.build({
    graph,
    onNet: (net, value) => {
      const delay = delays.get(net);
      if (delay === undefined) return value;
      const literal = graph.tap(value);
      taps.push({ net, literal, delay });
      return literal;
    },
  });
  const watched = { ...circuit, outputs: taps.map(({ literal }) => literal) };
  const given = clock === null ? words : clockedWords(opened.circuit, words).slice(design.latency);
  const toggles = countTimedToggles(
    watched,
    taps.map(({ delay }) => delay),
    given,
  );
  return new Map(taps.map(({ net }, index) => [plain(net), toggles[index] ?? NaN]));
}

test.each([
  ["PlamMult n=6 es=1", 1],
  ["PlamMult n=6 es=1", 3],
  ["PositMult n=6 es=0", 9],
  ["IntMult n=5", 30],
  ["PlamMult n=6 es=1 stages=2", 9],
  ["IntMac n=4 acc=12 form=sequential", 9],
])("nets of %s change as often as in Icarus with delays of 1 to %i", async (spec, slowest) => {
  const netlist = await netlistOf(spec, slowest);
  const words = operandCycles(netlist.design.ports, { operands: "uniform", vectors: 150, seed: slowest });
  const [own, icarus] = [
    counted(netlist, words),
    await togglesInIcarus(netlist, words, netlist.design.latency),
  ];
  expect(own.size).toBeGreaterThan(40);
  expect(Object.fromEntries(own)).toEqual(Object.fromEntries(icarus));
});
