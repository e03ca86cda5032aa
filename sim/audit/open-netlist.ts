import { clockOf } from "../../generators/design.js";
import type { Circuit } from "../bitparallel/circuit.js";
import { netlistCircuit, type NetlistCircuitOptions } from "../bitparallel/netlist-circuit.js";
import type { Net } from "../bitparallel/structural-verilog.js";
import { layoutOf } from "../word.js";
import type { Subject } from "./subject.js";

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
  { design, synthesis, library }: Subject,
  options: Pick<NetlistCircuitOptions, "graph" | "onNet">,
): OpenCircuit {
  const { width } = layoutOf(design.ports, "input");
  const nets: Net[] = [];
  const bitOf = (net: Net, index: number): number => {
    nets.push(net);
    return width + index;
  };
  const clock = clockOf(design);
  const { graph, outputs, registers } = netlistCircuit(design, synthesis, library, {
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
