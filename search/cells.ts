import { inputsOf, outputsOf, type Cell } from "../liberty/cells.js";
import type { Library } from "../liberty/library.js";
import { truthTable } from "../liberty/text/function.js";
import { RequestError } from "../tools/errors.js";
import { arities, gateNames, matches, matchOf } from "./engine/functions.js";

/** A library's gates, for search. */
export interface GateCells {
  /** Of each gate by its number; Infinity where the library has no cell for it. */
  readonly areas: Float64Array;
  /** By a cell's name: the gate that it is, and the pin of each of its inputs; its output. */
  readonly cells: ReadonlyMap<
    string,
    { readonly gate: number; readonly pins: readonly string[]; readonly output: string }
  >;
  /** Buffers: the pins in and out. */
  readonly buffers: ReadonlyMap<string, readonly [from: string, to: string]>;
  /** Ties: each output's value. */
  readonly ties: ReadonlyMap<string, ReadonlyMap<string, 0 | 1>>;
}

/** @throws {RequestError} the library lacks an inverter or a NAND of two */
export function gateCells(library: Library): GateCells {
  const areas = new Float64Array(gateNames.length).fill(Infinity);
  const every = matches(new Float64Array(gateNames.length).fill(1));
  const cells = new Map<string, { gate: number; pins: string[]; output: string }>();
  const buffers = new Map<string, readonly [string, string]>();
  const ties = new Map<string, ReadonlyMap<string, 0 | 1>>();
  for (const cell of library.cells.values()) {
    const found = functionOf(cell);
    if (found === undefined) {
      const constants = tiesOf(cell);
      if (constants !== undefined) ties.set(cell.name, constants);
      continue;
    }
    const { inputs, table, output } = found;
    if (inputs.length === 1 && table === 0b10) buffers.set(cell.name, [inputs[0] ?? "", output]);
    const match = matchOf(every, inputs.length, table);
    if (match === undefined) continue;
    cells.set(cell.name, { gate: match.gate, pins: match.inputs.map((at) => inputs[at] ?? ""), output });
    if (!cell.dontUse && library.roles.has(cell.name))
      areas[match.gate] = Math.min(areas[match.gate] ?? Infinity, cell.area);
  }
  for (const name of ["inv", "nand2"] as const)
    if (areas[gateNames.indexOf(name)] === Infinity)
      throw new RequestError(
        `${library.name} has no cell for ${name}, and search makes netlists of such cells`,
      );
  return { areas, cells, buffers, ties };
}

/** The names of the library's gates that a search makes no use of, for tools to leave out. */
export const otherGates = (library: Library, { cells, buffers }: GateCells): string[] =>
  [...library.cells.values()]
    .filter(({ name, sequential }) => !sequential && !cells.has(name) && !buffers.has(name))
    .filter((cell) => inputsOf(cell).length > 0)
    .map(({ name }) => name);

function functionOf(cell: Cell): { inputs: string[]; table: number; output: string } | undefined {
  const inputs = inputsOf(cell).map(({ name }) => name);
  const [output, ...others] = outputsOf(cell);
  if (cell.sequential || output?.function === undefined || others.length > 0) return undefined;
  if (inputs.length === 0 || inputs.length > Math.max(...arities)) return undefined;
  const table = truthTable(output.function, inputs);
  return table === undefined ? undefined : { inputs, table, output: output.name };
}

function tiesOf(cell: Cell): ReadonlyMap<string, 0 | 1> | undefined {
  if (cell.sequential || inputsOf(cell).length > 0) return undefined;
  const values = outputsOf(cell).flatMap(({ name, function: f }) =>
    f?.kind === "constant" ? [[name, f.value ? 1 : 0] as const] : [],
  );
  return values.length === 0 ? undefined : new Map(values);
}
