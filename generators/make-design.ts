import type { Operator, Parameters as Values, Port } from "./contract/operator.js";
import type { Design } from "./design.js";
import { validate } from "./parameters.js";
import { asMade } from "./origin.js";
import { once } from "../tools/once.js";
import { verilogFile } from "./verilog.js";
import { checkModuleName, namesOf, type Named } from "./names.js";
import { isOpen, type Pipeline, latencyOf, unusualOf, usualPipeline } from "./pipeline/pipeline.js";
import { RequestError } from "../tools/errors.js";
import { pipelinePorts, pipelineMachine } from "./pipeline/protocol.js";
import { pipelined } from "./pipeline/pipelined.js";
import { unusualHierarchy } from "./contract/hierarchy.js";
import { architectureFor, targetObstacle, unusualTarget, type Target } from "./contract/target.js";
import { unusualReset } from "./contract/reset.js";
import { hasBlocks } from "./hdl/hierarchy.js";
import { Module } from "./hdl/index.js";
import { resetPort, usualReset, type ResetStyle } from "./hdl/reset.js";
import { withReset, withResetCycles, withResetPort } from "./reset.js";

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
  const {
    parameters,
    objective,
    chosen,
    pipeline,
    reset: asked,
    hierarchy,
    target,
  } = validate(operator, written);
  const usual = operator.ports(parameters);
  const isStateful = operator.machine?.(parameters) != null;
  const reset = isStateful && usual.rst !== undefined ? asked : null;
  const state = operator.state?.(parameters) ?? {};
  const { golden, machine } = oracle(operator, parameters, reset, Object.keys(state));
  const ports = withResetPort(usual, reset);
  const isPipelined = isOpen(pipeline) || pipeline.stages > 0;
  const what = { operator, parameters, objective, chosen, pipeline: usualPipeline, reset, hierarchy, target };
  const core: Design = {
    ...what,
    architecture: {
      ...architectureFor(target, objective, (made) => operator.architecture?.choose(made, parameters) ?? {}),
      ...chosen,
    },
    pipeline: { ...pipeline, stages: 0 },
    ...named(what, isPipelined ? null : name),
    ports,
    get core() {
      return core;
    },
    golden,
    machine,
    state,
    dontCareWhile: operator.dontCareWhile ?? {},
    module: () => buildModule(core),
    verilog: once(() => verilogFile(core)),
    latency: machine === null ? 0 : (operator.latency?.(parameters) ?? 1),
    fill: 0,
    cases: () => withResetCycles(operator.cases?.(parameters) ?? [], reset),
  };
  const obstacle = targetObstacle(target);
  if (obstacle !== undefined) throw new RequestError(`${core.spec}: ${obstacle}`, "dsp");
  if (hierarchy === "blocks" && !makesBlocks(operator))
    throw new RequestError(
      `${core.spec}: it has no decoders and no encoder to be modules of their own; leave out hierarchy=`,
      "hierarchy",
    );
  if (isPipelined && machine !== null) throw hasRegisters(core, pipeline);
  if (isOpen(pipeline)) return openDesign(core, pipeline, name, resetOf(core, pipeline, asked));
  if (isPipelined) return pipelinedDesign(core, pipeline, name, resetOf(core, pipeline, asked));
  const [ofPipelines] = unusualOf(pipeline);
  const idle = ofPipelines ?? (reset === null ? unusualReset(asked)[0] : undefined);
  if (idle === undefined) return asMade(core);
  const [parameter] = idle;
  const why = !isStateful
    ? "there are no registers for it; give stages=1 or more"
    : idle === ofPipelines
      ? `its registers have controls of their own, and ${parameter}= is for pipelines; leave it out`
      : `it has no port rst; leave out ${parameter}=`;
  throw new RequestError(`${operator.name} ${idle.join("=")}: ${why}`, parameter);
}

const blockMakers = new WeakMap<Operator, boolean>();

/** Whether an operator's designs have blocks. Its examples tell: a design of its own may be large, and is not built to be named. */
function makesBlocks(operator: Operator): boolean {
  const known = blockMakers.get(operator);
  if (known !== undefined) return known;
  const made = operator.examples.some((example) => {
    const written = example.split(" ").map((word) => word.split("=") as [string, string]);
    return hasBlocks(makeDesign(operator, Object.fromEntries(written)).module());
  });
  blockMakers.set(operator, made);
  return made;
}

/** Why a sequential design is not pipelined, and what reaches a frequency all the same. */
function hasRegisters({ operator, parameters, spec }: Design, { frequency }: Pipeline): RequestError {
  const combinational = Object.entries(operator.core?.(parameters)?.parameters ?? {});
  const remedies = [
    "objective=delay shortens its cycle",
    `'tapir timing ${spec} --clock ${frequency ?? 500}' says whether it reaches a frequency`,
    ...combinational.map(([name, value]) => `with ${name}=${value} it can be pipelined`),
  ];
  const asked = frequency === undefined ? "stages=" : "frequency=";
  return new RequestError(
    `${spec} takes no ${asked}: its registers hold what the next cycle needs, so no stages fit in; ${remedies.join(", ")}`,
    frequency === undefined ? "stages" : "frequency",
  );
}

