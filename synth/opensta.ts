import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../tools/run.js";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
import { ToolError, type Tool } from "../tools/tool.js";
import type { Library } from "./liberty/library.js";
import type { MappedNetlist } from "./result.js";

export const tool: Tool = { name: "OpenSTA", command: "sta", packages: { "apt-get": "opensta" } };

export interface TimingOptions {
  readonly library: Library;
  /** Seconds that OpenSTA may take. */
  readonly timeLimit: number;
  /** The clock's port, where there are registers. */
  readonly clock: string | null;
}

/** In the library's ns. */
export interface OpenStaTiming {
  /** Of the longest path, a register's own delay included where it begins at one. */
  readonly delay: number;
  /** With a clock, the shortest period that it can have: the longest path and, where it ends at a register, its setup time. */
  readonly minPeriod: number;
}

/** The period that is analysed, in ns: longer than any path. */
const relaxed = 1000;

/**
 * The longest path through a netlist by static timing analysis, with slopes and loads; the surroundings are those
 * that ABC maps for.
 * @throws {ToolError} OpenSTA is missing, fails, takes too long or finds no path
 */
export function openStaDelay(
  { netlist, module: top }: MappedNetlist,
  { library, timeLimit, clock }: TimingOptions,
): Promise<OpenStaTiming> {
  const { driver, load_fF } = library.surroundings;
  const files = {
    "cells.lib": library.text,
    "netlist.v": netlist,
    "timing.tcl": renderTemplate("synth/timing.tcl.hbs", {
      top,
      driver,
      load_fF: load_fF.toFixed(4),
      clock: clock ?? false,
      period: `${relaxed}`,
    }),
  };
  return withScratch(async (cwd) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    const { stdout } = await runTool(tool, ["-no_splash", "-exit", "timing.tcl"], { cwd, timeLimit });
    const [, delay] = /([\d.]+)\s+data arrival time/.exec(stdout) ?? [];
    const [, slack] = /(-?[\d.]+)\s+slack/.exec(stdout) ?? [];
    if (delay === undefined || slack === undefined)
      throw new ToolError(tool, "crashed", `OpenSTA found no path through ${top}:\n${stdout.slice(-500)}`);
    return { delay: Number(delay), minPeriod: relaxed - Number(slack) };
  });
}

/** For example `OpenSTA 2.0.17`. @throws {ToolError} it is missing or does not run */
export const openStaVersion = (): Promise<string> =>
  (version ??= withScratch(async (cwd) => {
    const { stdout } = await runTool(tool, ["-version"], { cwd, timeLimit: 20 });
    return `${tool.name} ${stdout.trim()}`;
  }));

let version: Promise<string> | undefined;
