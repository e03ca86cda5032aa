import { type Operator, type Parameters as Values, type Port } from "./contract/operator.js";
import type { Design } from "./design.js";
import { validate } from "./parameters.js";
import { once } from "../tools/once.js";
import { verilogFile } from "./verilog.js";
import { checkModuleName, specOf, usualName } from "./names.js";
import { isOpen, type Pipeline, latencyOf, unusualOf, usualPipeline } from "./pipeline/pipeline.js";
import { RequestError } from "../tools/errors.js";
import { pipelinePorts, pipelineMachine } from "./pipeline/protocol.js";
import { pipelined } from "./pipeline/pipelined.js";
import { Module } from "./hdl/index.js";

/**
 * Makes a design from an operator and written parameter values.
 * @param name of its module, in place of the usual one
 * @throws {RequestError} the values are not ones that the operator takes, or a module cannot be called so.
 */
export function makeDesign(
  operator: Operator,
  written: Readonly<Record<string, string>>,
  name: string | null = null,
): Design {
  if (name !== null) checkModuleName(name);
  const { parameters, objective, chosen, pipeline } = validate(operator, written);
  const { golden, machine } = oracle(operator, parameters);
  const ports = operator.ports(parameters);
  const isPipelined = isOpen(pipeline) || pipeline.stages > 0;
  const what = { operator, parameters, objective, chosen, pipeline: usualPipeline };
  const core: Design = {
    ...what,
    architecture: { ...operator.architecture?.choose(objective, parameters), ...chosen },
    pipeline: { ...pipeline, stages: 0 },
    spec: specOf(what),
    name: isPipelined ? null : name,
    moduleName: (isPipelined ? null : name) ?? usualName(what),
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
  if (isPipelined && machine !== null) throw hasRegisters(core, pipeline);
  if (isOpen(pipeline)) return openDesign(core, pipeline, name);
  if (isPipelined) return pipelinedDesign(core, pipeline, name);
  const [idle] = unusualOf(pipeline);
  if (idle === undefined) return core;
  throw new RequestError(
    `${operator.name} ${idle.join("=")}: there are no registers for it; give stages=1 or more`,
  );
}

/** Why an accumulator is not pipelined, and what reaches a frequency all the same. */
function hasRegisters({ operator, parameters, spec }: Design, { frequency }: Pipeline): RequestError {
  const combinational = Object.entries(operator.core?.(parameters)?.parameters ?? {});
  const remedies = [
    "objective=delay shortens its cycle",
    `'tapir timing ${spec} --clock ${frequency ?? 500}' says whether it reaches a frequency`,
    ...combinational.map(([name, value]) => `with ${name}=${value} it can be pipelined`),
  ];
  const asked = frequency === undefined ? "stages=" : "frequency=";
  return new RequestError(
    `${spec} takes no ${asked}: its registers hold a sum that is added to in every cycle, so no stages fit in; ${remedies.join(", ")}`,
  );
}

/** A design whose number of stages is still to be found: it has no Verilog yet. */
function openDesign(core: Design, pipeline: Pipeline, name: string | null): Design {
  const names = named(core, pipeline, name);
  const notYet = (): never => {
    throw new RequestError(
      `${names.spec}: stages that reach a frequency are found by synthesis, which generate, verify, synth and compare do; here give stages= too`,
    );
  };
  return { ...core, pipeline, ...names, module: notYet, verilog: notYet };
}

/** The names of a design with a pipeline. */
const named = (
  core: Design,
  pipeline: Pipeline,
  name: string | null,
): Pick<Design, "spec" | "name" | "moduleName"> => ({
  spec: specOf({ ...core, pipeline }),
  name,
  moduleName: name ?? usualName({ ...core, pipeline }),
});

/**
 * The same design, its module called otherwise: `renamed(parseDesign("PositMult n=16 es=1"), "mul16")`.
 * @throws {RequestError} a module cannot be called so
 */
export const renamed = (design: Design, name: string): Design =>
  makeDesign(design.operator, writtenValues(design), name);

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

/** A combinational design with registers in it. */
function pipelinedDesign(core: Design, pipeline: Pipeline, name: string | null): Design {
  const { ports, golden } = core;
  const operands = Object.keys(ports).filter((name) => ports[name]?.direction === "input");
  const design: Design = {
    ...core,
    pipeline,
    ...named(core, pipeline, name),
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

function oracle(operator: Operator, parameters: Values): Pick<Design, "golden" | "machine"> {
  const machine = operator.machine?.(parameters) ?? null;
  if (machine !== null) return { golden: (inputs) => machine()(inputs), machine };
  const golden = operator.golden?.(parameters);
  if (golden === undefined) throw new Error(`${operator.name} has neither a golden model nor a machine`);
  return { golden, machine };
}

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
