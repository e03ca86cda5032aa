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
  /** Cells of the library not to use, with `*`, `?` and `[abc]` where a name may vary: `["*x1p*", "SDF*"]`. Default: none. */
  readonly dontUse?: readonly string[];
  /** Who measures delays: ABC as it maps, or OpenSTA afterwards. Default `abc`. */
  readonly timing?: Timing;
  /** Which scripts map the design, as `tapir synth --recipe`. Default `reference`. */
  readonly recipe?: RecipeKind;
  /** The longest delay allowed, in ns: the smallest netlist that keeps it. Stands in for `recipe`. Default: none. */
  readonly maxDelay?: number;
  /** Seconds that one run of a tool may take. Default 600. */
  readonly timeLimit?: number;
}

/**
 * Maps a design to cells and says what it costs, as `tapir synth --json` does: area in µm² and NAND2 equivalents, delay in ns
 * and FO4, the netlist.
 * @throws {ToolError} Yosys or OpenSTA is missing, fails or takes too long
 * @throws {RequestError} a library cannot be read, the design cannot be made of its cells, or the delay is out of reach
 */
export async function measure(design: Design, options: MeasureOptions = {}): Promise<SynthesisResult> {
  const { liberty, dontUse, timing, recipe, maxDelay, timeLimit = 600 } = options;
  const library = await loadLibrary(liberty, dontUse);
  return synthesizeDesign(design, { library, timing, recipe, maxDelay, timeLimit });
}