/** A design whose number of stages is still to be found: it has no Verilog yet. */
function openDesign(core: Design, pipeline: Pipeline, name: string | null, reset: ResetStyle | null): Design {
  const names = named({ ...core, pipeline, reset }, name);
  const notYet = (): never => {
    throw new RequestError(
      `${names.spec}: stages that reach a frequency are found by synthesis, which generate, verify, synth and compare do; here give stages= too`,
      "frequency",
    );
  };
  return { ...core, pipeline, reset, ...names, module: notYet, verilog: notYet };
}

/** A design's names, its module's being the one that was asked for, if any. */
function named(design: Named, name: string | null): Pick<Design, "spec" | "name" | "moduleName"> {
  const usual = namesOf(design);
  return { ...usual, name, moduleName: name ?? usual.moduleName };
}

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
  reset,
  hierarchy,
  target,
}: Design): Readonly<Record<string, string | number | boolean>> => ({
  ...parameters,
  ...chosen,
  ...Object.fromEntries([
    ...unusualOf(pipeline),
    ...unusualReset(reset),
    ...unusualHierarchy(hierarchy),
    ...unusualTarget(target),
  ]),
});

/**
 * The same design made for an FPGA; one that is made for it already, and a foreign module, as they are.
 * @throws {RequestError} it is made for another
 */
export function madeFor(design: Design, target: Target): Design {
  const own = design.target?.target ?? "asic";
  if (own === target || design.foreign !== undefined) return design;
  if (own !== "asic")
    throw new RequestError(`${design.spec} is made for ${own}, and ${target} is asked for`, "target");
  // whoever leaves products to the synthesis tool leaves DSPs to it too
  const dsp = design.chosen.partialProducts === "times" && target !== "ice40" ? { dsp: "yes" } : {};
  return makeDesign(design.operator, { ...writtenValues(design), target, ...dsp }, design.name);
}

/** The values that a design is written with. */
export function writtenValues(design: Design): Record<string, string> {
  const values: ReturnType<typeof ownValues> = { ...ownValues(design), objective: design.objective };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/**
 * How a pipeline is reset: its valid bits, where it has any.
 * @throws {RequestError} a reset is asked for that it does not have
 */
function resetOf({ spec }: Design, { handshake }: Pipeline, asked: ResetStyle): ResetStyle | null {
  if (handshake !== "none") return asked;
  const [idle] = unusualReset(asked);
  if (idle === undefined) return null;
  throw new RequestError(
    `${spec} ${idle.join("=")}: a pipeline resets its valid bits alone, and has none; give handshake=valid or handshake=ready`,
    idle[0],
  );
}

/** A combinational design with registers in it. */
function pipelinedDesign(
  core: Design,
  pipeline: Pipeline,
  name: string | null,
  reset: ResetStyle | null,
): Design {
  const { ports, golden } = core;
  const operands = Object.keys(ports).filter((name) => ports[name]?.direction === "input");
  const design: Design = {
    ...core,
    pipeline,
    reset,
    ...named({ ...core, pipeline, reset }, name),
    ports: withResetPort(pipelinePorts(ports, pipeline), reset),
    core,
    machine: withReset(
      pipelineMachine(golden, operands, pipeline, reset?.reset === "async"),
      // Its data registers outlast a reset, so it takes pulses itself.
      { ...(reset ?? usualReset), reset: "sync" },
      [],
    ),
    module: () => pipelined(core.module(), design.moduleName, pipeline, reset ?? usualReset),
    verilog: once(() => verilogFile(design)),
    latency: latencyOf(pipeline),
    fill: latencyOf(pipeline) - 1,
  };
  return asMade(design);
}

function oracle(
  operator: Operator,
  parameters: Values,
  reset: ResetStyle | null,
  state: readonly string[],
): Pick<Design, "golden" | "machine"> {
  const own = operator.machine?.(parameters) ?? null;
  if (own !== null) {
    const machine = withReset(own, reset, state);
    return { golden: (inputs) => machine()(inputs), machine };
  }
  const golden = operator.golden?.(parameters);
  if (golden === undefined) throw new Error(`${operator.name} has neither a golden model nor a machine`);
  return { golden, machine: null };
}

function buildModule(design: Design): Module {
  const { operator, parameters, objective, architecture, moduleName, ports, reset } = design;
  const m = Module.create(moduleName);
  const named = (direction: Port["direction"]): [string, Port][] =>
    Object.entries(ports).filter(([, port]) => port.direction === direction);
  const inputs = Object.fromEntries(
    named("input").map(([name, { format }]) =>
      reset !== null && name === resetPort(reset)
        ? ["rst", m.reset(reset)]
        : [name, m.input(name, format.width)],
    ),
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
