import type { Design } from "../generators/design.js";
import { loadLibrary } from "../liberty/load.js";
import type { SynthesisResult } from "../synth/mapping/result.js";
import { synthesizeDesign } from "../synth/synthesize-design.js";
import type { RecipeKind } from "../synth/mapping/recipes.js";
import type { Timing } from "../synth/mapping/timings.js";

/** The library, recipe and timing that a design is measured with. */
export interface MeasureOptions {
  /** Liberty files, .gz too, or just `generic`. Default: OSU 180 nm where it is installed, else `generic`. */
  readonly liberty?: readonly string[];
  /** Who measures delays: ABC as it maps, or OpenSTA afterwards. Default `abc`. */
  readonly timing?: Timing;
  /** Default `reference`. */
  readonly recipe?: RecipeKind;
  /** The longest delay there may be, in ns, for the least area; it takes the place of `recipe`. Default: as the objective says. */
  readonly maxDelay?: number;
  /** Seconds that one run of a tool may take. Default 600. */
  readonly timeLimit?: number;
}

/**
 * What a design costs in cells, as `tapir synth --json` has it: area, delay, netlist.
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 * @throws {RequestError} a library cannot be read, the design cannot be made of its cells, or the delay is out of reach
 */
export async function measure(design: Design, options: MeasureOptions = {}): Promise<SynthesisResult> {
  const { liberty, timing, recipe, maxDelay, timeLimit = 600 } = options;
  const library = await loadLibrary(liberty);
  return synthesizeDesign(design, { library, timing, recipe, maxDelay, timeLimit });
}
