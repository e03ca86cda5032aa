import { unroundedProduct, type ProductKind } from "./posit-product.js";
import type { Posit } from "./posit.js";

/** Fused: the exact sum is rounded, once. Discrete: the product is rounded, then the sum. */
export type MacRounding = "fused" | "discrete";

/**
 * x·y + a as a posit multiply-add unit gives it; NaR if an operand is NaR. A fused sum takes the unrounded
 * product.
 * Sources: Posit Standard 2022, section 5.11 (fMM); Murillo et al., "PLAM", IEEE TETC 10(4), 2022.
 */
export function positMac(format: Posit, product: ProductKind, rounding: MacRounding) {
  return (x: bigint, y: bigint, a: bigint): bigint => {
    if ([x, y, a].some((bits) => format.isNaR(bits))) return format.nar;
    const [valueX, valueY] = [format.value(x), format.value(y)];
    const unrounded = unroundedProduct(product, valueX, valueY);
    const term = rounding === "fused" ? unrounded : format.value(format.round(unrounded));
    return format.round(term.plus(format.value(a)));
  };
}
