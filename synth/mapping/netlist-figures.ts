import { RequestError } from "../../tools/errors.js";
import { inputsOf, outputsOf, type Pin } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";
import { cellsOf, countByType, parseYosysJson, type YosysCell } from "./yosys-json.js";

/** Figures of a netlist of library cells, without its delay. */
export interface NetlistFigures {
  /** Sum of the cells' areas, in the library's unit. */
  readonly area: number;
  readonly cells: number;
  /** Sequential cells. */
  readonly registers: number;
  readonly cells_by_type: Readonly<Record<string, number>>;
  /** Cells on the longest path between ports and registers. Tie cells and the registers themselves do not count. */
  readonly logic_depth: number;
}

/**
 * Reads the figures of a flat netlist.
 * @param json the output of Yosys' `write_json`
 * @throws {RequestError} the design needs cells that the library lacks, or has a combinational loop
 */
export function readNetlist(json: string, top: string, library: Library): NetlistFigures {
  const instances = cellsOf(parseYosysJson(json), top);
  const cells_by_type = countByType(instances);
  const types = Object.entries(cells_by_type);
  const unmapped = types.filter(([type]) => !library.cells.has(type)).map(([type]) => type);
  if (unmapped.length > 0)
    throw new RequestError(`the library ${library.name} has no cell for ${unmapped.join(", ")}`);
  return {
    area: types.reduce((sum, [type, count]) => sum + count * (library.cells.get(type)?.area ?? 0), 0),
    cells: instances.length,
    registers: instances.filter(({ type }) => library.cells.get(type)?.sequential).length,
    cells_by_type,
    logic_depth: logicDepth(instances, library),
  };
}

/** Kahn's algorithm: a cell's level is known once the levels of all its input nets are. */
function logicDepth(instances: readonly YosysCell[], library: Library): number {
  const gates = instances.flatMap(({ type, connections }) => {
    const cell = library.cells.get(type);
    if (cell === undefined || cell.sequential) return [];
    const nets = (pins: readonly Pin[]) =>
      pins.flatMap(({ name }) => connections[name] ?? []).filter((net) => typeof net === "number");
    return { inputs: nets(inputsOf(cell)), outputs: nets(outputsOf(cell)), waitsFor: 0, level: 0 };
  });
  type Gate = (typeof gates)[number];

  const listeners = new Map<number, Gate[]>(gates.flatMap(({ outputs }) => outputs.map((net) => [net, []])));
  for (const gate of gates)
    for (const net of gate.inputs) {
      listeners.get(net)?.push(gate);
      if (listeners.has(net)) gate.waitsFor += 1;
    }

  let deepest = 0;
  const ready = gates.filter(({ waitsFor }) => waitsFor === 0);
  for (const gate of ready) {
    const level = gate.level + (gate.inputs.length > 0 ? 1 : 0);
    deepest = Math.max(deepest, level);
    for (const listener of gate.outputs.flatMap((net) => listeners.get(net) ?? [])) {
      listener.level = Math.max(listener.level, level);
      listener.waitsFor -= 1;
      if (listener.waitsFor === 0) ready.push(listener);
    }
  }
  if (ready.length < gates.length) throw new RequestError("the design has a combinational loop");
  return deepest;
}
