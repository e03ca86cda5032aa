import { clockOf, type Design } from "../generators/design.js";
import type { SynthesisResult } from "./result.js";
import { synthesize, type SynthesisOptions } from "./synthesize.js";

/**
 * Synthesises a design by the recipe of its objective.
 * @throws what `synthesize` throws
 */
export const synthesizeDesign = (
  design: Design,
  options: Omit<SynthesisOptions, "objective">,
): Promise<SynthesisResult> =>
  synthesize(
    { design: design.spec, verilog: design.verilog(), top: design.moduleName, clock: clockOf(design) },
    { objective: design.objective, ...options },
  );
