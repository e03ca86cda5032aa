/** A circuit of gates as ABC reads it, its inputs and outputs named as the ports' bits. */
export interface Gates {
  readonly blif: string;
  /** The name of the circuit. */
  readonly top: string;
}
