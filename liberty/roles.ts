import { inputsOf, outputsOf, type Cell } from "./cells.js";
import { registerForms } from "./register-forms.js";
import { pinsOf } from "./text/print-function.js";

/**
 * What a cell is to mapping. Cells with no role are left out of what the tools get: memories, pads, latches, scan
 * flip-flops, whatever is not to be used, and what the tools cannot read.
 */
export type Role = "gate" | "register" | "tie";

/** @param timed whether delay tables are asked of gates and registers, as the library has some */
export function roleOf(cell: Cell, timed: boolean): Role | undefined {
  if (!cell.readable) return undefined;
  if (isTie(cell)) return "tie";
  if (cell.special || cell.dontUse || (timed && !cell.timed)) return undefined;
  if (isGate(cell)) return hasIdleInput(cell) || (timed && cell.halfTimed) ? undefined : "gate";
  return registerForms(cell).length > 0 ? "register" : undefined;
}

/** Only combinational: each output a function of inputs. */
export function isGate(cell: Cell): boolean {
  const inputs = new Set(inputsOf(cell).map(({ name }) => name));
  const outputs = outputsOf(cell);
  return (
    !cell.sequential &&
    inputs.size > 0 &&
    outputs.length > 0 &&
    inputs.size + outputs.length === cell.pins.filter(({ direction }) => direction !== "internal").length &&
    outputs.every(({ function: of }) => of !== undefined && pinsOf(of).every((pin) => inputs.has(pin)))
  );
}

/** Some input is read by no output's function: ABC ends with an error on such a gate. */
export function hasIdleInput(cell: Cell): boolean {
  const read = new Set(outputsOf(cell).flatMap(({ function: of }) => (of === undefined ? [] : pinsOf(of))));
  return inputsOf(cell).some(({ name }) => !read.has(name));
}

/** Many libraries mark their tie cells "don't use", to keep them out of logic. Here they only tie constants. */
const isTie = (cell: Cell): boolean =>
  !cell.sequential &&
  !cell.special &&
  !cell.excluded &&
  inputsOf(cell).length === 0 &&
  outputsOf(cell).some(({ function: of }) => of !== undefined && pinsOf(of).length === 0);
