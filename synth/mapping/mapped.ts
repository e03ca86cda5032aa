import type { Library } from "../../liberty/library.js";
import { readDelay, readWarnings } from "./log.js";
import { readNetlist, type NetlistFigures } from "./netlist-figures.js";
import type { Recipe } from "./recipe.js";

/** A design as a netlist of library cells. */
export interface Mapped extends NetlistFigures {
  readonly recipe: Recipe;
  /** Structural Verilog. */
  readonly netlist: string;
  /** In the library's ns. */
  readonly delay: number;
  readonly warnings: readonly string[];
}

/** What Yosys is started with to run a recipe, in a folder of the files below. */
export const mappingArguments = ["-s", "map.ys"] as const;

/** The files of a run, by their names: design, library, scripts. */
export const mappingFiles = (
  verilog: string,
  { files }: Recipe,
  { text: { mapping, registers } }: Library,
): Readonly<Record<string, string>> => ({
  "design.v": verilog,
  "cells.lib": mapping,
  "registers.lib": registers,
  ...files,
});

/**
 * Reads what a run has left.
 * @param file the text of one of its files
 * @throws {RequestError} the design cannot be mapped to the library's cells
 */
export const readMapped = (
  run: { readonly stdout: string; readonly file: (name: "netlist.v" | "netlist.json") => string },
  top: string,
  recipe: Recipe,
  library: Library,
): Mapped => ({
  ...readNetlist(run.file("netlist.json"), top, library),
  recipe,
  netlist: run.file("netlist.v"),
  delay: readDelay(run.stdout),
  warnings: readWarnings(run.stdout),
});
