import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ToolRun } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import type { Library } from "../../liberty/library.js";
import { readNetlist, type NetlistFigures } from "./netlist-figures.js";
import type { Recipe } from "./recipe.js";
import { readDelay, readWarnings } from "./log.js";

/** A design as a netlist of library cells. */
export interface Mapped extends NetlistFigures {
  readonly recipe: Recipe;
  /** Structural Verilog. */
  readonly netlist: string;
  /** In the library's ns. */
  readonly delay: number;
  readonly warnings: readonly string[];
}

/**
 * Runs a recipe on a design, in a scratch folder.
 * @throws {ToolError} Yosys fails
 * @throws {RequestError} the design cannot be mapped to the library's cells
 */
export function mapDesign(
  verilog: string,
  top: string,
  recipe: Recipe,
  library: Library,
  yosys: (args: readonly string[], cwd: string) => Promise<ToolRun>,
): Promise<Mapped> {
  return withScratch(async (cwd) => {
    const path = (name: string) => join(cwd, name);
    const { mapping, registers } = library.text;
    const files = { "design.v": verilog, "cells.lib": mapping, "registers.lib": registers, ...recipe.files };
    for (const [name, content] of Object.entries(files)) await writeFile(path(name), content);
    const { stdout } = await yosys(["-s", "map.ys"], cwd);
    return {
      ...readNetlist(await readFile(path("netlist.json"), "utf8"), top, library),
      recipe,
      netlist: await readFile(path("netlist.v"), "utf8"),
      delay: readDelay(stdout),
      warnings: readWarnings(stdout),
    };
  });
}
