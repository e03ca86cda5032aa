import { inputsOf, type Cell } from "../../liberty/cells.js";
import { readStructure } from "../../circuit/netlist.js";
import type { Library } from "../../liberty/library.js";
import type { Mapped } from "../mapping/mapped.js";
import { readGates } from "./gates.js";

/** The load that a register of the smallest size drives easily, in inputs of the smallest inverter. */
const easily = 4;

/**
 * Replaces registers with large loads by stronger ones: the library's flip-flops of the same function, ordered by area.
 * Yosys maps all registers to the smallest.
 */
export function resizeRegisters(mapped: Mapped, top: string, library: Library): Mapped {
  const { gates, load_fF } = readGates(readStructure(mapped.netlist, top), library);
  const limit = easily * (inputsOf(library.inverter)[0]?.capacitance_fF ?? 1);
  const changes = new Map<string, Cell>();
  for (const { instance, outputs } of gates) {
    const cell = library.cells.get(instance.type);
    if (cell?.flipFlop === undefined) continue;
    const load = Math.max(0, ...outputs.map(({ net }) => load_fF.get(net) ?? 0));
    const sizes = sizesOf(cell, library);
    const size = Math.min(Math.max(0, Math.ceil(Math.log2(load / limit))), sizes.length - 1);
    const wanted = sizes[size];
    if (wanted !== undefined && wanted !== cell) changes.set(instance.name, wanted);
  }
  return withCells(mapped, changes, library);
}

/** Flip-flops of the same pins and function, the smallest first. */
const sizesOf = (cell: Cell, { cells, roles }: Library): Cell[] =>
  [...cells.values()]
    .filter(({ name }) => roles.get(name) === "register")
    .filter((other) => behaviour(other) === behaviour(cell))
    .sort((a, b) => a.area - b.area);

const behaviour = ({ flipFlop, pins }: Cell): string => {
  const byName = pins.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify([flipFlop, byName.map((pin) => [pin.name, pin.direction, pin.function])]);
};

/** The netlist with other cells, of the same pins, for some instances. */
function withCells(mapped: Mapped, changes: ReadonlyMap<string, Cell>, { cells }: Library): Mapped {
  const counts = new Map(Object.entries(mapped.cells_by_type));
  const count = (type: string, more: number): void => void counts.set(type, (counts.get(type) ?? 0) + more);
  let area = mapped.area;
  const netlist = mapped.netlist.replaceAll(
    /^( *)(\w+) (\S+) \($/gm,
    (line, indent: string, type: string, name: string) => {
      const cell = changes.get(name.replace(/^\\/, "")) ?? changes.get(name);
      if (cell === undefined) return line;
      area += cell.area - (cells.get(type)?.area ?? 0);
      count(type, -1);
      count(cell.name, 1);
      return `${indent}${cell.name} ${name} (`;
    },
  );
  const types = [...counts].filter(([, number]) => number > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...mapped, area, netlist, cells_by_type: Object.fromEntries(types) };
}
