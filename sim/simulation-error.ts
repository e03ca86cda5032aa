/** Why a simulation says nothing for a design, and so fails it. */
export type SimulationFailure =
  "does not compile" | "wrong interface" | "ended early" | "unexpected output" | "compared nothing";

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
