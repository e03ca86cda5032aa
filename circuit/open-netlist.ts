import { clockOf, type Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import type { MappedNetlist } from "./mapped-netlist.js";
import { layoutOf } from "../operands/word.js";
import type { Circuit } from "./circuit.js";
import { netlistCircuit, type NetlistCircuitOptions } from "./from-netlist.js";
import type { Net } from "./netlist.js";

/** A circuit whose last inputs are what registers hold, and its last outputs what they take. */
export interface OpenCircuit extends Circuit {
  /** The nets that registers drive, in the order of their bits. */
  readonly registers: readonly Net[];
}

/**
 * A netlist with its registers, if it has any, cut open.
 * @throws {SimulationError} the netlist cannot be simulated, see `netlistCircuit`
 */
export function openNetlist(
  design: Design,
  netlist: MappedNetlist,
  library: Library,
  options: Pick<NetlistCircuitOptions, "graph" | "onNet"> = {},
): OpenCircuit {
  const { width } = layoutOf(design.ports, "input");
  const nets: Net[] = [];
  const bitOf = (net: Net, index: number): number => {
    nets.push(net);
    return width + index;
  };
  const clock = clockOf(design);
  const { graph, outputs, registers } = netlistCircuit(design, netlist, library, {
    ...options,
    ...(clock !== null && { registers: { clock, bitOf } }),
  });
  return {
    graph,
    inputWidth: width + registers.length,
    outputs: [...outputs, ...registers.map(({ next }) => next)],
    registers: nets,
  };
}
