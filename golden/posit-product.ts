import type { Dyadic } from "./dyadic.js";
import { mitchellProduct } from "./mitchell.js";

/** The product of a multiply-add: exact, or PLAM's, which is Mitchell's of the exact operands. */
export type ProductKind = "exact" | "plam";

/** x·y before rounding. PLAM's is ±2^s·(1 + f) with s + f = L(|x|) + L(|y|); for example 3·3 = 8. */
export const unroundedProduct = (kind: ProductKind, x: Dyadic, y: Dyadic): Dyadic =>
  kind === "exact" ? x.times(y) : mitchellProduct(x, y);
