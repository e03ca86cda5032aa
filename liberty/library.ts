import { RequestError } from "../tools/errors.js";
import { genericName } from "./generic/liberty.js";
import { inputsOf, readCell, smallestCell, smallestTie, type Cell, type Pin } from "./cells.js";
import { fo4Delay } from "./fo4.js";
import { groupsOf, numberAttribute, type Group } from "./text/syntax.js";
import { capacitanceUnit_fF, timeUnit_ns } from "./text/units.js";

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
  /** One Liberty text with all cells, for the tools. */
  readonly text: string;
  /** True of the generic library: areas are NAND2 equivalents and times are FO4 delays, not µm² and ns. */
  readonly normalised: boolean;
  readonly cells: ReadonlyMap<string, Cell>;
  /** The unit in which areas are counted. */
  readonly nand2: Cell;
  readonly inverter: Cell;
  readonly buffer: Cell | undefined;
  readonly tieHigh: { readonly cell: Cell; readonly pin: Pin } | undefined;
  readonly tieLow: { readonly cell: Cell; readonly pin: Pin } | undefined;
  /** The FO4 delay: see `fo4Delay`. Undefined if the library has no delay tables. */
  readonly fo4_ns: number | undefined;
  /** Nominal supply voltage, in V; undefined if the library names none. */
  readonly voltage: number | undefined;
  readonly surroundings: Surroundings;
}

/** The surroundings in which a library is usually measured: figures can so be compared. */
const usualSurroundings: Readonly<Record<string, Surroundings>> = {
  NangateOpenCellLibrary: { driver: "BUF_X1", load_fF: 3.898 },
};

/**
 * Finds in a library what synthesis needs to know.
 * @param group the `library` group of `text`, parsed with `cellGroups` opened
 * @throws {RequestError} there is no inverter or no 2-input NAND, or the NAND has no area
 */
export function describeLibrary(group: Group, text: string, files: readonly string[]): Library {
  const name = group.names[0] ?? "";
  const unit_fF = capacitanceUnit_fF(group);
  const defaultCapacitance = numberAttribute(group, "default_input_pin_cap") ?? 0;
  const cells = groupsOf(group, "cell").map((cell) => readCell(cell, unit_fF, defaultCapacitance));
  const usable = cells.filter(({ dontUse }) => !dontUse);

  const inverter = smallestCell(usable, 1, 0b01) ?? unusable(files, "an inverter");
  const nand2 = smallestCell(usable, 2, 0b0111) ?? unusable(files, "a 2-input NAND");
  if (!(nand2.area > 0)) unusable(files, `an area for its NAND cell ${nand2.name}`);
  const buffer = smallestCell(usable, 1, 0b10);
  const fo4 = fo4Delay(text, group, inverter.name);

  return {
    name,
    files,
    text,
    normalised: name === genericName,
    cells: new Map(cells.map((cell) => [cell.name, cell])),
    nand2,
    inverter,
    buffer,
    // Many libraries mark their tie cells "don't use", to keep them out of logic. Here they only tie constants.
    tieHigh: smallestTie(usable, 1) ?? smallestTie(cells, 1),
    tieLow: smallestTie(usable, 0) ?? smallestTie(cells, 0),
    fo4_ns: fo4 && fo4 * timeUnit_ns(group),
    voltage: numberAttribute(group, "nom_voltage"),
    surroundings: usualSurroundings[name] ?? {
      driver: (buffer ?? inverter).name,
      load_fF: 4 * (inputsOf(inverter)[0]?.capacitance_fF ?? 0),
    },
  };
}

function unusable(files: readonly string[], lacking: string): never {
  throw new RequestError(`${files.join(", ")}: a cell library without ${lacking} is of no use here`);
}
