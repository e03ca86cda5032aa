import type { Design } from "../generators/design.js";
import { OpenedNetlist } from "../circuit/opened-netlist.js";
import { named } from "./sta/critical-path.js";
import type { SynthesisResult } from "./mapping/result.js";
import { jobOf } from "./mapping/job.js";
import { retime } from "./retiming/retime.js";
import { signalNames } from "./sta/signal-names.js";
import { synthesize, type SynthesisOptions } from "./mapping/synthesize.js";

/**
 * Synthesises a design, by default for its own objective. Nets on its longest path are named as in the RTL.
 * @throws what `synthesize` throws
 */
export async function synthesizeDesign(
  design: Design,
  options: Omit<SynthesisOptions, "objective"> & Partial<Pick<SynthesisOptions, "objective">>,
): Promise<SynthesisResult> {
  const { objective = design.objective, recipe } = options;
  const result =
    recipe === "retimed" && design.pipeline.stages > 0
      ? await retime(design, { ...options, objective })
      : await synthesize(jobOf(design), { ...options, objective });
  if (result.timing === null) return result;
  return {
    ...result,
    timing: named(result.timing, signalNames(new OpenedNetlist(design, result, options.library))),
  };
}
