import type { FastModel } from "../golden/fast.js";
import type { Bits, NumberFormat } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import type { Architecture } from "./contract/architecture.js";
import type { Hierarchy } from "./contract/hierarchy.js";
import type { TargetStyle } from "./contract/target.js";
import type { Module } from "./hdl/index.js";
import {
  input,
  type Machine,
  type Operator,
  type Parameters as Values,
  type Port,
} from "./contract/operator.js";
import { type Objective } from "./contract/architecture.js";
import type { ResetStyle } from "./hdl/reset.js";
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
  /** Where registers stand and what controls them; with 0 stages there are none. */
  readonly pipeline: Pipeline;
  /** How its registers are reset; null where none are. */
  readonly reset: ResetStyle | null;
  /** Whether it is printed as one module; left out: it is. */
  readonly hierarchy?: Hierarchy;
  /** What it is made for; left out: cells of a library. */
  readonly target?: TargetStyle;
  /** As a person writes it, without what is at its default: `PositMult n=16 es=1 objective=area`. */
  readonly spec: string;
  /** The name that was asked for in place of the module's usual one; null: none. */
  readonly name: string | null;
  /** The Verilog module's name: the one asked for, or else a function of `spec`; at most 100 characters. */
  readonly moduleName: string;
  readonly ports: Readonly<Record<string, Port>>;
  /** The same without a pipeline. */
  readonly core: Design;
  /** The oracle. Of a sequential design: the first cycle after reset; of a pipelined one: the result `latency` cycles later. */
  readonly golden: (inputs: Bits) => Bits;
  /**
   * Makes the oracle of a sequential or pipelined design, in its state after reset; each call of it is one clock cycle.
   * Null for a combinational design.
   */
  readonly machine: (() => Machine) | null;
  /** The registers that hold a sequential design's sum, which tests load and read; empty for other designs. */
  readonly state: Readonly<Record<string, NumberFormat>>;
  /** Maps a register of `state` to the flag, also in `state`, that makes it don't-care while it is 1. */
  readonly dontCareWhile: Readonly<Record<string, string>>;
  /** The datapath. */
  module(): Module;
  /** The whole Verilog file, header included. */
  verilog(): string;
  /** Clock cycles from operands to result; 0 for a combinational design. */
  readonly latency: number;
  /** Cycles at the beginning of a sequence whose outputs are unknown, as the pipeline is being filled. */
  readonly fill: number;
  /** Of a module that tapir did not generate. */
  readonly foreign?: ForeignCore;
  /** Directed vectors beyond the corners; of a sequential design, cycles, whose controls may be left open. */
  cases(): Iterable<Bits>;
}

/** A module that somebody else wrote, in the place of a design that computes the same. */
export interface ForeignCore {
  /** What it is to compute. */
  readonly as: Design;
  /** Its files and the module around them, for a simulator; a name's ending says the language. */
  readonly sources: readonly { readonly name: string; readonly text: string }[];
  /** What it does compute, where it is combinational: right or wrong. */
  readonly computes?: (inputs: Bits) => Bits;
  /** The same, fast; undefined for ports of more than 32 bits. */
  readonly computesFast?: FastModel | undefined;
}

/** The name of a design's clock port; null where it has no registers. */
export const clockOf = ({ machine }: Pick<Design, "machine">): string | null =>
  machine === null ? null : "clk";

/** Every port of a design's module, the clock of a sequential one included. */
export function modulePorts({ ports, machine }: Pick<Design, "ports"> & Partial<Design>): Design["ports"] {
  return machine == null ? ports : { clk: input(unsigned(1)), ...ports };
}
