/** A bit of the state that cycles may load. */
export interface StateBit {
  /** Which register holds it. */
  readonly register: number;
  /** Whether that one holds its complement. */
  readonly inverted: boolean;
}
