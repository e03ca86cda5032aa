import type { z } from "zod";
import type { Bits, NumberFormat } from "../golden/format.js";
import type { Module } from "./hdl/module.js";
import type { Signal } from "./hdl/signal.js";
import type { Expression } from "./hdl/expression.js";

/** What a design is optimised for; picks the synthesis recipe, and the architecture where an operator has several. */
export const objectives = ["area", "balanced", "delay"] as const;
export type Objective = (typeof objectives)[number];

/** A port: which way it goes and how its bits are read. */
export interface Port {
  readonly direction: "input" | "output";
  readonly format: NumberFormat;
}

export const input = (format: NumberFormat): Port => ({ direction: "input", format });
export const output = (format: NumberFormat): Port => ({ direction: "output", format });

/** Validated parameter values by name; the objective is a parameter of every design. */
export type Parameters = Readonly<Record<string, number | string | boolean>>;

/**
 * An operator is data: everything the program does with it (options, help, tests, lint, synthesis) follows
 * from this object. Port names are Verilog identifiers.
 */
export interface Operator<P extends Parameters = Parameters> {
  readonly name: string;
  /** One line, lower case, for `tapir list`. */
  readonly summary: string;
  /** The paper or standard that defines the operator. */
  readonly source: string;
  readonly parameters: z.ZodObject;
  ports(p: P): Readonly<Record<string, Port>>;
  /** The oracle: expected output bits for input bits. Shares nothing with `build`. */
  golden(p: P): (inputs: Bits) => Bits;
  /** The datapath: declares signals on `m` and returns what drives each output. */
  build(
    m: Module,
    inputs: Readonly<Record<string, Signal>>,
    p: P & { readonly objective: Objective },
  ): Readonly<Record<string, Signal | Expression>>;
  /** Input vectors worth running beyond the corners of each port's format: ties, saturation, carry chains. */
  cases?(p: P): Iterable<Bits>;
}
