import { readStructure, type Net } from "../circuit/netlist.js";
import type { Library } from "../liberty/library.js";
import { DelayOutOfReach } from "../synth/mapping/delay-target.js";
import { chooseNetlist } from "../synth/mapping/synthesize.js";
import { gateNetwork } from "../generators/blocks/gates/gate-network.js";
import { Module } from "../generators/hdl/index.js";
import { moduleText } from "../generators/verilog.js";
import { RequestError } from "../tools/errors.js";
import { canonical } from "./canonical.js";
import type { GateCells } from "./cells.js";
import { gateNames } from "./engine/functions.js";
import type { GateList, ListedGate } from "./engine/genome.js";
import { resultBits, type Shape } from "./engine/shape.js";

/** A netlist of a library's cells, by the area recipe. */
export interface MappedGates {
  readonly list: GateList;
  readonly area: number;
  /** In the library's ns. */
  readonly delay: number;
}

export interface MappingOptions {
  /** Without the cells that are no gates of a search. */
  readonly library: Library;
  readonly cells: GateCells;
  /** Seconds that each run of a tool may take. */
  readonly timeLimit: number;
  /** Longest delay, in ns; Infinity: there is no limit. */
  readonly maxDelay: number;
}

/** The ports of every module that is mapped. */
const top = "searched";

/**
 * @param work maps a netlist
 * @param leftOut is told why there is none, where the longest delay is out of reach
 */
export async function unlessTooSlow<Made>(
  work: Promise<Made>,
  leftOut: (why: string) => void = () => undefined,
): Promise<Made | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DelayOutOfReach)) throw error;
    leftOut(error.message);
    return undefined;
  }
}

/**
 * Maps Verilog with the ports x, y, r, and a of a sum, by the area recipe, and reads the netlist back.
 * @param design as messages name it
 * @throws what `chooseNetlist` throws
 */
export async function mapGates(
  verilog: string,
  module: string,
  { library, cells, timeLimit, maxDelay }: MappingOptions,
  design = module,
): Promise<MappedGates> {
  const { netlist } = await chooseNetlist(
    { design, verilog, top: module },
    { library, objective: "area", timeLimit, ...(maxDelay < Infinity && { maxDelay }) },
  );
  const { area, delay } = netlist;
  return { list: readGates(netlist.netlist, module, cells), area, delay };
}

/** The same of a netlist of gates. */
export const remapGates = (list: GateList, shape: Shape, options: MappingOptions): Promise<MappedGates> =>
  mapGates(verilogOf(list, shape), top, options);

/** A netlist of cells as gates, in topological order. */
function readGates(netlist: string, module: string, cells: GateCells): GateList {
  const { ports, instances, assigns } = readStructure(netlist, module);
  const names = new Map<Net, string>([
    ["1'b0", "0"],
    ["1'b1", "1"],
  ]);
  for (const port of ["x", "y", "a"])
    ports.get(port)?.nets.forEach((net, bit) => names.set(net, `${port}${bit}`));
  const drivers = new Map<Net, () => string>();
  const gates: ListedGate[] = [];
  const nameOf = (net: Net | null | undefined): string => {
    const known = names.get(net ?? "");
    if (known !== undefined) return known;
    const driver = drivers.get(net ?? "");
    if (driver === undefined)
      throw new RangeError(`nothing drives ${net ?? "an open pin"} in the netlist of ${module}`);
    const found = driver();
    names.set(net ?? "", found);
    return found;
  };
  for (const [net, from] of assigns) drivers.set(net, () => nameOf(from));
  for (const { type, pins } of instances) {
    const cell = cells.cells.get(type);
    const buffer = cells.buffers.get(type);
    for (const [pin, value] of cells.ties.get(type) ?? []) names.set(pins.get(pin) ?? "", String(value));
    if (buffer !== undefined) drivers.set(pins.get(buffer[1]) ?? "", () => nameOf(pins.get(buffer[0])));
    else if (cell === undefined && !cells.ties.has(type))
      throw new RequestError(`search has no gate for the cell ${type}; leave it out with --dont-use`);
    else if (cell !== undefined)
      drivers.set(pins.get(cell.output) ?? "", () => {
        const taken = cell.pins.map((pin) => nameOf(pins.get(pin)));
        return `g${gates.push([gateNames[cell.gate] ?? "inv", ...taken]) - 1}`;
      });
  }
  const outputs = ports.get("r")?.nets.map(nameOf) ?? [];
  return canonical({ gates, outputs });
}

/** For synthesis only. */
function verilogOf({ gates, outputs }: GateList, shape: Shape): string {
  const { n, acc } = shape;
  const m = Module.create(top);
  const operands = { x: m.input("x", n), y: m.input("y", n), ...(acc > 0 && { a: m.input("a", acc) }) };
  const named = gates.map(([gate, ...inputs]) => ({ gate, inputs }));
  m.output("r", resultBits(shape), gateNetwork(m, operands, named, outputs));
  return moduleText(m);
}
