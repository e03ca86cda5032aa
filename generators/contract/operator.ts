import type { Objective } from "./architecture.js";
import type { z } from "zod";
import type { FastModel } from "../../golden/fast.js";
import type { Bits, NumberFormat } from "../../golden/format.js";
import { unsigned } from "../../golden/integer.js";
import type { Architectures } from "./architecture.js";
import type { DotModel } from "./dot-model.js";
import type { Module } from "../hdl/module.js";
import type { Signal } from "../hdl/signal.js";
import type { Expression } from "../hdl/expression.js";

/** A port: which way it goes and how its bits are read. */
export interface Port {
  readonly direction: "input" | "output";
  readonly format: NumberFormat;
  /** Only for a control input of a sequential operator: the probability of 1 in random sequences. */
  readonly likelihood?: number;
  /** Of an output that belongs to the protocol and not to the result. */
  readonly isStatus?: true;
  /** Of an output that is an integer modulo 2^width: its errors are so, too. */
  readonly wraps?: true;
}

/** An input port of the format's width. */
export const input = (format: NumberFormat): Port => ({ direction: "input", format });
/** An output port of the format's width. */
export const output = (format: NumberFormat): Port => ({ direction: "output", format });

/** A one-bit input that controls a sequential operator; `rst` is its reset, 1 while it resets. */
export const control = (likelihood: number): Port => ({
  direction: "input",
  format: unsigned(1),
  likelihood,
});

/** What a control input mostly is: 1 for an enable or a valid, 0 for a reset. Of an operand 0. */
export const usualLevel = ({ likelihood = 0 }: Pick<Port, "likelihood">): 0n | 1n =>
  likelihood > 1 / 2 ? 1n : 0n;

/**
 * The oracle of a sequential operator, with its state: it takes the inputs of one clock cycle and gives the outputs after
 * the rising edge. Inputs may also name registers of `Operator.state`: the cycle then loads them, whatever the other
 * inputs are. Outputs also name registers of `Operator.state` whose states the oracle knows.
 */
export type Machine<Names extends string = string> = (inputs: Readonly<Record<Names, bigint>>) => Bits;

/** What an operator computes, to find the designs that could replace each other. */
export interface Computed {
  /**
   * The exact function, of the ports by their names: `x·y`. It says all that port formats leave open: how often results are
   * rounded, what becomes of subnormals. Equal functions on ports of equal formats give equal bits.
   */
  readonly function: string;
  /** False where the operator approximates the function. */
  readonly exactly: boolean;
}

/** Of an operator whose results are the function's, bit for bit. */
export const exactly = (function_: string): Computed => ({ function: function_, exactly: true });
/** Of an operator whose results are near the function's. */
export const approximately = (function_: string): Computed => ({ function: function_, exactly: false });

/** The combinational operator in an accumulator. */
export interface Core {
  /** As written; only those that differ from the accumulator's. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Its input for the sum so far. */
  readonly accumulator: string;
  /** Its output for the new sum; a sum starts from pattern 0. */
  readonly result: string;
}

/** The combinational operator whose results an iterative unit finds in several cycles. */
export interface IteratedCore {
  /** As written; only those that differ from the unit's. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The unit's parameters that it does not take. */
  readonly without: readonly string[];
  /** Cycles in which the unit takes operands, one after the other, and gives each result. */
  cycles(operands: Iterable<Bits>): Iterable<Bits>;
}

export const isIteration = (core: Core | IteratedCore): core is IteratedCore => "without" in core;

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
   * Parameters as they are written, the typical ones first. Help shows them, and checks of the whole catalogue use them.
   * At least one is small enough to run on every operand.
   */
  readonly examples: readonly [string, ...string[]];
  /** Each key's schema carries its description, default and range. */
  readonly parameters: z.ZodObject;
  /** Parameters that it no longer has: what to write instead. */
  readonly formerly?: Readonly<Record<string, string>>;
  /** Other spellings of a value, each as it is written: `adder=loa` for `sum=loa`. */
  readonly alsoWritten?: Readonly<Record<string, string>>;
  /**
   * The text from outside the program that its designs are made of: of a file that a parameter names. Undefined: parameters
   * and program decide all.
   */
  reads?(p: P): string;
  /** The ports, in the order of the module's: each a direction and a number format. */
  ports(p: P): PortMap;
  /**
   * The exact function that it computes or approximates. Fronts and ratios are taken among designs of one function and
   * equal port formats. Undefined: a function of its own for each set of parameters.
   */
  computes?(p: P): Computed | undefined;
  /** The oracle: expected output bits for input bits. Shares nothing with `build`. */
  golden?(p: P): (inputs: Readonly<Record<Names, bigint>>) => Bits;
  /**
   * The oracle of a sequential operator, in place of `golden`: makes a machine in its state after reset.
   * Null for parameters that make the operator combinational.
   */
  machine?(p: P): (() => Machine<Names>) | null;
  /**
   * The combinational operator of an accumulator, and which of its ports the register joins; or of an iterative unit. Null for
   * parameters that make neither.
   */
  core?(p: P): Core | IteratedCore | null;
  /**
   * The registers that hold a sequential operator's sum, by their names in the module. Tests may load and read them, as
   * by a scan chain. Each is as wide as its format.
   */
  state?(p: P): Readonly<Record<string, NumberFormat>>;
  /** Maps a register of `state` to its flag, one of one bit: the register is don't-care while its flag is set. */
  readonly dontCareWhile?: Readonly<Record<string, string>>;
  /** Clock cycles from operands to result; 1 of a sequential operator that does not say it. */
  latency?(p: P): number;
  /** The meaning of a sequential operator's controls, a line each; shown in header and manifest. */
  protocol?(p: P): readonly string[];
  /**
   * The exact function that an approximate operator approximates, on the same ports; errors are measured against it.
   * Undefined for parameters that have none.
   */
  exact?(p: P): ((inputs: Readonly<Record<Names, bigint>>) => Bits) | undefined;
  /** A fast model of `exact`, for errors on every operand; undefined for parameters that have none. */
  exactFast?(p: P): FastModel | undefined;
  /** A fast model equal to `golden`, for runs on every operand; undefined for parameters that have none. */
  fast?(p: P): FastModel | undefined;
  /** Sums of its products, as data from which matrix kernels are made; or why these parameters have none. */
  dot?(p: P): DotModel | string;
  /** The ways to make the datapath, where there are several. */
  readonly architecture?: Architectures<P>;
  /** The datapath: declares signals on `m` and returns what drives each output. */
  build(
    m: Module,
    inputs: Readonly<Record<Names, Signal>>,
    p: P & { readonly objective: Objective; readonly architecture: Chosen },
  ): Readonly<Record<string, Signal | Expression>>;
  /** Directed vectors beyond the corners of each port's format: ties, saturation, carry chains. */
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
