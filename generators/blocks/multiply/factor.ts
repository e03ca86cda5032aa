import type { Signal } from "../../hdl/index.js";

/** A factor of a product. */
export interface Factor {
  readonly bits: Signal;
  /** Whether it is two's complement. */
  readonly signed: boolean;
  /** When each bit arrives, in FO4, from the lowest; all at once where left out. */
  readonly arrivals?: readonly number[] | undefined;
}
