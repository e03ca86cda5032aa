import { clockOf, type Design } from "../../generators/design.js";

/** The job that synthesises a design. */
export const jobOf = (design: Design): SynthesisJob => ({
  design: design.spec,
  verilog: design.verilog(),
  top: design.moduleName,
  clock: clockOf(design),
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
}
