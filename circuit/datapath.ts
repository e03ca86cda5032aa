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
  /** Registers are pseudo-inputs (their states) and pseudo-outputs (their next states). */
  readonly circuit: Circuit;
  /** Of its inputs word: the registers' states on top, the ports at the bottom. */
  readonly layout: WordLayout;
  /** What an index that is one off would read. A netlist has no indices, so there it is empty. */
  readonly misreadings: Misreadings;
}

/**
 * The datapath as its RTL describes it; of a pipelined design, without the pipeline. Gates are not shared between places of the
 * text: of two places that should be alike one may be wrong, and a vector that observes the other does not detect that.
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
 * The datapath as a netlist makes it of cells. Its inputs word is made as vectors are (see `vectorLayout`), so that a vector that
 * loads the state is one of the datapath:
 *
 *     the netlist's circuit:    register 2 | register 1 | register 0 | ports
 *     this datapath:            register 1 | state[1]   | state[0]   | ports        where state[1] is the complement of
 *                               (others)     = ~reg. 0    = reg. 2                  register 0, and state[0] is register 2
 *
 * @returns undefined where registers cannot be loaded. Those of a pipeline cannot, and its gates are its operator's, moved.
 * @throws {SimulationError} `unpaired registers`; or the netlist cannot be simulated, see `OpenedNetlist`
 */
export function netlistDatapath(netlist: OpenedNetlist): Datapath | undefined {
  const { design, state } = netlist;
  if (design.machine !== null && state.length === 0) return undefined;
  const { circuit } = netlist;
  const { graph, registers, inputWidth } = circuit;
  const ports = inputWidth - registers.length;
  const others = [...registers.keys()].filter((register) => !state.some((bit) => bit.register === register));
  const inOrder = [...state, ...others.map((register) => ({ register, inverted: false }))];
  const stateOf = new Map(
    inOrder.map(({ register, inverted }, place): [number, Literal] => [
      register,
      graph.input(ports + place) ^ Number(inverted),
    ]),
  );
  const observed = new MeaningfulState(design, registers.length, state).taken(circuit);
  const outputs = copyCircuit(observed, graph, {
    input: (bit) => stateOf.get(bit - ports) ?? graph.input(bit),
  });
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

/** How many ANDs and XORs of two operands a datapath has. */
export const gatesIn = ({ circuit }: Datapath): number =>
  liveNodes(circuit).filter((node) => circuit.graph.nodes[node]?.kind !== "input").length;
