import { OpenedNetlist } from "../circuit/opened-netlist.js";
import { unescaped, type Instance, type Net } from "../circuit/netlist.js";
import { partOf, type Part } from "../generators/section-parts.js";
import type { Design } from "../generators/design.js";
import { dependencies } from "../generators/hdl/expression.js";
import type { Module } from "../generators/hdl/module.js";
import { outputsOf } from "../liberty/cells.js";
import type { Library } from "../liberty/library.js";
import type { SynthesisResult } from "./mapping/result.js";
import { signalNames } from "./sta/signal-names.js";

/** A netlist's area by what its cells are for, in the library's unit; together they are the whole. */
export type PartAreas = Readonly<Record<Part | "registers", number>>;

/**
 * Divides a mapped netlist's area among decoding, core, encoding and registers. A cell whose output is a signal of the RTL
 * belongs to the section that declares it. Another one belongs to the earliest section that its output goes to. Synthesis
 * shares and merges cells across sections, so the borders are not sharp.
 */
export function partAreas(design: Design, synthesis: SynthesisResult, library: Library): PartAreas {
  const netlist = new OpenedNetlist(design, synthesis, library);
  const { nets } = signalNames(netlist);
  const places = placesOf(design.module());
  const { instances } = netlist.structure;
  const users = usersOf(instances, library);
  const known = new Map<Instance, number>();
  const placeOf = (instance: Instance): number => {
    const found = known.get(instance);
    if (found !== undefined) return found;
    known.set(instance, places.last);
    const driven = drivenBy(instance, library);
    const named = driven.flatMap((net) => places.of.get(wordOf(nets.get(unescaped(net)) ?? net)) ?? []);
    const place =
      named.length > 0
        ? Math.min(...named)
        : Math.min(places.last, ...driven.flatMap((net) => users.get(net) ?? []).map(placeOf));
    known.set(instance, place);
    return place;
  };
  const areas = { decode: 0, core: 0, encode: 0, registers: 0 };
  for (const instance of instances) {
    const cell = library.cells.get(instance.type);
    const part = cell?.sequential === true ? "registers" : partOf(places.sections[placeOf(instance)] ?? "");
    areas[part] += cell?.area ?? 0;
  }
  return areas;
}

/** The sections in order, and the one of each signal by its name. An output stands where the last wire does that it is made of. */
function placesOf(m: Module) {
  const sections: string[] = [];
  const of = new Map<string, number>();
  for (const { name, section } of m.wires) {
    if (sections.at(-1) !== section) sections.push(section);
    of.set(name, sections.length - 1);
  }
  for (const { name, value } of m.outputs)
    of.set(name, Math.max(0, ...[...dependencies(value)].map((signal) => of.get(signal.name) ?? 0)));
  return { sections, of, last: Math.max(0, sections.length - 1) };
}

/** `~log[3]` is of `log`. */
const wordOf = (name: string): string =>
  unescaped(name)
    .replace(/^~/, "")
    .replace(/\[\d+\]$/, "");

const drivenBy = ({ type, pins }: Instance, library: Library): Net[] =>
  outputsOf(library.cells.get(type) ?? noCell).flatMap(({ name }) => pins.get(name) ?? []);
const noCell = { pins: [] } as unknown as Parameters<typeof outputsOf>[0];

/** The instances that each net goes to, registers left out: behind them is another cycle. */
function usersOf(instances: readonly Instance[], library: Library): Map<Net, Instance[]> {
  const users = new Map<Net, Instance[]>();
  for (const instance of instances) {
    if (library.cells.get(instance.type)?.sequential === true) continue;
    const driven = new Set(drivenBy(instance, library));
    for (const net of instance.pins.values())
      if (net !== null && !driven.has(net)) users.set(net, [...(users.get(net) ?? []), instance]);
  }
  return users;
}
