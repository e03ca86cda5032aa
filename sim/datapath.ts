import type { Design } from "../generators/design.js";
import { unsigned } from "../golden/integer.js";
import { liveNodes, type Circuit } from "./bitparallel/circuit.js";
import { moduleCircuit } from "./bitparallel/module-circuit.js";
import { layoutOf, WordLayout } from "./word.js";

/** What a design computes between two clock edges, or without a clock. */
export interface Datapath {
  /** Registers are cut open: what they hold are inputs, what they take are outputs. */
  readonly circuit: Circuit;
  /** Of its inputs: what registers hold, and below that the ports. */
  readonly layout: WordLayout;
  /** ANDs and XORs of two operands. */
  readonly gates: number;
}

/** The datapath as its RTL describes it; of a pipelined design, without the pipeline. */
export function datapathOf({ core }: Design): Datapath {
  const m = core.module();
  const circuit = moduleCircuit(m);
  const registers = m.registers.map(({ signal: { name, width } }) => ({ name, format: unsigned(width) }));
  return {
    circuit,
    layout: new WordLayout([...registers.reverse(), ...layoutOf(core.ports, "input").fields]),
    gates: liveNodes(circuit).filter((node) => circuit.graph.nodes[node]?.kind !== "input").length,
  };
}
