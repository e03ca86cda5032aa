import { segmentProduct } from "../../blocks/logarithm/segment-product.js";
import {
  multiply,
  multiplyAdd,
  multiplyPartly,
  type MultiplierArchitecture,
} from "../../blocks/multiply/index.js";
import type { Module, Signal } from "../../hdl/index.js";
import { meanLeftOut } from "./cut-array-parameters.js";
import { wholeMacProduct, type MacProduct } from "./mac-product.js";

type Made = MacProduct & { readonly architecture: MultiplierArchitecture };

/** The product of a multiply-add by itself: 2n bits. */
export function buildProduct(m: Module, x: Signal, y: Signal, p: Made): Signal {
  const { signed, architecture, product = "exact" } = p;
  if (product === "exact") return multiply(m, "product", x, y, { signed, architecture });
  if (product !== "segments") return multiplyPartly(m, "product", x, y, cutOf(p));
  const { m: kept, correction } = wholeMacProduct(p);
  const options = {
    sign: signed ? ("c2" as const) : ("unsigned" as const),
    kept,
    corrected: correction === "cross",
    reduction: architecture,
  };
  const made = segmentProduct(m.scope("segments"), x, y, options);
  return m.wire("product", 2 * x.width, made);
}

/** The product and the addend in one heap; null where the product is none of a heap. */
export function buildSum(m: Module, x: Signal, y: Signal, addend: Signal, p: Made): Signal | null {
  const { signed, architecture, product = "exact" } = p;
  if (product === "segments") return null;
  if (product === "exact") return multiplyAdd(m, "sum", x, y, addend, { signed, architecture });
  return multiplyPartly(m, "sum", x, y, { ...cutOf(p), addend });
}

function cutOf(p: Made) {
  const { n, signed, product, t, h, correction } = wholeMacProduct(p);
  return {
    signed,
    columns: t,
    rows: h,
    ored: product === "or",
    constant: correction === "constant" ? meanLeftOut(n, t, signed) : 0n,
    reduction: p.architecture,
  };
}
