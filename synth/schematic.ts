import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
import { ToolError } from "../tools/tool.js";
import { findYosys } from "./mapping/yosys.js";
import { cellsOf, parseYosysJson, type YosysJson } from "./mapping/yosys-json.js";

/** A drawing of more cells than this is unreadable, and its layout takes long. */
export const mostCells = 60;

/** The part of netlistsvg that is used here: the package has no types. */
interface NetlistSvg {
  render(
    skin: string,
    netlist: object,
    done: (error: unknown, svg: string) => void,
  ): Promise<void> | undefined;
}

/**
 * Draws a design's RTL at word level as an SVG: adders, multiplexers, gates.
 * @param timeLimit seconds for Yosys
 * @returns undefined for a design of more than `mostCells` cells
 * @throws {ToolError} Yosys or netlistsvg is missing, or Yosys fails or takes too long
 */
export async function drawSchematic(
  verilog: string,
  top: string,
  timeLimit: number,
): Promise<string | undefined> {
  const netlist = await wordNetlist(verilog, top, timeLimit);
  return cellsOf(netlist, top).length > mostCells ? undefined : render(netlist);
}

function wordNetlist(verilog: string, top: string, timeLimit: number): Promise<YosysJson> {
  return withScratch(async (cwd) => {
    await writeFile(join(cwd, "design.v"), verilog);
    await writeFile(join(cwd, "schematic.ys"), renderTemplate("synth/schematic.ys.hbs", { top }));
    await (await findYosys()).run(["-q", "-s", "schematic.ys"], { cwd, timeLimit });
    return parseYosysJson(await readFile(join(cwd, "netlist.json"), "utf8"));
  });
}

/** Drawings wait for each other: netlistsvg keeps its skin in a global variable. */
let drawing: Promise<unknown> = Promise.resolve();

function render(netlist: YosysJson): Promise<string> {
  const drawn = drawing.then(() => renderNow(netlist));
  drawing = drawn.catch(() => undefined);
  return drawn;
}

/**
 * netlistsvg comes with 70 packages and is needed for nothing else. So it is the user's to install, where they work.
 * @throws {ToolError} it is not installed
 */
export function checkNetlistsvg(): void {
  load(createRequire(join(process.cwd(), "package.json")));
}

function load(require: NodeJS.Require): NetlistSvg {
  try {
    return require("netlistsvg") as NetlistSvg;
  } catch {
    throw new ToolError(
      { name: "netlistsvg", command: "netlistsvg", packages: {} },
      "missing",
      "schematics are drawn by netlistsvg, which is not installed here; npm install netlistsvg, or leave out --schematics",
    );
  }
}

async function renderNow(netlist: YosysJson): Promise<string> {
  const require = createRequire(join(process.cwd(), "package.json"));
  const netlistsvg = load(require);
  const skin = await readFile(require.resolve("netlistsvg/lib/default.svg"), "utf8");
  return new Promise((resolve, reject) => {
    void Promise.resolve(
      netlistsvg.render(skin, netlist, (error, svg) => {
        if (error instanceof Error) reject(error);
        else resolve(svg);
      }),
    ).catch(reject);
  });
}
