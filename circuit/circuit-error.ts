/**
 * Why a design fails without a mismatch: its simulation could not compare it. `unpaired registers`: it is not known which
 * registers of the netlist hold the state that vectors load.
 */
export type SimulationFailure =
  | "does not compile"
  | "wrong interface"
  | "ended early"
  | "unexpected output"
  | "compared nothing"
  | "unpaired registers";

/** The design, or the run, is so wrong that not all outputs could be compared. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";

  constructor(
    readonly kind: SimulationFailure,
    message: string,
  ) {
    super(message);
  }
}
