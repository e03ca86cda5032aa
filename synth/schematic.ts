import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { withScratch } from "../tools/scratch.js";
import { renderTemplate } from "../tools/template.js";
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
 * @throws {ToolError} Yosys is missing, fails or takes too long
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

async function renderNow(netlist: YosysJson): Promise<string> {
  const require = createRequire(import.meta.url);
  const netlistsvg = require("netlistsvg") as NetlistSvg;
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
