import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ToolRun } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import type { Library } from "../../liberty/library.js";
import { mappingArguments, mappingFiles, readMapped, type Mapped } from "./mapped.js";
import type { Recipe } from "./recipe.js";

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
    for (const [name, content] of Object.entries(mappingFiles(verilog, recipe, library)))
      await writeFile(path(name), content);
    const { stdout } = await yosys(mappingArguments, cwd);
    const [json, netlist] = await Promise.all(
      ["netlist.json", "netlist.v"].map((name) => readFile(path(name), "utf8")),
    );
    const files: Readonly<Record<string, string | undefined>> = {
      "netlist.json": json,
      "netlist.v": netlist,
    };
    return readMapped({ stdout, file: (name) => files[name] ?? "" }, top, recipe, library);
  });
}
