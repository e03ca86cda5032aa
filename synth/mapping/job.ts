import { clockOf, type Design } from "../../generators/design.js";

/** What synthesis is to make of a design. */
export const jobOf = (design: Design): SynthesisJob => ({
  design: design.spec,
  verilog: design.verilog(),
  top: design.moduleName,
  clock: clockOf(design),
});

/** What is to be synthesised. */
export interface SynthesisJob {
  /** The design as a person writes it, for the report. */
  readonly design: string;
  readonly verilog: string;
  /** The name of the Verilog module. */
  readonly top: string;
  /** The port of its clock; null or left out where it has no registers. */
  readonly clock?: string | null;
}
