import type { Bits, NumberFormat } from "../golden/format.js";
import { unsigned } from "../golden/integer.js";
import { RequestError } from "../tools/errors.js";
import { once } from "../tools/once.js";
import type { Architecture } from "./contract/architecture.js";
import { Module } from "./hdl/index.js";
import {
  input,
  objectives,
  type Machine,
  type Objective,
  type Operator,
  type Parameters as Values,
  type Port,
} from "./contract/operator.js";
import { validate } from "./parameters.js";
import { isOpen, latencyOf, usualPipeline, type Pipeline } from "./pipeline/pipeline.js";
import { pipelined } from "./pipeline/pipelined.js";
import { pipelineMachine, pipelinePorts } from "./pipeline/protocol.js";
import { verilogFile } from "./verilog.js";

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

/**
 * Makes a design from an operator and written parameter values.
 * @throws {RequestError} the values are not ones that the operator takes.
 */
export function makeDesign(operator: Operator, written: Readonly<Record<string, string>>): Design {
  const { parameters, objective, chosen, pipeline } = validate(operator, written);
  const { golden, machine } = oracle(operator, parameters);
  const ports = operator.ports(parameters);
  const own = Object.entries({ ...parameters, ...chosen });
  const isDefault = objective === defaultObjective;
  const core: Design = {
    operator,
    parameters,
    objective,
    chosen,
    architecture: { ...operator.architecture?.choose(objective, parameters), ...chosen },
    pipeline: { ...pipeline, stages: 0 },
    spec: [
      operator.name,
      ...own.map(([name, value]) => `${name}=${value}`),
      ...(isDefault ? [] : [`objective=${objective}`]),
    ].join(" "),
    moduleName: [
      operator.name,
      ...own.map(([name, value]) => name + String(value)),
      ...(isDefault ? [] : [objective]),
    ].join("_"),
    ports,
    get core() {
      return core;
    },
    golden,
    machine,
    state: operator.state?.(parameters) ?? {},
    meaninglessWhile: operator.meaninglessWhile ?? {},
    module: () => buildModule(core),
    verilog: once(() => verilogFile(core)),
    latency: machine === null ? 0 : 1,
    fill: 0,
    cases: () => operator.cases?.(parameters) ?? [],
  };
  if (isOpen(pipeline)) return openDesign(core, pipeline);
  if (pipeline.stages > 0) return pipelinedDesign(core, pipeline);
  const [idle] = unusualOf(pipeline);
  if (idle === undefined) return core;
  throw new RequestError(
    `${operator.name} ${idle.join("=")}: there are no registers that it could say anything of; give stages=1 or more`,
  );
}

/** A design whose stages are still to be counted: it has no Verilog. */
function openDesign(core: Design, pipeline: Pipeline): Design {
  const { spec } = named(core, pipeline);
  const notYet = (): never => {
    throw new RequestError(
      `${spec}: stages that reach a frequency are found by synthesis, which generate, verify, synth and compare do; here give stages= too`,
    );
  };
  return { ...core, pipeline, ...named(core, pipeline), module: notYet, verilog: notYet };
}

/** The names of a design with a pipeline. */
function named(core: Design, pipeline: Pipeline): Pick<Design, "spec" | "moduleName"> {
  const asked = unusualOf(pipeline);
  return {
    spec: [core.spec, ...asked.map(([name, value]) => `${name}=${value}`)].join(" "),
    moduleName: [core.moduleName, ...asked.map(([name, value]) => name + String(value))].join("_"),
  };
}

/** The values that a design is written with. */
export function writtenValues({ parameters, chosen, objective, pipeline }: Design): Record<string, string> {
  const values = Object.entries({ ...parameters, ...chosen, objective });
  return Object.fromEntries([...values, ...unusualOf(pipeline)].map(([name, value]) => [name, `${value}`]));
}

/**
 * A combinational design with registers in it.
 * @throws {RequestError} it has registers of its own
 */
function pipelinedDesign(core: Design, pipeline: Pipeline): Design {
  const { ports, golden } = core;
  if (core.machine !== null)
    throw new RequestError(
      `${core.spec} has registers of its own, which take a result every cycle; pipeline a combinational design`,
    );
  const operands = Object.keys(ports).filter((name) => ports[name]?.direction === "input");
  const design: Design = {
    ...core,
    pipeline,
    ...named(core, pipeline),
    ports: pipelinePorts(ports, pipeline),
    core,
    machine: pipelineMachine(golden, operands, pipeline),
    module: () => pipelined(core.module(), design.moduleName, pipeline),
    verilog: once(() => verilogFile(design)),
    latency: latencyOf(pipeline),
    fill: latencyOf(pipeline) - 1,
  };
  return design;
}

/** What was asked of a pipeline other than usual. */
const unusualOf = (pipeline: Pipeline): [string, string | number | boolean][] =>
  Object.entries(pipeline).flatMap(([name, value]) =>
    value === undefined || value === usualPipeline[name as keyof Pipeline] ? [] : [[name, value]],
  );

/** Every port of a design's module, the clock of a sequential one included. */
export function modulePorts({ ports, machine }: Pick<Design, "ports"> & Partial<Design>): Design["ports"] {
  return machine == null ? ports : { clk: input(unsigned(1)), ...ports };
}

function oracle(operator: Operator, parameters: Values): Pick<Design, "golden" | "machine"> {
  const machine = operator.machine?.(parameters) ?? null;
  if (machine !== null) return { golden: (inputs) => machine()(inputs), machine };
  const golden = operator.golden?.(parameters);
  if (golden === undefined) throw new Error(`${operator.name} has neither a golden model nor a machine`);
  return { golden, machine };
}

const defaultObjective: Objective = objectives[1];

function buildModule(design: Design): Module {
  const { operator, parameters, objective, architecture, moduleName, ports } = design;
  const m = Module.create(moduleName);
  const named = (direction: Port["direction"]): [string, Port][] =>
    Object.entries(ports).filter(([, port]) => port.direction === direction);
  const inputs = Object.fromEntries(
    named("input").map(([name, { format }]) => [name, m.input(name, format.width)]),
  );
  const chosen = { ...parameters, objective, architecture } as Parameters<Operator["build"]>[2];
  const results = operator.build(m, inputs, chosen);
  for (const [name, { format }] of named("output")) {
    const result = results[name];
    if (result === undefined) throw new Error(`${operator.name} builds nothing for its output ${name}`);
    m.output(name, format.width, result);
  }
  return m;
}
