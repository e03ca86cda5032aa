import { renderTemplate } from "../tools/template.js";
import { inputsOf, outputsOf, type Cell, type Pin } from "./liberty/cells.js";
import type { Library } from "./liberty/library.js";
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
export function recipeFor({ script, abcFirst, target_ps }: Way, top: string, library: Library): Recipe {
  const { tieHigh, tieLow, buffer, surroundings } = library;
  const files = {
    "map.ys": renderTemplate("synth/map.ys.hbs", {
      script,
      top,
      abc_first: abcFirst,
      tie_high: tieHigh ? cellAndPin(tieHigh.cell, tieHigh.pin) : false,
      tie_low: tieLow ? cellAndPin(tieLow.cell, tieLow.pin) : false,
      buffer: buffer ? cellAndPin(buffer, ...inputsOf(buffer), ...outputsOf(buffer)) : false,
    }),
    "map.abc": renderTemplate(
      `synth/${script}.abc`,
      target_ps === undefined ? {} : { target_ps: String(target_ps) },
    ),
    "surroundings.constr": renderTemplate("synth/surroundings.constr.hbs", {
      driver: surroundings.driver,
      load_fF: String(Number(surroundings.load_fF.toFixed(4))),
    }),
  };
  const text = Object.entries(files).map(([name, content]) => `# ${name}\n${content}`);
  return { name: script, files, text: text.join("\n") };
}

/** As `hilomap` and `insbuf` want it: `BUF_X1 A Z`. */
const cellAndPin = (cell: Cell, ...pins: readonly Pin[]) =>
  [cell.name, ...pins.map(({ name }) => name)].join(" ");
