import { v, type Module } from "../../hdl/index.js";
import type { QuireProduct } from "./product.js";
import { sliceOf, type Slice, type SparseNumber } from "./slice.js";

/**
 * Shifts a product left by the lowest `levels` bits of its scale.
 * Each level keeps only the bits on which the bits `used` of the result depend.
 */
export function shiftProduct(
  m: Module,
  { significand, scale, sign }: QuireProduct,
  levels: number,
  used: Slice,
): SparseNumber {
  let shifted: SparseNumber = { bits: significand, low: 0, sign };
  bitsAfterEachLevel(significand.width, levels, used).forEach(({ high, low }, level) => {
    const distance = 2 ** level;
    const far = sliceOf(shifted, { high: high - distance, low: low - distance });
    const near = sliceOf(shifted, { high, low });
    const bits = m.wire(`shifted${distance}`, high - low + 1, v`${scale.bit(level)} ? ${far} : ${near}`);
    shifted = { bits, low, sign };
  });
  return shifted;
}

/** The bits that later levels need of each level's result, the first level first; found from the last backwards. */
function bitsAfterEachLevel(width: number, levels: number, used: Slice): Slice[] {
  if (levels === 0) return [];
  const wanted = [used];
  for (let level = levels - 1; level > 0; level--) {
    const [first] = wanted as [Slice];
    const highest = width + 2 ** level - 2;
    wanted.unshift({ high: Math.min(first.high, highest), low: Math.max(0, first.low - 2 ** level) });
  }
  return wanted;
}
