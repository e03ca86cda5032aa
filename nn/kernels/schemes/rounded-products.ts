import type { FunctionCode, Local } from "../code/function-code.js";
import type { Scheme } from "../code/scheme.js";
import { f64x2, type Code } from "../code/vector.js";
import { doubles } from "./doubles.js";
import {
  encodePatterns,
  hasQuickProducts,
  quickPatterns,
  roundedPatterns,
  zeroPattern,
} from "./plam-patterns.js";
import { encodeLogarithms, roundedPlamProducts } from "./posit-plam.js";
import { roundedExactProducts } from "./posit-exact.js";
import type { PositFormat } from "./posit-format.js";
import { roundOnce } from "./posit-quire.js";
import { roundFloats } from "./posit-rounding.js";

type Product = (f: FunctionCode, x: Local, y: Local, format: PositFormat) => Code;

/** Posit products, each rounded, summed in doubles; the sum is rounded once. */
export function roundedProductsScheme(format: PositFormat, product: "exact" | "mitchell"): Scheme {
  const step =
    (productOf: Product): Scheme["step"] =>
    (f, [low, high], activation, weights) => {
      if (low === undefined || high === undefined) return;
      const [first, second] = doubles(f.let(productOf(f, activation, weights, format)));
      f.set(low, f64x2.add(low.get, first));
      f.set(high, f64x2.add(high.get, second));
    };
  const scheme = {
    codeBytes: 4,
    sum: "f64",
    bias: "f64",
    tile: { pixels: 4, vectors: 1 },
    round: (f, x) => roundFloats(f, x, format),
    finish: roundOnce(format),
  } as const satisfies Partial<Scheme>;
  if (product === "exact") return { ...scheme, encode: (_, x) => [x.get], step: step(roundedExactProducts) };
  if (!hasQuickProducts(format))
    return {
      ...scheme,
      encode: (f, x) => [encodeLogarithms(f, x, format)],
      step: step((f, x, y) => roundedPlamProducts(f, x.get, y.get, format)),
    };
  return {
    ...scheme,
    encode: (f, x) => [encodePatterns(f, x)],
    step: step(roundedPatterns),
    quick: { step: step(quickPatterns), settle: (_, sum) => sum.get, rareAbove: zeroPattern },
  };
}
