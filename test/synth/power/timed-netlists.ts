import { expect } from "vitest";
import { clockOf } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import { clockedWords } from "../../../synth/power/clocked-words.js";
import { Graph, type Literal } from "../../../circuit/graph.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { readStructure, type Net } from "../../../circuit/netlist.js";
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

/** Expects changes with delays of 1 to `slowest` ticks to be counted as Icarus counts them. */
export async function expectTogglesOfIcarus(spec: string, slowest: number): Promise<void> {
  const netlist = await netlistOf(spec, slowest);
  const words = operandCycles(netlist.design.ports, { operands: "uniform", vectors: 150, seed: slowest });
  const [own, icarus] = [
    counted(netlist, words),
    await togglesInIcarus(netlist, words, netlist.design.latency),
  ];
  expect(own.size).toBeGreaterThan(40);
  expect(Object.fromEntries(own)).toEqual(Object.fromEntries(icarus));
}
