import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool, type ToolRun } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { renderTemplate } from "../../tools/template.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { readPath, type ReportedPath } from "./critical-path.js";
import type { Library } from "../../liberty/library.js";
import { readStructure } from "../../circuit/netlist.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

const tool: Tool = { name: "OpenSTA", command: "sta", packages: { "apt-get": "opensta" } };

export interface TimingOptions {
  readonly library: Library;
  /** Seconds that OpenSTA may take. */
  readonly timeLimit: number;
  /** The clock's port, where there are registers. */
  readonly clock: string | null;
  /** The port of an asynchronous reset, from which no path is timed. */
  readonly asynchronousReset?: string | null;
}

export interface StaOptions extends TimingOptions {
  /** The clock's, in ns. */
  readonly period_ns: number;
}

/** Times in the library's ns. */
export interface OpenStaTiming {
  /** Of the longest path. If it begins at a register, that register's clock-to-output delay is included. */
  readonly delay: number;
  /** With a clock, its shortest period: the longest path, plus the setup time if it ends at a register. */
  readonly minPeriod: number;
  /** The path with the least slack. */
  readonly path: ReportedPath;
}

/** The analysed clock period in ns: longer than any path. */
const relaxed = 1000;

/**
 * The longest path through a netlist by static timing analysis, with slews and loads. The driving cell and output load
 * are those that ABC maps for.
 * @throws {ToolError} OpenSTA is missing, fails, takes too long or finds no path
 */
export async function openStaDelay(synthesis: MappedNetlist, options: TimingOptions): Promise<OpenStaTiming> {
  const { stdout } = await runOpenSta("sta/timing", synthesis, { ...options, period_ns: relaxed });
  const path = readPath(stdout);
  if (path === undefined)
    throw openStaFailed(`found no path through ${synthesis.module}:\n${stdout.slice(-500)}`);
  // Not from the slack: beside so long a period, it has too few digits.
  return { delay: path.delay, minPeriod: path.delay + path.setup, path };
}

/**
 * Runs one of tapir's scripts (`templates/synth/`) on a netlist. The driving cell and output load are those that ABC
 * maps for.
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export function runOpenSta(
  script: "sta/timing" | "sta/gate-delays" | "power/power",
  { netlist, module: top }: MappedNetlist,
  { library, timeLimit, clock, asynchronousReset = null, period_ns }: StaOptions,
): Promise<ToolRun> {
  const { driver, load_fF } = library.surroundings;
  const { instances } = readStructure(netlist, top);
  const surroundings = renderTemplate("synth/sta/surroundings.tcl.hbs", {
    top,
    driver,
    load_fF: load_fF.toFixed(4),
    clock: clock ?? "",
    reset: asynchronousReset ?? false,
    period_ns: String(period_ns),
  });
  const files = {
    "cells.lib": library.text.timed([driver, ...instances.map(({ type }) => type)]),
    "netlist.v": netlist,
    "script.tcl": surroundings + renderTemplate(`synth/${script}.tcl`, {}),
  };
  return withScratch(async (cwd) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    return runTool(tool, ["-no_splash", "-exit", "script.tcl"], { cwd, timeLimit });
  });
}

/** OpenSTA ran, but did not do what it was asked for. */
export const openStaFailed = (what: string): ToolError => new ToolError(tool, "crashed", `OpenSTA ${what}`);

/** For example `OpenSTA 2.0.17`. @throws {ToolError} it is missing or does not run */
export const openStaVersion = (): Promise<string> =>
  (version ??= withScratch(async (cwd) => {
    const { stdout } = await runTool(tool, ["-version"], { cwd, timeLimit: 20 });
    return `${tool.name} ${stdout.trim()}`;
  }));

let version: Promise<string> | undefined;
