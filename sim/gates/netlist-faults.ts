import type { Port } from "../../generators/contract/operator.js";
import type { Library } from "../../liberty/library.js";
import {
  parseYosysJson,
  type YosysBit,
  type YosysCell,
  type YosysJson,
  type YosysModule,
} from "../../synth/mapping/yosys-json.js";

/** What makes a netlist unfit to be simulated or proved, whatever it computes. */
export type NetlistFaultKind =
  | "wrong interface"
  | "unknown cell"
  | "cell without function"
  | "wrong pins"
  | "undriven output"
  | "undriven net"
  | "several drivers"
  | "combinational loop"
  | "undefined value";

export interface NetlistFault {
  readonly kind: NetlistFaultKind;
  readonly message: string;
}

/**
 * Finds what is wrong with a flat design: other ports than declared, undefined cells, nets that are read and have no driver or
 * several, undefined constants. A solver would take an undriven net for 0, or for whatever suits it, and so prove what is not
 * so.
 * @param json what Yosys' `write_json` wrote; besides the module `top` it holds the models of the cells
 * @param library where cells without a model should come from, for messages
 */
export function findFaults(
  json: string,
  top: string,
  ports: Readonly<Record<string, Port>>,
  library?: Library,
): NetlistFault[] {
  const { modules } = parseYosysJson(json);
  const module = modules[top];
  if (module === undefined) return [fault("wrong interface", `there is no module ${top}`)];
  const found = [...portFaults(ports, module), ...cellFaults(module, modules, library)];
  // The drivers of nets are unknown where cells are.
  return found.length > 0 ? found : netFaults(module);
}

function portFaults(ports: Readonly<Record<string, Port>>, module: YosysModule): NetlistFault[] {
  const written = (direction: string, name: string, width: number) => `${direction} ${name} of ${width} bits`;
  const wanted = Object.entries(ports).map(([name, { direction, format }]) =>
    written(direction, name, format.width),
  );
  const found = Object.entries(module.ports).map(([name, { direction, bits }]) =>
    written(direction, name, bits.length),
  );
  return [
    ...wanted
      .filter((port) => !found.includes(port))
      .map((port) => fault("wrong interface", `there is no ${port}`)),
    ...found
      .filter((port) => !wanted.includes(port))
      .map((port) => fault("wrong interface", `${port} is not a port of the design`)),
  ];
}

function cellFaults(
  { cells }: YosysModule,
  modules: YosysJson["modules"],
  library: Library | undefined,
): NetlistFault[] {
  const types = new Map(Object.entries(cells).map(([name, cell]) => [cell.type, { name, cell }]));
  const unknown = [...types].filter(([, { cell }]) => cell.port_directions === undefined);
  const lacking = unknown.map(([type, { name }]) =>
    library?.cells.has(type) === true
      ? fault("cell without function", `${library.name} does not say what ${type} (${name}) computes`)
      : fault("unknown cell", `${library?.name ?? "nothing"} does not define ${type} (${name})`),
  );
  return [
    ...lacking,
    ...Object.entries(cells).flatMap(([name, cell]) => pinFaults(name, cell, modules[cell.type])),
  ];
}

function pinFaults(name: string, cell: YosysCell, model: YosysModule | undefined): NetlistFault[] {
  if (model === undefined) return [];
  const strange = Object.keys(cell.connections).filter((pin) => !(pin in model.ports));
  const open = Object.entries(model.ports).filter(
    ([pin, { direction }]) => direction === "input" && (cell.connections[pin] ?? []).length === 0,
  );
  return [
    ...strange.map((pin) => fault("wrong pins", `${cell.type} (${name}) has no pin ${pin}`)),
    ...open.map(([pin]) =>
      fault("undriven net", `nothing is connected to pin ${pin} of ${cell.type} (${name})`),
    ),
  ];
}

function netFaults(module: YosysModule): NetlistFault[] {
  const ends = endsOf(module);
  const name = namesOf(module);
  const driven = new Set<YosysBit>();
  const contested = new Set<YosysBit>();
  for (const bit of ends.driving) (driven.has(bit) ? contested : driven).add(bit);
  const constant = (bit: YosysBit) => bit === "0" || bit === "1";
  const missing = (bits: Iterable<YosysBit>) =>
    [...new Set(bits)].filter((bit) => typeof bit === "number" && !driven.has(bit));

  const outputs = new Set(ends.outputs);
  return [
    ...missing(outputs).map((bit) => fault("undriven output", `nothing drives ${name(bit)}`)),
    ...missing(ends.reading)
      .filter((bit) => !outputs.has(bit))
      .map((bit) => fault("undriven net", `nothing drives ${name(bit)}`)),
    ...[...contested].map((bit) => fault("several drivers", `${name(bit)} has more than one driver`)),
    ...[...outputs, ...ends.reading]
      .filter((bit) => typeof bit === "string" && !constant(bit))
      .slice(0, 1)
      .map((bit) => fault("undefined value", `the constant ${bit} is read`)),
  ];
}

/** The bits that something drives, once for each driver; those of the output ports; those that cells read. */
function endsOf({ ports, cells }: YosysModule) {
  const driving: YosysBit[] = [];
  const outputs: YosysBit[] = [];
  const reading: YosysBit[] = [];
  for (const { direction, bits } of Object.values(ports))
    (direction === "input" ? driving : outputs).push(...bits);
  for (const { port_directions = {}, connections } of Object.values(cells))
    for (const [pin, bits] of Object.entries(connections))
      (port_directions[pin] === "output" ? driving : reading).push(...bits);
  return { driving, outputs, reading };
}

/** Ports before other nets, which often are just another name for them. */
function namesOf({ ports, netnames }: YosysModule): (bit: YosysBit) => string {
  const names = new Map<YosysBit, string>();
  for (const [net, { bits }] of [...Object.entries(ports), ...Object.entries(netnames)])
    bits.forEach((bit, index) => {
      if (!names.has(bit)) names.set(bit, bits.length > 1 ? `${net}[${index}]` : net);
    });
  return (bit) => names.get(bit) ?? `net ${bit}`;
}

const fault = (kind: NetlistFaultKind, message: string): NetlistFault => ({ kind, message });
