import { basename } from "node:path";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import type { Design } from "../../generators/design.js";
import { isOpen } from "../../generators/pipeline/pipeline.js";
import { RequestError } from "../../tools/errors.js";
import { gatesOf, portsOf } from "./elaborate.js";
import { gatesModule } from "./gates-module.js";
import { isSystemVerilog, type ForeignSource, type ModuleNames } from "./language.js";
import { circuitModel, fastCircuitModel } from "./model.js";
import { readSources } from "./sources.js";
import { coreInstance, wrapperText } from "./wrapper.js";

/** A module that somebody else wrote, and which of its ports are a design's. */
export interface ForeignOptions {
  /** Verilog, SystemVerilog or VHDL. */
  readonly files: readonly string[];
  /** The module to measure; left out, the one that no other instantiates. */
  readonly top?: string | undefined;
  /** A design's port by name, and the module's port in its place, where they differ. */
  readonly ports: ReadonlyMap<string, string>;
  /** Values for the module's parameters, by name. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Numbers at the module's inputs that are no port of the design's, by name: decimal. */
  readonly ties?: ReadonlyMap<string, string>;
  /** Seconds for a tool to read the files. */
  readonly timeLimit: number;
}

/**
 * Somebody's module as a design, in the place of one that computes the same. What measures designs measures it:
 *
 *     files ──► sources ──► ports ──► wrapper ──► gates ──► Module       readSources, portsOf, wrapperText, gatesOf, gatesModule
 *                 │                      │                    └► circuit, names, mutants, what it computes
 *                 └──────► Icarus        └► synthesis
 *
 * Its golden model, vectors and formats are those of the design `as`.
 * @throws {RequestError} files that cannot be read, ports that do not fit, registers at other edges than those of clk
 * @throws {ToolError} a tool is missing, or takes too long
 */
export async function foreignDesign(as: Design, options: ForeignOptions): Promise<Design> {
  if (isOpen(as.pipeline)) throw new RequestError(`${as.spec}: --as takes stages=, and no frequency=`);
  const { files, timeLimit } = options;
  const { sources, top, ports, parameters, ties } = await readSources(files, plainNames(options), timeLimit);
  const reading = { sources, files, timeLimit };
  const found = await portsOf({
    ...reading,
    top: top ?? (parameters.size === 0 ? undefined : (await portsOf({ ...reading, top })).name),
    parameters,
  });
  const moduleName = `tapir_${found.name}`;
  const wrapper = {
    name: "tapir_wrapper.v",
    text: wrapperText(as, moduleName, found, { ports, parameters, ties }),
  };
  const all = [...sources, wrapper];
  const wrapped = { ...reading, sources: all, top: moduleName };
  const { module: gates } = await gatesOf({ ...wrapped, resetActive: as.reset?.active ?? "high" });
  // What synthesis reads is Verilog: of SystemVerilog, what Yosys writes after it has read it.
  const verilog = sources.some(isSystemVerilog)
    ? (await portsOf(wrapped)).verilog
    : all.map(({ text }) => text).join("\n");
  const m = gatesModule(moduleName, as, gates, coreInstance);
  const circuit = moduleCircuit(m);
  const name = nameOf(files, found.name);
  const design: Design = {
    ...as,
    ...withoutState(as),
    operator: { ...as.operator, name, summary: `${name}, a foreign module` },
    spec: `${name} as ${as.spec}`,
    name: moduleName,
    moduleName,
    chosen: {},
    architecture: {},
    foreign: {
      as,
      sources: [unitOfDelays, ...all],
      // what a pipeline computes is not in one cycle's circuit
      ...(as.machine === null && {
        computes: circuitModel(as.ports, circuit),
        computesFast: fastCircuitModel(as.ports, circuit),
      }),
    },
    core: as.core,
    module: () => m,
    verilog: () => verilog,
  };
  return as.machine === null ? selfCored(design) : design;
}

/** Files that a name lists; of more it has the module's name and their number. */
const mostListed = 3;

const nameOf = (files: readonly string[], top: string): string =>
  files.length > mostListed
    ? `${top} (${files.length} files)`
    : files.map((path) => basename(path)).join("+");

/** The bench waits for seconds, which are too short for `#1` in files that do not say what its unit is. */
const unitOfDelays: ForeignSource = { name: "tapir_unit.v", text: "`timescale 1ns/1ps\n" };

/** @throws {RequestError} a name that would have to be escaped in Verilog */
function plainNames({
  top,
  ports,
  parameters = new Map<string, string>(),
  ties = new Map<string, string>(),
}: ForeignOptions): ModuleNames {
  for (const name of [...(top === undefined ? [] : [top]), ...parameters.keys(), ...ties.keys()])
    if (!/^\w+$/.test(name)) throw new RequestError(`'${name}' is no plain name of Verilog`);
  for (const [name, value] of ties)
    if (!/^\d+$/.test(value))
      throw new RequestError(`${name}=${value}: an input is tied to a decimal number`);
  return { top, ports, parameters, ties };
}

/** What a design holds, tests cannot load or read in registers that somebody else made: its cycles begin with a reset alone. */
const withoutState = (design: Design): Pick<Design, "state" | "dontCareWhile" | "cases"> => ({
  state: {},
  dontCareWhile: {},
  *cases() {
    for (const cycle of design.cases())
      if (!Object.keys(cycle).some((name) => name in design.state)) yield cycle;
  },
});

/** A combinational design is its own operator. */
function selfCored(design: Design): Design {
  const own: Design = {
    ...design,
    get core() {
      return own;
    },
  };
  return own;
}
