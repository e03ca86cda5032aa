import type { Signal } from "../../hdl/index.js";

/** A number to multiply: its bits, and whether they are two's complement. */
export interface Factor {
  readonly bits: Signal;
  readonly signed: boolean;
}
