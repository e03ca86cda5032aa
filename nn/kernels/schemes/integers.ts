import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { f32x4, f64x2, type Code } from "../code/vector.js";
import { doubles } from "./doubles.js";
import { roundToIntegers, type IntegerFormat } from "./integer-format.js";
import {
  doubleProducts,
  encodeIntegers,
  floatProducts,
  zeroOf,
  type Logarithms,
} from "./integer-mitchell.js";

/** Integers whose products are exact, or Mitchell's. */
export interface IntegerProducts {
  readonly operands: IntegerFormat;
  /** Of weights, where it is another one. */
  readonly weights?: IntegerFormat;
  /** null: exact products. */
  readonly logarithms: Logarithms | null;
}

/** Integer products and sums in floats or doubles, for sums that these hold exactly. */
export const integerScheme = (products: IntegerProducts, sum: "f32" | "f64"): Scheme => ({
  codeBytes: sum === "f32" ? 4 : 8,
  sum,
  bias: "f64",
  lessBySigns: products.logarithms?.complement === "ones",
  tile: { pixels: 2, vectors: 4 },
  round: (f, x) => roundToIntegers(f, x, products.operands),
  encode(f, x) {
    const { logarithms } = products;
    const codes = logarithms === null ? x.get : encodeIntegers(f, x, logarithms, zeroOf[sum]);
    return sum === "f32" ? [codes] : doubles(f.let(codes));
  },
  step(f, [total], activation, weights) {
    if (total === undefined) return;
    const add = sum === "f32" ? f32x4.add : f64x2.add;
    f.set(total, add(total.get, signedProduct(f, activation, weights, products, sum)));
  },
  finish(f, sums, bias) {
    const [first] = sums;
    if (first === undefined) return [];
    const halves =
      sum === "f32" ? doubles(f.let(f32x4.nearest(first.get))) : sums.map((each) => f64x2.nearest(each.get));
    return halves.map((half, index) => f64x2.add(half, bias[index] ?? []));
  },
});

/** The product of an activation and weights, as floats or doubles: of one's complement, −z in place of −z − 1. */
export function signedProduct(
  f: FunctionCode,
  { get: x }: Local,
  { get: y }: Local,
  { operands, logarithms }: IntegerProducts,
  sum: "f32" | "f64",
): Code {
  if (logarithms === null) return sum === "f32" ? f32x4.mul(x, y) : f64x2.mul(x, y);
  const products = { operands, logarithms };
  return sum === "f32" ? floatProducts(f, x, y, products) : doubleProducts(f, x, y, products);
}
