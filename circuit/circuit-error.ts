/**
 * Why a simulation says nothing for a design, and so fails it. `unpaired registers`: nobody knows where the netlist holds
 * the sum that tests load.
 */
export type SimulationFailure =
  | "does not compile"
  | "wrong interface"
  | "ended early"
  | "unexpected output"
  | "compared nothing"
  | "unpaired registers";

/** The design or the run is so wrong that not all outputs could be compared. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";

  constructor(
    readonly kind: SimulationFailure,
    message: string,
  ) {
    super(message);
  }
}
