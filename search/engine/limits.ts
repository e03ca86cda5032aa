/** What errors may not pass. Infinity: there is no limit. A product with 0 must be 0 in any case. */
export interface ErrorLimits {
  /** Mean of |r − e| / |e| over pairs with e ≠ 0. */
  readonly mred: number;
  /** Mean of |r − e|. */
  readonly med: number;
  /** Largest |r − e|. */
  readonly wce: number;
  /** Largest magnitude of the mean of r − e. */
  readonly bias: number;
}

/** Errors of a netlist over all pairs, by sums of floats: see `exactErrors` for the last digit. */
export interface Errors {
  readonly mred: number;
  readonly med: number;
}
