import type { Objective } from "./architecture.js";
import type { z } from "zod";
import type { FastModel } from "../../golden/fast.js";
import type { Bits, NumberFormat } from "../../golden/format.js";
import { unsigned } from "../../golden/integer.js";
import type { Architectures } from "./architecture.js";
import type { Module } from "../hdl/module.js";
import type { Signal } from "../hdl/signal.js";
import type { Expression } from "../hdl/expression.js";

/** A port: which way it goes and how its bits are read. */
export interface Port {
  readonly direction: "input" | "output";
  readonly format: NumberFormat;
  /** Of a control input of a sequential operator: how often it is 1 in random sequences, 0 to 1. */
  readonly likelihood?: number;
}

/** An input port of the format's width. */
export const input = (format: NumberFormat): Port => ({ direction: "input", format });
/** An output port of the format's width. */
export const output = (format: NumberFormat): Port => ({ direction: "output", format });

/** A one-bit input that controls a sequential operator; `rst` is its synchronous reset. */
export const control = (likelihood: number): Port => ({
  direction: "input",
  format: unsigned(1),
  likelihood,
});

/**
 * The oracle of a sequential operator, with what it remembers: takes the inputs of one clock cycle, gives the
 * outputs after its rising edge. Where inputs name the registers of `Operator.state` too, the cycle loads them: after it
 * they hold that, whatever the other inputs ask for. Outputs name them where the oracle says what they hold.
 */
export type Machine<Names extends string = string> = (inputs: Readonly<Record<Names, bigint>>) => Bits;

/** The combinational operator in an accumulator. */
export interface Core {
  /** Those in which it differs. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The input that the sum so far goes into. */
  readonly accumulator: string;
  /** The output that is the sum with the operands; its pattern 0 is where a sum starts. */
  readonly result: string;
}

/** Validated parameter values by name. */
export type Parameters = Readonly<Record<string, number | string | boolean>>;

type PortMap = Readonly<Record<string, Port>>;

/**
 * An operator is data: everything the program does with it (options, help, tests, lint, synthesis) follows
 * from this object. Port names are Verilog identifiers.
 */
export interface Operator<
  P = Parameters,
  Names extends string = string,
  Chosen = Readonly<Record<string, string>>,
> {
  readonly name: string;
  /** One line for `tapir list`. */
  readonly summary: string;
  /** The paper or standard that defines the operator. */
  readonly source: string;
  /**
   * Parameters as they are written, the typical ones first: shown in help, and what stands for the operator where
   * the whole catalogue is checked. At least one small enough to run on every operand.
   */
  readonly examples: readonly [string, ...string[]];
  /** Each key's schema carries its description, default and range. */
  readonly parameters: z.ZodObject;
  /** The ports, in the order of the module's: each a direction and a number format. */
  ports(p: P): PortMap;
  /** The oracle: expected output bits for input bits. Shares nothing with `build`. */
  golden?(p: P): (inputs: Readonly<Record<Names, bigint>>) => Bits;
  /**
   * The oracle of a sequential operator, which then stands in for `golden`: makes a machine as it is after reset.
   * Null where these parameters make the operator combinational.
   */
  machine?(p: P): (() => Machine<Names>) | null;
  /**
   * Of an accumulator: the parameters, as they are written, that make it its combinational operator, and which ports of
   * that one its register joins. Null where these parameters make no accumulator.
   */
  core?(p: P): Core | null;
  /**
   * Of a sequential operator: the registers that hold its sum, by their names in the module, which tests may load and read
   * as by a scan chain. Each is one of the module's, as wide as its format.
   */
  state?(p: P): Readonly<Record<string, NumberFormat>>;
  /** Registers of `state`, each with another one of a bit: while that is 1, nobody may go by what the first one holds. */
  readonly meaninglessWhile?: Readonly<Record<string, string>>;
  /** Of a sequential operator: what its controls ask for, a line each; shown in header and manifest. */
  protocol?(p: P): readonly string[];
  /**
   * Of an approximate operator: what it approximates, on the same ports; its errors are measured against this.
   * Undefined where these parameters have none.
   */
  exact?(p: P): ((inputs: Readonly<Record<Names, bigint>>) => Bits) | undefined;
  /** A fast model of what `exact` gives, for errors on every operand; undefined where these parameters have none. */
  exactFast?(p: P): FastModel | undefined;
  /** A second model for runs on every operand, equal to `golden` and fast; undefined where these parameters have none. */
  fast?(p: P): FastModel | undefined;
  /** The ways to make the datapath, where there are several. */
  readonly architecture?: Architectures<P>;
  /** The datapath: declares signals on `m` and returns what drives each output. */
  build(
    m: Module,
    inputs: Readonly<Record<Names, Signal>>,
    p: P & { readonly objective: Objective; readonly architecture: Chosen },
  ): Readonly<Record<string, Signal | Expression>>;
  /** Input vectors worth running beyond the corners of each port's format: ties, saturation, carry chains. */
  cases?(p: P): Iterable<Bits>;
}

/** Checks an operator's definition against its own parameter schema and port names, then forgets the types. */
export function defineOperator<
  Schema extends z.ZodObject,
  Ports extends PortMap,
  Choices extends z.ZodObject = z.ZodObject,
>(
  operator: Omit<
    Operator<z.output<Schema>, keyof Ports & string, z.output<Choices>>,
    "parameters" | "ports" | "architecture"
  > & {
    readonly parameters: Schema;
    ports(p: z.output<Schema>): Ports;
    readonly architecture?: Architectures<z.output<Schema>, Choices>;
  },
): Operator {
  return operator as unknown as Operator;
}
