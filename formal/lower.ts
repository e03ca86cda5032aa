import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { modulePorts, type Design } from "../generators/design.js";
import { hasControls } from "../generators/pipeline/pipeline.js";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
import type { MappedNetlist } from "../circuit/mapped-netlist.js";
import type { Blif } from "./blif.js";
import { inUse, wrapper } from "./pipeline.js";
import { readBlif } from "./read-blif.js";
import type { LoweredRtl } from "./undefined-values.js";
import { findFaults } from "../sim/gates/netlist-faults.js";
import type { Yosys } from "../synth/mapping/yosys.js";

export interface LoweringTools {
  readonly yosys: Yosys;
  /** Seconds that each run may take. */
  readonly timeLimit: number;
}

/** Whether a pipeline's controls are tied so that it always advances, see `inUse`, or stay inputs. Other designs have none. */
export type Controls = "tied" | "open";

/**
 * A design's RTL as gates.
 * @throws {ToolError} Yosys fails or takes too long
 */
export async function lowerRtl(
  design: Design,
  tools: LoweringTools,
  controls: Controls = "tied",
): Promise<LoweredRtl> {
  const isTied = design.pipeline.stages > 0 && controls === "tied";
  const top = isTied ? wrapper : design.moduleName;
  const verilog = design.verilog() + (isTied ? inUse(design, design.moduleName) : "");
  const outputs = ["design.blif", "design.json"] as const;
  const files = await lower("rtl", top, { "design.v": verilog }, outputs, tools);
  const ports = isTied ? modulePorts({ ...design, ports: design.core.ports }) : modulePorts(design);
  return { ...readBlif(files["design.blif"]), faults: findFaults(files["design.json"], top, ports) };
}

/**
 * A design's netlist as gates, in the same way.
 * @param models of its cells, in Verilog
 * @throws {ToolError} Yosys fails or takes too long
 */
export async function lowerNetlist(
  design: Design,
  { netlist, module }: MappedNetlist,
  models: string,
  tools: LoweringTools,
  controls: Controls = "tied",
): Promise<Blif> {
  const isTied = design.pipeline.stages > 0 && controls === "tied";
  const top = isTied ? wrapper : module;
  const inputs = {
    "netlist.v": netlist + (isTied ? inUse(design, module) : ""),
    "cells.v": models,
  };
  const tying = { in_use: isTied, controlled: isTied && hasControls(design.pipeline) };
  const files = await lower("netlist", top, inputs, ["netlist.blif"], tools, tying);
  return readBlif(files["netlist.blif"]);
}

/**
 * A look-up table as gates.
 * @param top the name of its module
 * @throws {ToolError} Yosys fails or takes too long
 */
export async function lowerTable(verilog: string, top: string, tools: LoweringTools): Promise<Blif> {
  const files = await lower("table", top, { "table.v": verilog }, ["table.blif"], tools);
  return readBlif(files["table.blif"]);
}

function lower<Name extends string>(
  what: "rtl" | "netlist" | "table",
  top: string,
  inputs: Readonly<Record<string, string>>,
  outputs: readonly Name[],
  { yosys, timeLimit }: LoweringTools,
  tying: Readonly<Record<string, boolean>> = {},
): Promise<Record<Name, string>> {
  return withScratch(async (cwd) => {
    const files = {
      ...inputs,
      "lower.ys": renderTemplate(`formal/lower-${what}.ys.hbs`, { top, ...tying }),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    await yosys.run(["-s", "lower.ys"], { cwd, timeLimit });
    const texts = outputs.map(async (name) => [name, await readFile(join(cwd, name), "utf8")] as const);
    return Object.fromEntries(await Promise.all(texts)) as Record<Name, string>;
  });
}
