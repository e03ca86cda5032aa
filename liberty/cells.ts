import { readFlipFlop, stateGroups, type FlipFlop } from "./flip-flop.js";
import { parseFunction, truthTable, type BooleanFunction } from "./text/function.js";
import { pinsOf } from "./text/print-function.js";
import { relatedPins } from "./text/related-pins.js";
import { attribute, groupsOf, numberAttribute, type Group } from "./text/syntax.js";

export type { FlipFlop } from "./flip-flop.js";

export interface Pin {
  readonly name: string;
  readonly direction: "input" | "output" | "inout" | "internal";
  readonly capacitance_fF: number;
  /** An output's function of the cell's inputs. Left out if that is not all it does, as at a tri-state output. */
  readonly function?: BooleanFunction;
}

export interface Cell {
  readonly name: string;
  /** In the library's unit: µm², or NAND2 equivalents for the generic library. 0 if the library names none. */
  readonly area: number;
  readonly namesArea: boolean;
  readonly pins: readonly Pin[];
  /** Holds state: a register, latch or clock gate. */
  readonly sequential: boolean;
  /** Its behaviour as a flip-flop. Left out if it is none, or if the library's description is incomplete. */
  readonly flipFlop?: FlipFlop;
  /** The library or the user asks tools not to use the cell. */
  readonly dontUse: boolean;
  /** The user asks it. */
  readonly excluded: boolean;
  /** It has more than a gate or a register has: pins in buses, a pad, a second supply. */
  readonly special: boolean;
  /** Some output has a delay table. */
  readonly timed: boolean;
  /** Some output has delay tables, and none from an input that its function depends on: ABC would crash. */
  readonly halfTimed: boolean;
  /** Its name and those of its pins are such as all tools read. */
  readonly readable: boolean;
}

/** The groups that `parseGroup` must open for `readCell`. */
export const cellGroups = new Set(["library", "cell", "pin", "bus", "bundle", "ff", "timing"]);

/** How to read the cells of one file. */
export interface CellReading {
  readonly unit_fF: number;
  /** Of an input, in that unit. */
  readonly defaultCapacitance: number;
  /** Whether the user asks not to use the cell of this name. */
  readonly excludes: (name: string) => boolean;
}

/** The cell that a `cell` group describes. */
export function readCell(cell: Group, reading: CellReading): Cell {
  const flipFlop = readFlipFlop(cell);
  const name = cell.names[0] ?? "";
  const area = numberAttribute(cell, "area");
  const pins = groupsOf(cell, "pin");
  const excluded = reading.excludes(name);
  const read = readPins(cell, reading.unit_fF, { capacitance: reading.defaultCapacitance });
  const delayed = delayedPaths(cell);
  return {
    name,
    area: area ?? 0,
    namesArea: area !== undefined,
    pins: read,
    sequential:
      cell.groups.some(({ kind }) => stateGroups.has(kind)) ||
      cell.attributes.has("clock_gating_integrated_cell"),
    ...(flipFlop && { flipFlop }),
    dontUse: isTrue(cell, "dont_use") || isTrue(cell, "dont_touch") || excluded,
    excluded,
    special:
      cell.groups.some(({ kind }) => specialGroups.has(kind)) ||
      specialAttributes.some((each) => isTrue(cell, each)) ||
      cell.attributes.has("switch_cell_type") ||
      pins.some((pin) => isTrue(pin, "is_pad") || pin.attributes.has("three_state")),
    timed: delayed.length > 0,
    halfTimed:
      delayed.length > 0 &&
      read.some(
        ({ direction, name: output, function: of }) =>
          direction === "output" &&
          of !== undefined &&
          pinsOf(of).some((input) => !delayed.includes(`${input} ${output}`)),
      ),
    readable: [name, ...read.map((pin) => pin.name)].every(isReadable),
  };
}

/** Paths that have delay tables, as `A Y`. */
const delayedPaths = (cell: Group): string[] =>
  groupsOf(cell, "pin").flatMap((pin) =>
    groupsOf(pin, "timing")
      .filter(({ groups }) => groups.some(({ kind }) => /^cell_(rise|fall)$/.test(kind)))
      .flatMap((timing) => relatedPins(timing))
      .flatMap((from) => pin.names.map((name) => `${from} ${name}`)),
  );

/**
 * Yosys and ABC read others in Liberty otherwise than in Verilog, or not at all: `74AC00`, `x/INV`. OpenSTA finds no internal
 * power of a pin `A[1]`.
 */
const isReadable = (name: string): boolean => /^[A-Za-z_][\w.-]*$/.test(name);

const specialGroups = new Set(["bus", "bundle", "memory", "test_cell"]);
const specialAttributes = [...["pad_cell", "is_macro_cell", "is_memory_cell", "is_level_shifter"]];

const isTrue = (group: Group, name: string): boolean => /^true$/i.test(attribute(group, name) ?? "");

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
    .filter(fits)
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
    capacitance: numberAttribute(pin, "capacitance") ?? meanOfEdges(pin) ?? inherited.capacitance,
  };
}

/** Some libraries give one capacitance for a rising edge and one for a falling one, and none for both. */
function meanOfEdges(pin: Group): number | undefined {
  const [rise, fall] = ["rise", "fall"].map((edge) => numberAttribute(pin, `${edge}_capacitance`));
  return rise === undefined || fall === undefined ? undefined : (rise + fall) / 2;
}
