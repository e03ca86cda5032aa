import type { Bits, NumberFormat } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import type { Architecture } from "./contract/architecture.js";
import type { Module } from "./hdl/index.js";
import {
  input,
  type Machine,
  type Operator,
  type Parameters as Values,
  type Port,
} from "./contract/operator.js";
import { type Objective } from "./contract/architecture.js";
import { type Pipeline } from "./pipeline/pipeline.js";

/** An operator at chosen parameters: what every command works on. */
export interface Design {
  readonly operator: Operator;
  readonly parameters: Values;
  readonly objective: Objective;
  /** What was chosen of the architecture by hand. */
  readonly chosen: Architecture;
  /** How the datapath is made: what was chosen by hand, and for the rest what the objective picks. */
  readonly architecture: Architecture;
  /** Where registers go and how they are driven; without stages, none. */
  readonly pipeline: Pipeline;
  /** As a person writes it, complete: `PositMult n=16 es=1 objective=area`. */
  readonly spec: string;
  /** The Verilog module's name, a function of `spec`. */
  readonly moduleName: string;
  readonly ports: Readonly<Record<string, Port>>;
  /** The same without a pipeline. */
  readonly core: Design;
  /** The oracle; of a sequential design, one clock cycle from reset; of a pipelined one, what its operands will give. */
  readonly golden: (inputs: Bits) => Bits;
  /**
   * The oracle of a sequential or pipelined design, made anew as it is after reset, to be stepped cycle by cycle; null
   * for a combinational one.
   */
  readonly machine: (() => Machine) | null;
  /** The registers that hold a sequential design's sum, as tests load and read them; of others none. */
  readonly state: Readonly<Record<string, NumberFormat>>;
  /** Of the state, what means nothing while a bit of it is 1: the register, and the one that is this bit. */
  readonly meaninglessWhile: Readonly<Record<string, string>>;
  /** The datapath. */
  module(): Module;
  /** The whole Verilog file, header included. */
  verilog(): string;
  /** Clock cycles from operands to result; 0 for a combinational design. */
  readonly latency: number;
  /** The first cycles of a sequence, after which outputs are not known yet. */
  readonly fill: number;
  /** Inputs worth running beyond the corners; of a sequence, cycles, whose controls may be left open. */
  cases(): Iterable<Bits>;
}

/** The name of a design's clock port; null where it has no registers. */
export const clockOf = ({ machine }: Pick<Design, "machine">): string | null =>
  machine === null ? null : "clk";

/** Every port of a design's module, the clock of a sequential one included. */
export function modulePorts({ ports, machine }: Pick<Design, "ports"> & Partial<Design>): Design["ports"] {
  return machine == null ? ports : { clk: input(unsigned(1)), ...ports };
}
