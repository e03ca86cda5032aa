import { modulePorts, type Design } from "../../generators/design.js";
import { moduleView } from "../../generators/hdl/index.js";
import { usualReset } from "../../generators/hdl/reset.js";
import { moduleText } from "../../generators/verilog.js";
import { controlModule } from "../../generators/pipeline/controls.js";
import type { Net } from "../../circuit/netlist.js";
import { escaped } from "../../liberty/written/print.js";
import { renderTemplate } from "../../tools/template.js";
import type { GateGraph } from "./gate-graph.js";
import type { Gate, Gates } from "./gates.js";

/**
 * A pipelined design in Verilog: gates with registers between them. A net of stage 1 that is used in stage 3 passes two
 * registers, one for each stage boundary.
 * @param stageOf the stage of each step of the graph
 * @param names the RTL's names for nets, after which registers are named
 */
export function registeredGates(
  design: Design,
  { gates, inputs, outputs }: Gates,
  { graph, steps, stepOf }: GateGraph,
  stageOf: readonly number[],
  names: ReadonlyMap<Net, string>,
): string {
  const ports = modulePorts(design);
  const wires = new Names([...Object.keys(ports), "advance", "controls"]);
  const registers = new Map<string, string>();
  for (const net of inputs) wires.keep(net);
  const stage = (net: Net): number | undefined => {
    const step = steps.get(net);
    return step && stageOf[step.index];
  };
  const own = (net: Net): string => (/^1'b[01]$/.test(net) ? net : wires.of(net));
  /** The name of a net's value in a stage. Declares the registers that it needs to get there. */
  const inStage = (net: Net, at: number): string => {
    const made = stage(net) ?? at;
    const base = (names.get(net) ?? net).replace("~", "not_").replace(/\W+$/, "");
    let held = own(net);
    for (let each = made + 1; each <= at; each++) {
      const register = wires.of(`${base}_s${each}`, net);
      registers.set(register, held);
      held = register;
    }
    return held;
  };
  const instances = gates.map((gate) => {
    const step = stepOf.get(gate);
    const at = step === undefined ? 0 : (stageOf[step.index] ?? 0);
    return instanceLine(gate, (net, isOutput) => (isOutput ? own(net) : inStage(net, at)));
  });
  const last = Math.max(
    ...graph.steps.filter(({ kind }) => kind === "port").map((s) => stageOf[s.index] ?? 0),
  );
  const assignments = [...outputs].flatMap(([port, nets]) =>
    nets.map((net, bit) => `assign ${port}${nets.length > 1 ? `[${bit}]` : ""} = ${inStage(net, last)};`),
  );
  const driven = gates.flatMap((gate) => gate.outputs.map(({ net }) => own(net)));
  const controls = controlModule(
    `${design.moduleName}_controls`,
    design.pipeline,
    design.reset ?? usualReset,
  );
  return [
    renderTemplate("synth/retiming/retimed.v.hbs", {
      name: design.moduleName,
      ports: portLines(ports),
      wires: driven,
      registers: [...registers.keys()],
      controls: controls === null ? false : controlLine(controls.name, moduleView(controls).ports),
      gates: instances,
      moves: [...registers].map(([register, from]) => `${register} <= ${from};`),
      outputs: assignments,
    }),
    ...(controls === null ? [] : [moduleText(controls)]),
  ].join("\n");
}

/** Unique identifiers for nets and registers. */
class Names {
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** An input keeps its name. */
  keep(net: Net): void {
    this.#names.set(net, net);
    this.#taken.add(net);
  }

  /** @param of the net behind the name, to tell apart registers that want the same one */
  of(wanted: string, of = ""): string {
    const key = `${of} ${wanted}`;
    const known = this.#names.get(of === "" ? wanted : key);
    if (known !== undefined) return known;
    const plain = wanted.replaceAll(/\W+/g, "_");
    let name = plain;
    for (let count = 2; this.#taken.has(name); count++) name = `${plain}_${count}`;
    this.#taken.add(name);
    this.#names.set(of === "" ? wanted : key, name);
    return name;
  }
}

const instanceLine = (
  { instance, inputs, outputs }: Gate,
  signal: (net: Net, isOutput: boolean) => string,
) => {
  const pins = [
    ...inputs.map(({ pin, net }) => `.${escaped(pin)}(${signal(net, false)})`),
    ...outputs.map(({ pin, net }) => `.${escaped(pin)}(${signal(net, true)})`),
  ];
  return `${escaped(instance.type)} ${instance.name} (${pins.join(", ")});`;
};

const portLines = (ports: Design["ports"]): string[] =>
  Object.entries(ports).map(
    ([name, { direction, format }], index, { length }) =>
      `${direction} wire [${format.width - 1}:0] ${name}${index + 1 < length ? "," : ""}`,
  );

/** @param ports their declarations: `input  wire ce,` */
function controlLine(module: string, ports: readonly string[]): string {
  const names = ports.map((line) => /(\w+),?$/.exec(line)?.[1] ?? "");
  return `${module} controls (${names.map((name) => `.${name}(${name})`).join(", ")});`;
}
