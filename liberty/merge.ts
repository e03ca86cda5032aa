import { RequestError } from "../tools/errors.js";
import type { LibertyFile } from "./file.js";
import { isGate } from "./roles.js";

/**
 * Checks that several files can be one library. Their units and templates may differ: what the tools get is written anew.
 * @throws {RequestError} a cell is defined in two of them, or they mean different things by a time or were characterised
 *   at different voltages
 */
export function checkMerge(files: readonly LibertyFile[]): void {
  const seen = new Map<string, LibertyFile>();
  for (const file of files)
    for (const { cell } of file.cells) {
      const earlier = seen.get(cell.name);
      if (earlier !== undefined)
        throw new RequestError(`${earlier.name} and ${file.name} both define the cell ${cell.name}`);
      seen.set(cell.name, file);
    }
  // A file of memories alone, of which no cell is mapped to, may be as it likes.
  const [first, ...others] = files.filter(hasCells);
  for (const other of others) if (first !== undefined) checkConditions(first, other);
}

const hasCells = ({ cells }: LibertyFile): boolean =>
  cells.some(({ cell }) => cell.flipFlop !== undefined || (!cell.special && isGate(cell)));

function checkConditions(a: LibertyFile, b: LibertyFile): void {
  const [voltageA, voltageB] = [a.conditions.voltage, b.conditions.voltage];
  if (voltageA !== undefined && voltageB !== undefined && voltageA !== voltageB)
    throw new RequestError(
      `${a.name} is for ${voltageA} V and ${b.name} for ${voltageB} V; one library has one supply`,
    );
  for (const [name, value] of Object.entries(a.conditions.thresholds))
    if (value !== b.conditions.thresholds[name])
      throw new RequestError(
        `${a.name} and ${b.name} measure times differently: ${name} is ${value} in one and ${b.conditions.thresholds[name]} in the other`,
      );
}
