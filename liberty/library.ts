import { RequestError } from "../tools/errors.js";
import { genericName } from "./generic/liberty.js";
import { inputsOf, smallestCell, smallestTie, type Cell, type Pin } from "./cells.js";
import type { FiledCell, LibertyFile } from "./file.js";
import { lackings, leftOut } from "./lackings.js";
import type { RegisterForm } from "./register-forms.js";
import { isGate, roleOf, type Role } from "./roles.js";
import { bufferName } from "./written/buffer-stand-in.js";
import { fo4Delay, inverterDelays } from "./written/inverter-delays.js";
import { bestForms } from "./written/registers.js";
import { scaleTo, unitsNear } from "./written/scale.js";
import { ToolText, type ToolTexts } from "./written/tool-text.js";
import { writingOf } from "./written/writing.js";

/** The cell that drives every input of a design, and the load at every output. ABC estimates no delay without them. */
interface Surroundings {
  readonly driver: string;
  readonly load_fF: number;
}

/** A cell library as the tools and the reports need it. */
export interface Library {
  /** The library's own name. */
  readonly name: string;
  /** Base names of the files it was read from; `generic` for the library that comes with this program. */
  readonly files: readonly string[];
  /** What the files say, as one text: who has the same sources has the same library. */
  readonly source: string;
  /** What `--dont-use` left out: names of cells, with wildcards. */
  readonly leftOut: readonly string[];
  /** What the tools get of it. */
  readonly text: ToolTexts;
  /** True of the generic library: areas are NAND2 equivalents and times are FO4 delays, not µm² and ns. */
  readonly normalised: boolean;
  /** Whether it has delay tables. If not, nothing can be said of delays. */
  readonly timed: boolean;
  readonly cells: ReadonlyMap<string, Cell>;
  /** What each cell is to mapping. Other cells are in no netlist. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The unit in which areas are counted. */
  readonly nand2: Cell;
  readonly inverter: Cell;
  /** Where there is none, two inverters stand in for it. */
  readonly buffer: Cell;
  /** For each kind of register, the flip-flop that it is mapped to; none where the library has no usable one. */
  readonly registers: readonly RegisterForm[];
  readonly tieHigh: { readonly cell: Cell; readonly pin: Pin } | undefined;
  readonly tieLow: { readonly cell: Cell; readonly pin: Pin } | undefined;
  /** The FO4 delay: see `fo4Delay`. Undefined if the library has no delay tables. */
  readonly fo4_ns: number | undefined;
  /** Supply voltage, in V; undefined if the library names none. */
  readonly voltage: number | undefined;
  readonly surroundings: Surroundings;
  /** What it lacks and what that means, a sentence each. */
  readonly lacks: readonly string[];
}

/** The surroundings in which a library is usually measured: figures can so be compared. */
const usualSurroundings: Readonly<Record<string, Surroundings>> = {
  NangateOpenCellLibrary: { driver: "BUF_X1", load_fF: 3.898 },
};

/**
 * Finds in a library what synthesis needs to know.
 * @param dontUse the user's names of cells not to use, as they were written
 * @throws {RequestError} there is no inverter or no 2-input NAND, or the NAND has no area
 */
export function describeLibrary(
  files: readonly [LibertyFile, ...LibertyFile[]],
  dontUse: readonly string[] = [],
): Library {
  const filed = files.flatMap((file) => file.cells.map((each) => ({ ...each, file })));
  const all = filed.map(({ cell }) => cell);
  const timed = all.some((cell) => cell.timed && !cell.special && !cell.dontUse && isGate(cell));
  const roles = new Map(
    all.flatMap((cell) => {
      const role = roleOf(cell, timed);
      return role === undefined ? [] : [[cell.name, role] as const];
    }),
  );
  const inRole = (wanted: Role): Cell[] => all.filter(({ name }) => roles.get(name) === wanted);
  const [gates, ties] = [inRole("gate"), inRole("tie")];

  const [first] = files;
  const name = first.library.names[0] ?? "";
  const names = files.map((file) => file.name);
  const without = (lacking: string): never => unusable(names, lacking, leftOut(all, timed));
  const inverter = smallestCell(gates, 1, 0b01) ?? without("an inverter");
  const nand2 = smallestCell(gates, 2, 0b0111) ?? without("a 2-input NAND");
  if (!(nand2.area > 0)) without(`an area for its NAND cell ${nand2.name}`);
  const buffer = smallestCell(gates, 1, 0b10);
  const registers = bestForms(inRole("register"), inverter);

  const usable = ties.filter(({ dontUse }) => !dontUse);
  const tie = (value: 0 | 1) => smallestTie(usable, value) ?? smallestTie(ties, value);
  const delays = inverterDelaysOf(filed, inverter, first);
  const usual = usualSurroundings[name];
  const { voltage } = first.conditions;
  const described = {
    name,
    files: names,
    source: files.map(({ text }) => text).join("\n"),
    leftOut: dontUse,
    normalised: name === genericName,
    timed,
    cells: new Map(all.map((cell) => [cell.name, cell])),
    roles,
    nand2,
    inverter,
    buffer: buffer ?? standIn(inverter),
    registers,
    tieHigh: tie(1),
    tieLow: tie(0),
    fo4_ns: timed ? delays?.fo4_ns : undefined,
    voltage,
    surroundings:
      usual !== undefined && roles.has(usual.driver)
        ? usual
        : {
            driver: (buffer ?? inverter).name,
            load_fF: 4 * (inputsOf(inverter)[0]?.capacitance_fF ?? 0),
          },
  };
  const text = new ToolText({
    files,
    cells: new Map(filed.filter(({ cell }) => roles.has(cell.name)).map((each) => [each.cell.name, each])),
    registers,
    inverter,
    bufferFrom: buffer === undefined ? { stand: described.buffer, delays: delays?.tables } : undefined,
    timed,
  });
  return { ...described, text, lacks: lackings(described, buffer === undefined) };
}

/** The inverter's tables, and the FO4 delay that they give. */
function inverterDelaysOf(
  filed: readonly (FiledCell & { file: LibertyFile })[],
  { name }: Cell,
  first: LibertyFile,
) {
  const found = filed.find(({ cell }) => cell.name === name);
  if (found === undefined) return undefined;
  const { file } = found;
  const tables = inverterDelays(writingOf(file, scaleTo(file.units, unitsNear(first.units))), found);
  return tables && { tables, fo4_ns: fo4Delay(tables) * file.units.time_ns };
}

function standIn(inverter: Cell): Cell {
  const pin = (name: string, direction: "input" | "output"): Pin => ({ name, direction, capacitance_fF: 0 });
  const output: Pin = { ...pin("Y", "output"), function: { kind: "pin", name: "A" } };
  return { ...inverter, name: bufferName, area: 2 * inverter.area, pins: [pin("A", "input"), output] };
}

/** @param others what else is wrong with it, which may be why */
function unusable(files: readonly string[], lacking: string, others: readonly string[]): never {
  const more = others.map((each) => `; it has ${each}`).join("");
  throw new RequestError(`${files.join(", ")}: a cell library without ${lacking} is of no use here${more}`);
}
