import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { modulePorts, type Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import { withScratch } from "../../tools/scratch.js";
import { renderTemplate } from "../../tools/template.js";
import type { Library } from "../../liberty/library.js";
import { readNetlist } from "../../synth/mapping/netlist-figures.js";
import { findFaults, type NetlistFault } from "./netlist-faults.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";
import { findYosys } from "../../synth/mapping/yosys.js";

export interface ModelOptions {
  /** What the cells compute. */
  readonly library: Library;
  /** Seconds that Yosys may take. */
  readonly timeLimit: number;
  /** Which Yosys: see `findYosys`. */
  readonly yosys?: string;
}

export interface CellModels {
  /** A Verilog-2001 module for each kind of cell in the netlist, made by Yosys from the Liberty file. */
  readonly verilog: string;
  /** Why the netlist cannot be simulated or proved; empty if it can. */
  readonly faults: readonly NetlistFault[];
  /** `Yosys 0.23 (native)` */
  readonly yosys: string;
}

/**
 * Models of a netlist's cells, taken from the library's Liberty file.
 * @throws {ToolError} Yosys is missing, fails (the netlist is no Verilog) or takes too long
 */
export async function modelCells(
  design: Pick<Design, "ports"> & Partial<Design>,
  { netlist, module: top }: MappedNetlist,
  { library, timeLimit, yosys: choice }: ModelOptions,
): Promise<CellModels> {
  const yosys = await findYosys(choice);
  return withScratch(async (cwd) => {
    const script = renderTemplate("sim/gates/cell-models.ys.hbs", { top });
    const files = { "netlist.v": netlist, "cells.lib": library.text.functions, "models.ys": script };
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    await yosys.run(["-s", "models.ys"], { cwd, timeLimit });
    const json = await readFile(join(cwd, "netlist.json"), "utf8");
    const faults = findFaults(json, top, modulePorts(design), library);
    return {
      verilog: await readFile(join(cwd, "cells.v"), "utf8"),
      faults: faults.length > 0 ? faults : findLoop(json, top, library),
      yosys: yosys.version,
    };
  });
}

/** Finds a combinational loop: the netlist's levels cannot be counted then. */
function findLoop(json: string, top: string, library: Library): NetlistFault[] {
  try {
    readNetlist(json, top, library);
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return [{ kind: "combinational loop", message: error.message }];
  }
}
