import type { Design } from "../generators/design.js";
import type { Module } from "../generators/hdl/index.js";
import { bitNames, stateBits } from "../operands/state.js";
import type { StateBit } from "./state-bit.js";

/** The registers of a module, bit by bit, in the order in which `moduleCircuit` has them. */
export interface ModuleRegisters {
  /** What they are called. */
  readonly registers: readonly string[];
  /** The registers of the design's state, in the order of `stateBits`. */
  readonly state: readonly StateBit[];
}

export function moduleRegisters(design: Design, m: Module): ModuleRegisters {
  const registers = m.registers.flatMap(({ signal: { name, width } }) => bitNames(name, width));
  const state = stateBits(design).map((bit) => ({ register: registers.indexOf(bit), inverted: false }));
  return { registers, state };
}
