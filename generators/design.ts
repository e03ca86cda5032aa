import type { Bits } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import { Module } from "./hdl/index.js";
import {
  input,
  objectives,
  type Machine,
  type Objective,
  type Operator,
  type Parameters,
  type Port,
} from "./operator.js";
import { validate } from "./parameters.js";
import { verilogFile } from "./verilog.js";

/** An operator at chosen parameters: what every command works on. */
export interface Design {
  readonly operator: Operator;
  readonly parameters: Parameters;
  readonly objective: Objective;
  /** As a person writes it, complete: `PositMult n=16 es=1 objective=area`. */
  readonly spec: string;
  /** The Verilog module's name, a function of `spec`. */
  readonly moduleName: string;
  readonly ports: Readonly<Record<string, Port>>;
  /** The oracle; of a sequential design, one clock cycle from reset. */
  golden(inputs: Bits): Bits;
  /** The oracle of a sequential design, made anew as it is after reset; null for a combinational one. */
  readonly machine: (() => Machine) | null;
  /** The datapath. */
  module(): Module;
  /** The whole Verilog file, header included. */
  verilog(): string;
  /** Clock cycles from operands to result; 0 for a combinational design. */
  readonly latency: number;
}

/** The name of a design's clock port; null where it has no registers. */
export const clockOf = ({ machine }: Pick<Design, "machine">): string | null =>
  machine === null ? null : "clk";

/**
 * Makes a design from an operator and written parameter values.
 * @throws {RequestError} the values are not ones that the operator takes.
 */
export function makeDesign(operator: Operator, written: Readonly<Record<string, string>>): Design {
  const { parameters, objective } = validate(operator, written);
  const pairs = Object.entries(parameters);
  const isDefault = objective === defaultObjective;
  const { golden, machine } = oracle(operator, parameters);
  let verilog: string | undefined;
  const design: Design = {
    operator,
    parameters,
    objective,
    spec: [
      operator.name,
      ...pairs.map(([name, value]) => `${name}=${value}`),
      ...(isDefault ? [] : [`objective=${objective}`]),
    ].join(" "),
    moduleName: [
      operator.name,
      ...pairs.map(([name, value]) => name + String(value)),
      ...(isDefault ? [] : [objective]),
    ].join("_"),
    ports: operator.ports(parameters),
    golden,
    machine,
    module: () => buildModule(design),
    verilog: () => (verilog ??= verilogFile(design)),
    latency: machine === null ? 0 : 1,
  };
  return design;
}

/** Every port of a design's module, the clock of a sequential one included. */
export function modulePorts({ ports, machine }: Pick<Design, "ports"> & Partial<Design>): Design["ports"] {
  return machine == null ? ports : { clk: input(unsigned(1)), ...ports };
}

function oracle(operator: Operator, parameters: Parameters): Pick<Design, "golden" | "machine"> {
  const machine = operator.machine?.(parameters) ?? null;
  if (machine !== null) return { golden: (inputs) => machine()(inputs), machine };
  const golden = operator.golden?.(parameters);
  if (golden === undefined) throw new Error(`${operator.name} has neither a golden model nor a machine`);
  return { golden, machine };
}

const defaultObjective: Objective = objectives[1];

function buildModule({ operator, parameters, objective, moduleName, ports }: Design): Module {
  const m = Module.create(moduleName);
  const named = (direction: Port["direction"]): [string, Port][] =>
    Object.entries(ports).filter(([, port]) => port.direction === direction);
  const inputs = Object.fromEntries(
    named("input").map(([name, { format }]) => [name, m.input(name, format.width)]),
  );
  const results = operator.build(m, inputs, { ...parameters, objective });
  for (const [name, { format }] of named("output")) {
    const result = results[name];
    if (result === undefined) throw new Error(`${operator.name} builds nothing for its output ${name}`);
    m.output(name, format.width, result);
  }
  return m;
}
