import { resetPort } from "../../generators/hdl/reset.js";
import { clockOf, type Design } from "../../generators/design.js";

/** The job that synthesises a design. */
export const jobOf = (design: Design): SynthesisJob => ({
  design: design.spec,
  verilog: design.verilog(),
  top: design.moduleName,
  clock: clockOf(design),
  asynchronousReset: design.reset?.reset === "async" ? resetPort(design.reset) : null,
});

/** The Verilog to be synthesised. */
export interface SynthesisJob {
  /** The design's spec, for the report. */
  readonly design: string;
  readonly verilog: string;
  /** The name of the Verilog module. */
  readonly top: string;
  /** The clock's port; null or left out without registers. */
  readonly clock?: string | null;
  /** The port that resets registers without the clock; null or left out where there is none. */
  readonly asynchronousReset?: string | null;
}
