import { RequestError } from "../../tools/errors.js";
import { inputsOf, outputsOf, type Pin } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";

/** What can be read off a netlist of library cells. */
export interface NetlistFigures {
  /** Sum of the cells' areas, in the library's unit. */
  readonly area: number;
  readonly cells: number;
  /** Cells that hold a bit. */
  readonly registers: number;
  readonly cells_by_type: Readonly<Record<string, number>>;
  /** Cells on the longest path between ports and registers; tie cells and the registers themselves do not count. */
  readonly logic_depth: number;
}

/** The part of Yosys' `write_json` that is used here. */
interface YosysJson {
  readonly modules: Readonly<
    Record<string, { readonly cells: Readonly<Record<string, YosysCell>> } | undefined>
  >;
}

interface YosysCell {
  readonly type: string;
  /** For each pin its one net, by number, or a constant. */
  readonly connections: Readonly<Record<string, readonly (number | string)[]>>;
}

/**
 * Counts a flat netlist's cells and its depth.
 * @param json what Yosys' `write_json` wrote
 * @throws {RequestError} the design needs cells that the library lacks, or has a combinational loop
 */
export function readNetlist(json: string, top: string, library: Library): NetlistFigures {
  const { modules } = JSON.parse(json) as YosysJson;
  const instances = Object.values(modules[top]?.cells ?? {});
  const counts = new Map<string, number>();
  for (const { type } of instances) counts.set(type, (counts.get(type) ?? 0) + 1);

  const types = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const unmapped = types.filter(([type]) => !library.cells.has(type)).map(([type]) => type);
  if (unmapped.length > 0)
    throw new RequestError(`the library ${library.name} has no cell for ${unmapped.join(", ")}`);
  return {
    area: types.reduce((sum, [type, count]) => sum + count * (library.cells.get(type)?.area ?? 0), 0),
    cells: instances.length,
    registers: instances.filter(({ type }) => library.cells.get(type)?.sequential).length,
    cells_by_type: Object.fromEntries(types),
    logic_depth: logicDepth(instances, library),
  };
}

/** Kahn's algorithm: a cell's level is known once those of all nets at its inputs are. */
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
