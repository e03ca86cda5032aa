import { synthesizeDesign } from "../synth/synthesize-design.js";
import { OpenedNetlist } from "../circuit/opened-netlist.js";
import type { Design } from "../generators/design.js";
import { verifyExhaustively } from "../sim/exhaustive/verify-exhaustively.js";
import { loadLibrary } from "../liberty/load.js";

/**
 * Operand pairs a second in the exhaustive comparison of a mapped netlist, on all cores.
 * @param seconds for how long
 */
export async function exhaustiveSpeed(design: Design, seconds = 10): Promise<number> {
  const library = await loadLibrary();
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 600 });
  const result = await verifyExhaustively(new OpenedNetlist(design, synthesis, library), {
    timeLimit: seconds,
  });
  if (result.mismatches > 0) throw new Error(`${design.spec} is wrong`);
  return result.vectors / result.seconds;
}
