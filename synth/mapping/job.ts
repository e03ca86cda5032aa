import { clockOf, type Design } from "../../generators/design.js";
import type { SynthesisJob } from "./synthesize.js";

/** What synthesis is to make of a design. */
export const jobOf = (design: Design): SynthesisJob => ({
  design: design.spec,
  verilog: design.verilog(),
  top: design.moduleName,
  clock: clockOf(design),
});
