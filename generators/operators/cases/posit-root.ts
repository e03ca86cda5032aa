import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { flips, roundingBorders } from "./rounding.js";

/**
 * Operands whose root is next to a tie T: x = T², rounded, and what differs from it in one or two bits.
 * Example in posit⟨8,0⟩: T = 1 + 1/64, T² = 1 + 1/32 + 1/4096, x = 1 + 1/32. Its root is below T.
 */
export function* positRootCases(format: Posit): Generator<Bits> {
  for (const border of roundingBorders(format))
    for (const x of flips(format.round(border.times(border)), format.n)) yield { x };
}
