import { parseFunction, truthTable, type BooleanFunction } from "./text/function.js";
import { attribute, groupsOf, numberAttribute, type Group } from "./text/syntax.js";

export interface Pin {
  readonly name: string;
  readonly direction: "input" | "output" | "inout" | "internal";
  readonly capacitance_fF: number;
  /** An output's function of the cell's inputs. Left out if that is not all it does, as at a tri-state output. */
  readonly function?: BooleanFunction;
}

export interface Cell {
  readonly name: string;
  /** In the library's unit: µm², or NAND2 equivalents for the generic library. */
  readonly area: number;
  readonly pins: readonly Pin[];
  /** Holds state: a register, latch or clock gate. */
  readonly sequential: boolean;
  /** Its behaviour as a flip-flop. Left out if it is none, or if the library's description is incomplete. */
  readonly flipFlop?: FlipFlop;
  /** The library asks tools not to use the cell. */
  readonly dontUse: boolean;
}

/** A flip-flop, as functions of its pins. Functions of outputs name `state` and `complement` as if they were pins. */
export interface FlipFlop {
  readonly state: string;
  readonly complement: string;
  /** The next state, at a rising edge of `clock`. */
  readonly next: BooleanFunction;
  readonly clock: BooleanFunction;
  /** Asynchronous clear and preset: while one is true, the state is cleared or set, whatever the clock does. */
  readonly forced: readonly BooleanFunction[];
}

/** The groups that `parseGroup` must open for `readCell`. */
export const cellGroups = new Set(["library", "cell", "pin", "bus", "bundle", "ff"]);

const stateGroups = new Set(["ff", "latch", "ff_bank", "latch_bank", "statetable"]);

/**
 * The cell that a `cell` group describes.
 * @param unit_fF the library's unit of capacitance, in fF
 * @param defaultCapacitance of an input, in that unit
 */
export function readCell(cell: Group, unit_fF: number, defaultCapacitance: number): Cell {
  const flipFlop = readFlipFlop(cell);
  return {
    name: cell.names[0] ?? "",
    area: numberAttribute(cell, "area") ?? 0,
    pins: readPins(cell, unit_fF, { capacitance: defaultCapacitance }),
    sequential:
      cell.groups.some(({ kind }) => stateGroups.has(kind)) ||
      cell.attributes.has("clock_gating_integrated_cell"),
    ...(flipFlop && { flipFlop }),
    dontUse: attribute(cell, "dont_use") === "true",
  };
}

function readFlipFlop(cell: Group): FlipFlop | undefined {
  const [group] = groupsOf(cell, "ff");
  const functionOf = (name: string) => group && parseFunction(attribute(group, name) ?? "");
  const [next, clock] = [functionOf("next_state"), functionOf("clocked_on")];
  const [state, complement] = group?.names ?? [];
  const asked = ["clear", "preset"].filter((name) => group?.attributes.has(name));
  const forced = asked.map(functionOf).filter((when) => when !== undefined);
  if (!next || !clock || !state || !complement || forced.length < asked.length) return undefined;
  return { state, complement, next, clock, forced };
}

/** The clock pin of a flip-flop; undefined for other cells. */
export function clockPinOf(cell: Cell): Pin | undefined {
  const clocks = (of: BooleanFunction): string | undefined =>
    of.kind === "pin" ? of.name : of.kind === "not" ? clocks(of.of) : undefined;
  const name = cell.flipFlop && clocks(cell.flipFlop.clock);
  return cell.pins.find((pin) => pin.name === name);
}

export const inputsOf = (cell: Cell) => cell.pins.filter(({ direction }) => direction === "input");
export const outputsOf = (cell: Cell) => cell.pins.filter(({ direction }) => direction === "output");

/** The smallest combinational cell with one output, this number of inputs and this truth table. */
export function smallestCell(cells: Iterable<Cell>, inputs: number, table: number): Cell | undefined {
  return smallest(cells, (cell) => {
    const [output, ...others] = outputsOf(cell);
    if (output === undefined || others.length > 0 || inputsOf(cell).length !== inputs) return false;
    return computes(cell, output, table);
  });
}

/** The smallest cell with an output of this constant, and that output. One cell may have a low and a high one. */
export function smallestTie(cells: Iterable<Cell>, value: 0 | 1): { cell: Cell; pin: Pin } | undefined {
  const constant = (cell: Cell) => outputsOf(cell).find((pin) => computes(cell, pin, value));
  const cell = smallest(cells, (cell) => inputsOf(cell).length === 0 && constant(cell) !== undefined);
  const pin = cell && constant(cell);
  return cell && pin && { cell, pin };
}

/** Of equally small cells, the one with the shortest name: sky130's `buf_1` rather than its `clkbuf_1`. */
function smallest(cells: Iterable<Cell>, fits: (cell: Cell) => boolean): Cell | undefined {
  return [...cells]
    .filter((cell) => !cell.sequential && fits(cell))
    .sort((a, b) => a.area - b.area || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))[0];
}

function computes(cell: Cell, output: Pin, table: number): boolean {
  const inputs = inputsOf(cell).map(({ name }) => name);
  return output.function !== undefined && truthTable(output.function, inputs) === table;
}

/** What a pin inherits from the bus or bundle that it is in. */
interface Inherited {
  readonly direction?: Pin["direction"] | undefined;
  readonly capacitance: number;
}

function readPins(group: Group, unit_fF: number, inherited: Inherited): Pin[] {
  const buses = [...groupsOf(group, "bus"), ...groupsOf(group, "bundle")];
  return [
    ...groupsOf(group, "pin").flatMap((pin) =>
      pin.names.map((name) => readPin(name, pin, unit_fF, inherited)),
    ),
    ...buses.flatMap((bus) => readPins(bus, unit_fF, electrical(bus, inherited))),
  ];
}

function readPin(name: string, pin: Group, unit_fF: number, inherited: Inherited): Pin {
  const { direction = "internal", capacitance } = electrical(pin, inherited);
  const read = parseFunction(attribute(pin, "function") ?? "");
  return {
    name,
    direction,
    capacitance_fF: direction === "input" ? capacitance * unit_fF : 0,
    ...(read && !pin.attributes.has("three_state") && { function: read }),
  };
}

function electrical(pin: Group, inherited: Inherited): Inherited {
  const direction = attribute(pin, "direction");
  return {
    direction:
      direction === "input" || direction === "output" || direction === "inout"
        ? direction
        : inherited.direction,
    capacitance: numberAttribute(pin, "capacitance") ?? inherited.capacitance,
  };
}
