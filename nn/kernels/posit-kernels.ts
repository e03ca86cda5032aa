import { posit, type Posit } from "../../golden/posit.js";
import { simdKernel } from "./run/simd-kernel.js";
import type { MatrixKernel } from "./kernel.js";
import { nameOf, quireFraction, type PositFormat } from "./schemes/posit-format.js";
import { judgeQuire } from "./schemes/judge-quire.js";
import { codePatterns, hasQuickProducts, isQuickRange, rareProducts } from "./schemes/plam-patterns.js";
import { codeLogarithms } from "./schemes/posit-plam.js";
import { roundedProductsScheme } from "./schemes/rounded-products.js";
import { roundedSumsScheme } from "./schemes/rounded-sums.js";
import { codeDoubles, quireScheme } from "./schemes/posit-quire.js";
import { dyadicOf, exactDouble, mitchellDouble, redoQuire } from "./schemes/redo-quire.js";

type Product = "exact" | "mitchell";

/** Sums of products in a quire; products come as they are, or each one rounded. */
export function quireKernel(
  format: PositFormat,
  product: Product,
  { roundsProduct, width }: { readonly roundsProduct: boolean; readonly width: number },
): MatrixKernel {
  const range = 2 ** (width - 1 - quireFraction(format));
  const unrounded = product === "exact" ? exactDouble : mitchellDouble;
  const numbers = posit(format.n, format.es, format.rs);
  const isQuick = product === "mitchell" && hasQuickProducts(format);
  return simdKernel({
    description: `${nameOf(format)} products ${wordsOf(product)}${roundsProduct ? ", each rounded" : ", unrounded"}; quire, one rounding`,
    ...(roundsProduct
      ? {
          scheme: roundedProductsScheme(format, product),
          codeWeights: isQuick ? codePatterns : codesOf(format, product),
          redo: redoQuire(format, width, (x, y) => rounded(numbers, unrounded(x, y))),
          ...(isQuick && { isQuick: isQuickRange(format), rare: rareProducts(format) }),
        }
      : {
          scheme: quireScheme(format, product),
          codeWeights: codeDoubles(product),
          redo: redoQuire(format, width, unrounded),
        }),
    takesNonFinite: false,
    judge: judgeQuire(format, roundsProduct ? "rounded" : "unrounded", range),
  });
}

/** A multiply-add whose sums are rounded, one after the other. */
export const positMacKernel = (format: PositFormat, product: Product, roundsProduct: boolean): MatrixKernel =>
  simdKernel({
    description: `${nameOf(format)} products ${wordsOf(product)}${roundsProduct ? ", each rounded" : ""}; each sum rounded, in order`,
    scheme: roundedSumsScheme(format, { product, roundsProduct }),
    codeWeights: codesOf(format, product),
    takesNonFinite: false,
  });

const wordsOf = (product: Product): string => (product === "exact" ? "exact" : "by PLAM");

/** Codes of weights of 32 bits. */
const codesOf = (format: PositFormat, product: Product) =>
  product === "exact" ? (weights: Float32Array) => weights.slice() : codeLogarithms(format);

/** The posit nearest to a double. */
function rounded(numbers: Posit, value: number): number {
  return numbers.number(numbers.round(dyadicOf(value)));
}
