import { renderTemplate } from "../tools/template.js";
import { version } from "../tools/version.js";
import type { Operator, Parameters } from "./contract/operator.js";
import type { Design } from "./design.js";
import { hierarchicalViews } from "./hdl/hierarchy.js";
import { moduleView, type Module } from "./hdl/index.js";
import { wrap } from "./hdl/layout.js";
import type { ModuleView } from "./hdl/view.js";
import { resetPort, usualReset, type ResetStyle } from "./hdl/reset.js";
import { catalogue } from "./operators/catalogue.js";
import { parameterInfo } from "./parameters.js";
import { pipelineProtocol } from "./pipeline/protocol.js";

/** The Verilog-2001 file of a design; the same design and program version give the same bytes. */
export function verilogFile(design: Design): string {
  return fileOf(
    headerOf(design).flatMap((line) => wrap(ascii(line), 96)),
    viewsOf(design),
  );
}

/** The Verilog of a module that is no design: for a tool, with a line above it at most. */
export const moduleText = (m: Module, header: readonly string[] = []): string =>
  fileOf(header, [moduleView(m)]);

function fileOf(header: readonly string[], views: readonly ModuleView[]): string {
  const modules = views.map((view, index) => ({ ...view, is_block: index > 0, begins_blocks: index === 1 }));
  return renderTemplate("generators/module.v.hbs", { header, modules, has_blocks: modules.length > 1 });
}

/** The module as it is printed, behind it those of its blocks. */
export const viewsOf = (design: Design): ModuleView[] =>
  design.hierarchy === "blocks" ? hierarchicalViews(design.module()) : [moduleView(design.module())];

/** What resets, when and at which level. */
function resetLine(style: ResetStyle): string {
  const level = style.active === "low" ? ", active low" : "";
  if (style.reset === "sync")
    return `${resetPort(style)} is synchronous${level}, and wins over every other control.`;
  return `${resetPort(style)} is asynchronous${level}: it resets at once, and wins over every other control; release it away from a rising edge of clk.`;
}

/** How a design's ports are to be driven, a line each. */
export function protocolOf({ operator, parameters, machine, latency, pipeline, reset }: Design): string[] {
  if (machine === null) return ["Combinational."];
  if (pipeline.stages > 0) return pipelineProtocol(pipeline, reset);
  const port = resetPort(reset ?? usualReset);
  return [
    latency > 1
      ? "Sequential: registers take their next states at rising edges of clk."
      : "Sequential: at each rising edge of clk the inputs are taken; the outputs that follow are theirs.",
    resetLine(reset ?? usualReset),
    ...(operator.protocol?.(parameters) ?? []).map((line) => line.replaceAll(/\brst\b/g, port)),
  ];
}

/** Old tools read ASCII only, in comments too. */
export const ascii = (text: string): string =>
  text
    .replaceAll("⟨", "<")
    .replaceAll("⟩", ">")
    .replaceAll("§", "section ")
    .replaceAll(/[^\x20-\x7e]/g, "?");

/** The command that makes a design's files again, or the call where a script brought the operator. */
export function generateCommand({ spec, name, operator }: Design): string {
  if (catalogue.includes(operator)) return `tapir generate ${spec}${name === null ? "" : ` --name ${name}`}`;
  const design = `parseDesign("${spec}", operators)`;
  return `generate(${name === null ? design : `renamed(${design}, "${name}")`})`;
}

/** `signed = false: operands and product are unsigned`: the value that is set, and what it means. */
function lineOf(operator: Operator, name: string, value: Parameters[string]): string {
  const info = parameterInfo(operator).find((each) => each.name === name);
  return `${name} = ${value}: ${info?.meanings[String(value)] ?? info?.title ?? ""}`;
}

/** How the datapath is made. A choice that changes nothing here is only mentioned if it was made by hand. */
function architectureLines({ operator, parameters, architecture, chosen }: Design): string[] {
  const idle = operator.architecture?.idle?.(parameters, architecture) ?? [];
  return Object.entries(architecture).flatMap(([name, value]) => {
    if (!idle.includes(name)) return lineOf(operator, name, value);
    return name in chosen ? `${name} = ${value}: changes nothing in this design` : [];
  });
}

/** What an FPGA's design says of it. */
function targetLines({ operator, target }: Design): string[] {
  if (target === undefined || target.target === "asic") return [];
  const { dsp } = target;
  return [
    `target = ${target.target}: made for few look-up tables`,
    ...(operator.architecture !== undefined && "partialProducts" in operator.architecture.choices.shape
      ? [`dsp = ${dsp}: products are ${dsp === "yes" ? "left to DSPs" : "made of look-up tables"}`]
      : []),
  ];
}

/** The header's lines, before they are wrapped. */
export function headerOf(design: Design): string[] {
  const { operator, parameters, ports } = design;
  const pad = Math.max(...Object.keys(ports).map((name) => name.length));
  return [
    `${design.moduleName}: ${operator.summary}`,
    "",
    ...Object.entries({ ...parameters, objective: design.objective }).map(([name, value]) =>
      lineOf(operator, name, value),
    ),
    ...architectureLines(design),
    ...targetLines(design),
    ...(design.hierarchy === "blocks" ? ["hierarchy = blocks: its blocks are modules of their own"] : []),
    ...Object.entries(ports).map(
      ([name, { direction, format }]) => `${direction.padEnd(6)} ${name.padEnd(pad)}  ${format.name}`,
    ),
    ...protocolOf(design),
    "",
    `Source: ${operator.source}`,
    `Made by tapir ${version} with: ${generateCommand(design)}`,
    "This file belongs to whoever generated it; the makers of tapir claim no rights in it.",
  ];
}
