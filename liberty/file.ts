import { RequestError } from "../tools/errors.js";
import { readCell, cellGroups, type Cell } from "./cells.js";
import { conditionsOf, type OperatingConditions } from "./conditions.js";
import { groupsOf, numberAttribute, parseGroup, type Group } from "./text/syntax.js";
import { unitsOf, type Units } from "./text/units.js";

/** A Liberty file as read: its text, and the outline of its `library` group. */
export interface LibertyFile {
  /** Its base name, or `generic`. */
  readonly name: string;
  readonly text: string;
  readonly library: Group;
  readonly units: Units;
  readonly conditions: OperatingConditions;
  readonly cells: readonly FiledCell[];
}

/** A cell, and where it stands. */
export interface FiledCell {
  readonly cell: Cell;
  readonly group: Group;
}

/**
 * Reads a Liberty text, without its tables.
 * @param excludes whether the user asks not to use the cell of a name
 * @throws {RequestError} it is no Liberty, has units that are none, or defines a cell twice
 */
export function readFile(name: string, text: string, excludes: (cell: string) => boolean): LibertyFile {
  const library = parseGroup(text, name, cellGroups);
  if (library.kind !== "library")
    throw new RequestError(`${name} is no Liberty file: it begins with ${library.kind}, not with library`);
  const units = unitsOf(library, name);
  const defaultCapacitance = numberAttribute(library, "default_input_pin_cap") ?? 0;
  const reading = { unit_fF: units.capacitance_fF, defaultCapacitance, excludes };
  const seen = new Set<string>();
  const cells = groupsOf(library, "cell").map((group): FiledCell => {
    const cell = readCell(group, reading);
    if (seen.has(cell.name)) throw new RequestError(`${name} defines the cell ${cell.name} twice`);
    seen.add(cell.name);
    return { cell, group };
  });
  return { name, text, library, units, conditions: conditionsOf(library, text, units), cells };
}

/** A group of the outline again, with what is inside. */
export const reopened = (
  { text, name }: Pick<LibertyFile, "text" | "name">,
  { start }: Group,
  opened: ReadonlySet<string>,
): Group => parseGroup(text, name, opened, start);
