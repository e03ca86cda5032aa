import { createHash } from "node:crypto";
import { type Operator, type Parameters as Values, type Port } from "./contract/operator.js";
import type { Design } from "./design.js";
import { validate } from "./parameters.js";
import { once } from "../tools/once.js";
import { verilogFile } from "./verilog.js";
import { isOpen, type Pipeline, latencyOf, usualPipeline } from "./pipeline/pipeline.js";
import { RequestError } from "../tools/errors.js";
import { pipelinePorts, pipelineMachine } from "./pipeline/protocol.js";
import { pipelined } from "./pipeline/pipelined.js";
import { type Objective, objectives } from "./contract/architecture.js";
import { Module } from "./hdl/index.js";

/**
 * Makes a design from an operator and written parameter values.
 * @throws {RequestError} the values are not ones that the operator takes.
 */
export function makeDesign(operator: Operator, written: Readonly<Record<string, string>>): Design {
  const { parameters, objective, chosen, pipeline } = validate(operator, written);
  const { golden, machine } = oracle(operator, parameters);
  const ports = operator.ports(parameters);
  const spec = [
    operator.name,
    ...Object.entries({ ...parameters, ...chosen }).map(([name, value]) => `${name}=${value}`),
    ...(objective === defaultObjective ? [] : [`objective=${objective}`]),
  ].join(" ");
  const core: Design = {
    operator,
    parameters,
    objective,
    chosen,
    architecture: { ...operator.architecture?.choose(objective, parameters), ...chosen },
    pipeline: { ...pipeline, stages: 0 },
    spec,
    moduleName: boundedName(nameParts({ operator, parameters, chosen, objective }), spec),
    ports,
    get core() {
      return core;
    },
    golden,
    machine,
    state: operator.state?.(parameters) ?? {},
    dontCareWhile: operator.dontCareWhile ?? {},
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
    `${operator.name} ${idle.join("=")}: there are no registers for it; give stages=1 or more`,
  );
}

/** A design whose number of stages is still to be found: it has no Verilog yet. */
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
  const spec = [core.spec, ...asked.map(([name, value]) => `${name}=${value}`)].join(" ");
  const parts = [...nameParts(core), ...asked.map(([name, value]) => name + String(value))];
  return { spec, moduleName: boundedName(parts, spec) };
}

const nameParts = ({
  operator,
  parameters,
  chosen,
  objective,
}: Pick<Design, "operator" | "parameters" | "chosen" | "objective">): string[] => [
  operator.name,
  ...Object.entries({ ...parameters, ...chosen }).map(([name, value]) => name + String(value)),
  ...(objective === defaultObjective ? [] : [objective]),
];

/** Verilator takes a file's name for a module's up to some 120 characters, and file systems take no more than 255 bytes. */
const longestName = 100;

/** The parts joined; of a longer name its beginning, and a digest of the spec, which tells it from others that begin so. */
function boundedName(parts: readonly string[], spec: string): string {
  const name = parts.join("_");
  if (name.length <= longestName) return name;
  const digest = createHash("sha256").update(spec).digest("hex").slice(0, 10);
  return `${name.slice(0, longestName - 1 - digest.length)}_${digest}`;
}

/** What tells a design from the others of its operator and objective. */
export const ownValues = ({
  parameters,
  chosen,
  pipeline,
}: Design): Readonly<Record<string, string | number | boolean>> => ({
  ...parameters,
  ...chosen,
  ...Object.fromEntries(unusualOf(pipeline)),
});

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
      `${core.spec} has registers of its own; only a combinational design can be pipelined`,
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

/** The parameters of a pipeline that differ from the defaults. */
const unusualOf = (pipeline: Pipeline): [string, string | number | boolean][] =>
  Object.entries(pipeline).flatMap(([name, value]) =>
    value === undefined || value === usualPipeline[name as keyof Pipeline] ? [] : [[name, value]],
  );

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
