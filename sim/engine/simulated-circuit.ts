import type { Design } from "../../generators/design.js";
import type { Circuit } from "../../circuit/circuit.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { moduleRegisters } from "../../circuit/module-registers.js";
import type { OpenedNetlist } from "../../circuit/opened-netlist.js";
import type { StateBit } from "../../circuit/state-bit.js";

/** What the engine runs in a design's name. */
export interface SimulatedCircuit {
  /** Registers are its last inputs, their states, and its last outputs, their next states. */
  readonly circuit: Circuit;
  /** Of each register: the value that an asynchronous reset gives it; null where it has none. */
  readonly resets: readonly (0 | 1 | null)[];
  /** The registers of the design's state, in the order of `stateBits`. */
  readonly state: readonly StateBit[];
}

/** A design's RTL, as the generator has it: its text is not read. Null where there is only text. */
export function simulatedRtl(design: Design): SimulatedCircuit | null {
  const m = design.module();
  if (m.outputs.length === 0) return null;
  const resets = m.registers.flatMap(({ signal, asynchronous }) =>
    Array.from({ length: signal.width }, () => (asynchronous === null ? null : 0)),
  );
  return { circuit: moduleCircuit(m), resets, state: moduleRegisters(design, m).state };
}

/** @throws {SimulationError} the netlist cannot be simulated, see `OpenedNetlist` */
export const simulatedNetlist = ({ circuit, state }: OpenedNetlist): SimulatedCircuit => ({
  circuit,
  resets: circuit.registers.map(({ reset }) => reset),
  state,
});
