import { renderTemplate } from "../../tools/template.js";
import { inputsOf, outputsOf, type Cell, type Pin } from "../../liberty/cells.js";
import type { Library } from "../../liberty/library.js";
import type { Way } from "./recipes.js";

/** What Yosys and ABC are told to do: the files of a run beside the design and the library. */
export interface Recipe {
  /** That of its script. */
  readonly name: string;
  /** Contents by file name; `map.ys` is where Yosys begins. */
  readonly files: Readonly<Record<"map.ys" | "map.abc" | "surroundings.constr", string>>;
  /** All of them in one text, to be kept with a result. */
  readonly text: string;
}

/** What one way to map a design comes down to. */
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

/** For gates that are mapped already and registers between them, which are not. */
export const retimedRecipe = (top: string, library: Library): Recipe =>
  recipe("retimed", library, {
    "map.ys": renderTemplate("synth/retiming/retimed.ys.hbs", { top, ...finishing(library) }),
    "map.abc": renderTemplate("synth/mapping/area.abc", {}),
  });

function recipe(
  name: string,
  { surroundings }: Library,
  scripts: Record<"map.ys" | "map.abc", string>,
): Recipe {
  const files = {
    ...scripts,
    "surroundings.constr": renderTemplate("synth/mapping/surroundings.constr.hbs", {
      driver: surroundings.driver,
      load_fF: String(Number(surroundings.load_fF.toFixed(4))),
    }),
  };
  const text = Object.entries(files).map(([file, content]) => `# ${file}\n${content}`);
  return { name, files, text: text.join("\n") };
}

/** Cells for constants and for inputs that are outputs. */
const finishing = ({ tieHigh, tieLow, buffer }: Library) => ({
  tie_high: tieHigh ? cellAndPin(tieHigh.cell, tieHigh.pin) : false,
  tie_low: tieLow ? cellAndPin(tieLow.cell, tieLow.pin) : false,
  buffer: buffer ? cellAndPin(buffer, ...inputsOf(buffer), ...outputsOf(buffer)) : false,
});

/** As `hilomap` and `insbuf` want it: `BUF_X1 A Z`. */
const cellAndPin = (cell: Cell, ...pins: readonly Pin[]) =>
  [cell.name, ...pins.map(({ name }) => name)].join(" ");
