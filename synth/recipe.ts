import { renderTemplate } from "../tools/template.js";
import type { Objective } from "../generators/operator.js";
import { inputsOf, outputsOf, type Cell, type Pin } from "./liberty/cells.js";
import type { Library } from "./liberty/library.js";

/** What Yosys and ABC are told to do: the files of a run beside the design and the library. */
export interface Recipe {
  readonly name: Objective;
  /** Contents by file name; `map.ys` is where Yosys begins. */
  readonly files: Readonly<Record<"map.ys" | "map.abc" | "surroundings.constr", string>>;
  /** All of them in one text, to be kept with a result. */
  readonly text: string;
}

/**
 * The reference recipe for an objective.
 * @param abcFirst whether Yosys' own ABC script goes before; which is better differs from design to design
 */
export function recipeFor(objective: Objective, top: string, library: Library, abcFirst: boolean): Recipe {
  const { tieHigh, tieLow, buffer, surroundings } = library;
  const files = {
    "map.ys": renderTemplate("synth/map.ys.hbs", {
      objective,
      top,
      abc_first: abcFirst,
      tie_high: tieHigh ? cellAndPin(tieHigh.cell, tieHigh.pin) : false,
      tie_low: tieLow ? cellAndPin(tieLow.cell, tieLow.pin) : false,
      buffer: buffer ? cellAndPin(buffer, ...inputsOf(buffer), ...outputsOf(buffer)) : false,
    }),
    "map.abc": renderTemplate(`synth/${objective}.abc`, {}),
    "surroundings.constr": renderTemplate("synth/surroundings.constr.hbs", {
      driver: surroundings.driver,
      load_fF: String(Number(surroundings.load_fF.toFixed(4))),
    }),
  };
  const text = Object.entries(files).map(([name, content]) => `# ${name}\n${content}`);
  return { name: objective, files, text: text.join("\n") };
}

/** As `hilomap` and `insbuf` want it: `BUF_X1 A Z`. */
const cellAndPin = (cell: Cell, ...pins: readonly Pin[]) =>
  [cell.name, ...pins.map(({ name }) => name)].join(" ");
