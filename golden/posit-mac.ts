import { mitchellProduct } from "./mitchell.js";
import type { Posit } from "./posit.js";

/** The product of a multiply-add: exact, or PLAM's, which is Mitchell's of the exact operands. */
export type MacProduct = "exact" | "plam";

/** Fused: the sum is rounded, once. Discrete: the product is rounded, then the sum. */
export type MacRounding = "fused" | "discrete";

/**
 * x·y + a as a posit multiply-add unit gives it; NaR if an operand is. PLAM's product, where it is not rounded for
 * itself, is the real number ±2^s·(1 + f) with s + f = L(x) + L(y), taken exactly.
 * Sources: Posit Standard 2022, section 5.11 (fMM); Murillo et al., "PLAM", IEEE TETC 10(4), 2022.
 */
export function positMac(format: Posit, product: MacProduct, rounding: MacRounding) {
  return (x: bigint, y: bigint, a: bigint): bigint => {
    if ([x, y, a].some((bits) => format.isNaR(bits))) return format.nar;
    const [valueX, valueY] = [format.value(x), format.value(y)];
    const unrounded = product === "exact" ? valueX.times(valueY) : mitchellProduct(valueX, valueY);
    const term = rounding === "fused" ? unrounded : format.value(format.round(unrounded));
    return format.round(term.plus(format.value(a)));
  };
}
