import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { bits, f64x2, i32x4, i64x2, lanesOf, type Code } from "../code/vector.js";
import { doubles } from "./doubles.js";
import { exactProducts, roundedExactProducts } from "./posit-exact.js";
import { encodeLogarithms, roundedPlamProducts, unroundedPlamProducts } from "./posit-plam.js";
import type { PositFormat } from "./posit-format.js";
import { roundDoubles, roundFloats } from "./posit-rounding.js";

interface Terms {
  readonly product: "exact" | "mitchell";
  /** Whether products are rounded, too. */
  readonly roundsProduct: boolean;
}

/** A posit multiply-add in a loop: each sum is rounded. */
export const roundedSumsScheme = (format: PositFormat, terms: Terms): Scheme => ({
  codeBytes: 4,
  sum: "f32",
  bias: "f32",
  tile: { pixels: 4, vectors: 1 },
  round: (f, x) => roundFloats(f, x, format),
  encode: (f, x) => [terms.product === "exact" ? x.get : encodeLogarithms(f, x, format)],
  step(f, [sum], activation, weights) {
    if (sum === undefined) return;
    f.set(sum, addRounded(f, sum, productOf(f, activation, weights, format, terms), format));
  },
  finish(f, [sum], [bias]) {
    if (sum === undefined || bias === undefined) return [];
    return [addRounded(f, sum, doubles(f.let(bias)), format)];
  },
});

function productOf(
  f: FunctionCode,
  x: Local,
  y: Local,
  format: PositFormat,
  { product, roundsProduct }: Terms,
): readonly [Code, Code] {
  if (product === "exact")
    return roundsProduct ? doubles(f.let(roundedExactProducts(f, x, y, format))) : exactProducts(x, y);
  return roundsProduct
    ? doubles(f.let(roundedPlamProducts(f, x.get, y.get, format)))
    : unroundedPlamProducts(f, x.get, y.get, format);
}

/** Sums of four posits with four doubles, rounded once. */
function addRounded(
  f: FunctionCode,
  sum: Local,
  [low, high]: readonly [Code, Code],
  format: PositFormat,
): Code {
  const [first, second] = doubles(sum);
  return roundDoubles(f, [addToOdd(f, first, low), addToOdd(f, second, high)], format);
}

/**
 * The exact sum of two doubles, with the last bit as a sticky bit: rounded to odd. So what is rounded further is rounded
 * once. Knuth's two-sum gives what the addition lost.
 */
function addToOdd(f: FunctionCode, x: Code, y: Code): Code {
  const [a, b] = [f.let(x), f.let(y)];
  const sum = f.let(f64x2.add(a.get, b.get));
  const ofB = f.let(f64x2.sub(sum.get, a.get));
  const ofA = f64x2.sub(sum.get, ofB.get);
  const lost = f.let(f64x2.add(f64x2.sub(a.get, ofA), f64x2.sub(b.get, ofB.get)));
  const isLost = f.let(f64x2.ne(lost.get, f.double(0)));
  // lost the other way: the magnitude is less than the sum's by something
  const signs = f.let(i32x4.shrSigned(bits.xor(sum.get, lost.get), 31));
  const isLess = bits.and(lanesOf(signs.get, signs.get, [1, 1, 3, 3]), isLost.get);
  const below = i64x2.add(sum.get, isLess);
  return bits.or(below, bits.and(isLost.get, f.long(1n)));
}
