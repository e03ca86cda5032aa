import type { Float } from "../../../golden/float.js";
import type { Bits } from "../../../golden/format.js";
import { bothSigns, shapes, specials } from "./float-patterns.js";
import { borderProducts, tieProducts } from "./float-product.js";
import { multiplyAddCases } from "./multiply-add.js";
import { floatCaseFormat, indices } from "./case-format.js";

/**
 * Multiply-adds x·y + a: products at every distance from the addend, products that nearly cancel it or leave its range,
 * and special values with each other.
 */
export function* floatMacCases(factors: Float, sum: Float): Generator<Bits> {
  yield* multiplyAddCases(floatCaseFormat(factors), floatCaseFormat(sum));
  yield* besideProducts(factors, sum);
  for (const distance of indices(2 * sum.wF + 2 * factors.wF + 8))
    for (const x of shapes(factors, 0))
      for (const a of shapes(sum, distance - sum.wF - 2 * factors.wF - 4))
        for (const signed of bothSigns(factors, x)) yield { x: signed, y: factors.one, a };
  for (const x of specials(factors))
    for (const y of specials(factors)) for (const a of specials(sum)) yield { x, y, a };
}

/** Border products and ties with the addends ±round(x·y), those beside it, and a few others. */
function* besideProducts(factors: Float, sum: Float): Generator<Bits> {
  for (const [x, y] of [...borderProducts(factors), ...tieProducts(factors)]) {
    const rounded = sum.multiplyAdd(factors, x, y, 0n);
    const near = [rounded - 1n, rounded, rounded + 1n].filter((bits) => bits >= 0n && bits <= sum.largest);
    for (const a of [...near, 0n, sum.one, sum.largest])
      for (const signed of bothSigns(sum, a)) yield { x, y, a: signed };
  }
}
