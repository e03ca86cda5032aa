import type { Instance, Net, StructuralModule } from "../../circuit/netlist.js";
import { inputsOf, outputsOf } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";

/** A gate of a netlist and the nets at its pins. */
export interface Gate {
  readonly instance: Instance;
  readonly inputs: readonly PinNet[];
  readonly outputs: readonly PinNet[];
}

interface PinNet {
  readonly pin: string;
  readonly net: Net;
}

/** A netlist of gates. A net that no gate drives is an input's or a constant. */
export interface Gates {
  /** In topological order, drivers first, except in loops through registers. */
  readonly gates: readonly Gate[];
  readonly inputs: readonly Net[];
  /** By output port: its nets, the lowest bit first. */
  readonly outputs: ReadonlyMap<string, readonly Net[]>;
  /** The load of each net in fF, outputs included. */
  readonly load_fF: ReadonlyMap<Net, number>;
}

/** Reads a netlist's gates, ports and loads. */
export function readGates(structure: StructuralModule, library: Library): Gates {
  const gates = structure.instances.map((instance): Gate => {
    const cell = library.cells.get(instance.type);
    const nets = (pins: readonly { readonly name: string }[]): PinNet[] =>
      pins.flatMap(({ name }) => {
        const net = instance.pins.get(name);
        return net === null || net === undefined ? [] : [{ pin: name, net }];
      });
    return cell === undefined
      ? { instance, inputs: [], outputs: [] }
      : { instance, inputs: nets(inputsOf(cell)), outputs: nets(outputsOf(cell)) };
  });
  const shown = new Map(structure.assigns);
  const portsOf = (wanted: "input" | "output") =>
    [...structure.ports].filter(([, { direction }]) => direction === wanted);
  const outputs = new Map(
    portsOf("output").map(([name, { nets }]) => [name, nets.map((net) => shown.get(net) ?? net)]),
  );
  return {
    gates: inOrder(gates),
    inputs: portsOf("input").flatMap(([, { nets }]) => nets),
    outputs,
    load_fF: loadsOf(gates, [...outputs.values()].flat(), library),
  };
}

function inOrder(gates: readonly Gate[]): Gate[] {
  const drivers = new Map(gates.flatMap((gate) => gate.outputs.map(({ net }) => [net, gate] as const)));
  const seen = new Set<Gate>();
  const ordered: Gate[] = [];
  const visit = (gate: Gate): void => {
    if (seen.has(gate)) return;
    seen.add(gate);
    for (const { net } of gate.inputs) {
      const driver = drivers.get(net);
      if (driver !== undefined) visit(driver);
    }
    ordered.push(gate);
  };
  gates.forEach(visit);
  return ordered;
}

function loadsOf(gates: readonly Gate[], shown: readonly Net[], library: Library): Map<Net, number> {
  const loads = new Map<Net, number>();
  const load = (net: Net, fF: number): void => void loads.set(net, (loads.get(net) ?? 0) + fF);
  for (const { instance, inputs } of gates)
    for (const { pin, net } of inputs) load(net, capacitanceOf(instance.type, pin, library));
  for (const net of shown) load(net, library.surroundings.load_fF);
  return loads;
}

const capacitanceOf = (type: string, pin: string, { cells }: Library): number =>
  cells.get(type)?.pins.find(({ name }) => name === pin)?.capacitance_fF ?? 0;
