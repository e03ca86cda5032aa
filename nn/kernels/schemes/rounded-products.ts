import type { Scheme } from "../code/scheme.js";
import { f64x2 } from "../code/vector.js";
import { doubles } from "./doubles.js";
import { encodeLogarithms, roundedPlamProducts } from "./posit-plam.js";
import { roundedExactProducts } from "./posit-exact.js";
import type { PositFormat } from "./posit-format.js";
import { roundOnce } from "./posit-quire.js";
import { roundFloats } from "./posit-rounding.js";

/** Posit products, each rounded, summed in doubles; the sum is rounded once. */
export const roundedProductsScheme = (format: PositFormat, product: "exact" | "mitchell"): Scheme => ({
  codeBytes: 4,
  sum: "f64",
  bias: "f64",
  tile: { pixels: 4, vectors: 1 },
  round: (f, x) => roundFloats(f, x, format),
  encode: (f, x) => [product === "exact" ? x.get : encodeLogarithms(f, x, format)],
  step(f, [low, high], activation, weights) {
    if (low === undefined || high === undefined) return;
    const rounded = f.let(
      product === "exact"
        ? roundedExactProducts(f, activation, weights, format)
        : roundedPlamProducts(f, activation.get, weights.get, format),
    );
    const [first, second] = doubles(rounded);
    f.set(low, f64x2.add(low.get, first));
    f.set(high, f64x2.add(high.get, second));
  },
  finish: roundOnce(format),
});
