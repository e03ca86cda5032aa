import type { Dyadic } from "./dyadic.js";
import type { Product } from "./float-logarithm.js";

/** What a floating-point pattern stands for (IEEE 754-2019, §3.3): NaN, an infinity, or an exact number. */
export type FloatDatum =
  | { readonly kind: "nan" }
  | { readonly kind: "infinity"; readonly negative: boolean }
  /** `negative` is also the sign of a zero, which `value` does not have. */
  | { readonly kind: "finite"; readonly negative: boolean; readonly value: Dyadic };

export const nan: FloatDatum = { kind: "nan" };

const infinity = (negative: boolean): FloatDatum => ({ kind: "infinity", negative });
const finite = (negative: boolean, value: Dyadic): FloatDatum => ({ kind: "finite", negative, value });

/** A number; zero is positive. */
export const finiteDatum = (value: Dyadic): FloatDatum => finite(value.sign() < 0, value);

/**
 * x·y, exactly, or by another product of numbers. The sign is the exclusive or of the signs, also for zeros and
 * infinities; 0·∞ is NaN.
 * Source: IEEE 754-2019, §5.4.1, §6.3 and §7.2 b).
 */
export function datumProduct(x: FloatDatum, y: FloatDatum, product: Product = exact): FloatDatum {
  if (x.kind === "nan" || y.kind === "nan") return nan;
  const negative = x.negative !== y.negative;
  if (x.kind === "finite" && y.kind === "finite") return finite(negative, product(x.value, y.value));
  return isZero(x) || isZero(y) ? nan : infinity(negative);
}

/**
 * x + y, exactly; ∞ − ∞ is NaN. A sum of zero is +0, but −0 if both operands are −0, as rounding is to
 * nearest.
 * Source: IEEE 754-2019, §5.4.1, §6.3 and §7.2 d).
 */
export function datumSum(x: FloatDatum, y: FloatDatum): FloatDatum {
  if (x.kind === "nan" || y.kind === "nan") return nan;
  if (x.kind === "infinity") return y.kind === "infinity" && x.negative !== y.negative ? nan : x;
  if (y.kind === "infinity") return y;
  const value = x.value.plus(y.value);
  return finite(value.isZero() ? x.negative && y.negative : value.sign() < 0, value);
}

const exact: Product = (x, y) => x.times(y);

const isZero = (datum: FloatDatum): boolean => datum.kind === "finite" && datum.value.isZero();
