import type { Design } from "../generators/design.js";
import { unsigned } from "../golden/integer.js";
import { liveNodes, type Circuit } from "./circuit.js";
import { copyCircuit } from "./copy.js";
import { Graph, type Literal } from "./graph.js";
import { MeaningfulState } from "./meaningful-state.js";
import { Misreadings } from "./misreadings.js";
import { moduleCircuit } from "./from-rtl.js";
import { moduleRegisters } from "./module-registers.js";
import type { OpenedNetlist } from "./opened-netlist.js";
import { layoutOf, WordLayout } from "../operands/word.js";

/** What a design computes between two clock edges, or without a clock. */
export interface Datapath {
  /** Registers are cut open: what they hold are inputs, what they take are outputs. */
  readonly circuit: Circuit;
  /** Of its inputs: what registers hold, and below that the ports. */
  readonly layout: WordLayout;
  /** What an index that is one off would read; of a netlist nothing, as it has none. */
  readonly misreadings: Misreadings;
}

/**
 * The datapath as its RTL describes it; of a pipelined design, without the pipeline. Every place in the text has gates of its
 * own: there may be a mistake in one of two that should be alike, and what is seen of the other does not show it.
 */
export function datapathOf({ core }: Design): Datapath {
  const m = core.module();
  const { registers, state } = moduleRegisters(core, m);
  const fields = m.registers.map(({ signal: { name, width } }) => ({ name, format: unsigned(width) }));
  const misreadings = new Misreadings();
  const circuit = moduleCircuit(m, new Graph(false), { misreadings });
  return {
    misreadings,
    circuit: new MeaningfulState(core, registers.length, state).taken(circuit),
    layout: new WordLayout([...fields.reverse(), ...layoutOf(core.ports, "input").fields]),
  };
}

/**
 * The datapath as a netlist of the design makes it of cells.
 * @returns undefined where its registers cannot be loaded: those of a pipeline, whose gates are those of its operator, moved
 * @throws {SimulationError} `unpaired registers`; or the netlist cannot be simulated, see `OpenedNetlist`
 */
export function netlistDatapath(netlist: OpenedNetlist): Datapath | undefined {
  const { design, state } = netlist;
  if (design.machine !== null && state.length === 0) return undefined;
  const { circuit } = netlist;
  const { graph, registers, inputWidth } = circuit;
  const ports = inputWidth - registers.length;
  // the bits of the state, as they lie in a vector, and above them the registers that cannot be loaded
  const others = [...registers.keys()].filter((register) => !state.some((bit) => bit.register === register));
  const places = [...state, ...others.map((register) => ({ register, inverted: false }))];
  const held = new Map(
    places.map(({ register, inverted }, place): [number, Literal] => [
      ports + register,
      graph.input(ports + place) ^ Number(inverted),
    ]),
  );
  const seen = new MeaningfulState(design, registers.length, state).taken(circuit);
  const outputs = copyCircuit(seen, graph, { input: (bit) => held.get(bit) ?? graph.input(bit) });
  const stateFields = Object.entries(design.state).map(([name, format]) => ({ name, format }));
  return {
    misreadings: new Misreadings(),
    circuit: { graph, inputWidth, outputs },
    layout: new WordLayout([
      ...others.map((register) => ({ name: registers[register]?.net ?? "", format: unsigned(1) })),
      ...stateFields,
      ...layoutOf(design.ports, "input").fields,
    ]),
  };
}

/** ANDs and XORs of two operands that a datapath comes to. */
export const gatesIn = ({ circuit }: Datapath): number =>
  liveNodes(circuit).filter((node) => circuit.graph.nodes[node]?.kind !== "input").length;
