/** The register of one bit of the state that vectors may load. */
export interface StateBit {
  /** Its number among the circuit's registers. */
  readonly register: number;
  /** Whether it holds the complement. */
  readonly inverted: boolean;
}
