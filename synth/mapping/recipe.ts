import { renderTemplate } from "../../tools/template.js";
import { inputsOf, outputsOf, type Cell, type Pin } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";
import type { Way } from "./recipes.js";

/** The scripts of one run of Yosys and ABC: all its files but the design and the library. */
export interface Recipe {
  /** The name of its ABC script, or `retimed`. */
  readonly name: string;
  /** Contents by file name. Yosys runs `map.ys`. */
  readonly files: Readonly<Record<"map.ys" | "map.abc" | "surroundings.constr", string>>;
  /** All files in one text, which is kept with a result. */
  readonly text: string;
}

/** The recipe of one way to map a design. */
export const recipeFor = ({ script, abcFirst, target_ps }: Way, top: string, library: Library): Recipe =>
  recipe(script, library, {
    "map.ys": renderTemplate("synth/mapping/map.ys.hbs", {
      script,
      top,
      abc_first: abcFirst,
      ...finishing(library),
    }),
    "map.abc": renderTemplate(
      `synth/mapping/${script}.abc`,
      target_ps === undefined ? {} : { target_ps: String(target_ps) },
    ),
  });

/** The recipe for mapped gates with registers between them that are not mapped yet. */
export const retimedRecipe = (top: string, library: Library): Recipe =>
  recipe("retimed", library, {
    "map.ys": renderTemplate("synth/retiming/retimed.ys.hbs", { top, ...finishing(library) }),
    "map.abc": renderTemplate("synth/mapping/area.abc", {}),
  });

function recipe(
  name: string,
  { surroundings, text: { standIns } }: Library,
  scripts: Record<"map.ys" | "map.abc", string>,
): Recipe {
  const files = {
    ...scripts,
    ...(standIns !== "" && { "stand-ins.v": `${standIns}\n` }),
    "surroundings.constr": renderTemplate("synth/mapping/surroundings.constr.hbs", {
      driver: surroundings.driver,
      load_fF: String(Number(surroundings.load_fF.toFixed(4))),
    }),
  };
  const text = Object.entries(files).map(([file, content]) => `# ${file}\n${content}`);
  return { name, files, text: text.join("\n") };
}

/** Cells for registers, for constant outputs, and for inputs that go straight to an output. */
const finishing = ({ tieHigh, tieLow, buffer, registers, text }: Library) => ({
  registers: registers.length > 0,
  stand_ins: text.standIns !== "",
  tie_high: tieHigh ? cellAndPin(tieHigh.cell, tieHigh.pin) : false,
  tie_low: tieLow ? cellAndPin(tieLow.cell, tieLow.pin) : false,
  buffer: cellAndPin(buffer, ...inputsOf(buffer), ...outputsOf(buffer)),
});

/** `BUF_X1 A Z`: the syntax of `hilomap` and `insbuf`. */
const cellAndPin = (cell: Cell, ...pins: readonly Pin[]) =>
  [cell.name, ...pins.map(({ name }) => name)].join(" ");
