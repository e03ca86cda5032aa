import { z } from "zod";
import { brokenProduct, orProduct, truncatedProduct } from "../../../golden/cut-array.js";
import { exactProduct } from "../../../golden/exact-product.js";
import { staticSegment } from "../../../golden/static-segment.js";
import { notes, oneOf } from "../../contract/parameter.js";

/** How an integer multiply-add multiplies; left out, exactly. Each product is that of a multiplier of the catalogue. */
export const macProductParameters = {
  product: oneOf("the product is", {
    exact: "exact",
    or: "OrMult's, columns below t OR-ed",
    truncated: "TruncMult's, columns below t left out",
    broken: "BrokenArrayMult's, without columns below t and rows below h",
    segments: "SsmMult's, of segments of m bits",
  }).optional(),
  t: z
    .int()
    .min(1)
    .max(126)
    .optional()
    .meta(
      notes(
        "columns of the product's array that are not exact",
        "of product=or, truncated and broken; n − 1 of them where left out",
      ),
    ),
  h: z
    .int()
    .min(0)
    .max(63)
    .optional()
    .meta(notes("rows of the product's array that are left out", "of product=broken; none if left out")),
  m: z
    .int()
    .min(2)
    .max(63)
    .optional()
    .meta(notes("bits of a segment", "of product=segments; half of n and one more where left out")),
  correction: oneOf("to the product is added", {
    none: "nothing",
    constant: "the mean of what is left out, a constant",
    cross: "half of each segment where the highest bit cut off of the other is 1, the two OR-ed",
  }).optional(),
};

/** As they are written. */
export interface MacProduct {
  readonly n: number;
  readonly signed: boolean;
  readonly product?: "exact" | "or" | "truncated" | "broken" | "segments" | undefined;
  readonly t?: number | undefined;
  readonly h?: number | undefined;
  readonly m?: number | undefined;
  readonly correction?: "none" | "constant" | "cross" | undefined;
}

/** Which parameters each product takes. */
const takes: Readonly<Record<string, readonly string[]>> = {
  exact: [],
  or: ["t"],
  truncated: ["t", "correction"],
  broken: ["t", "h"],
  segments: ["m", "correction"],
};

const corrections = { truncated: ["none", "constant"], segments: ["none", "cross"] } as const;

/** With what is left out. */
export function wholeMacProduct(
  p: MacProduct,
): Required<{ [Name in keyof MacProduct]: NonNullable<MacProduct[Name]> }> {
  const {
    n,
    signed,
    product = "exact",
    t = n - 1,
    h = 0,
    m = Math.ceil((n + 1) / 2),
    correction = "none",
  } = p;
  return { n, signed, product, t, h, m, correction };
}

/** What is wrong with them, as a parameter and a sentence; null if nothing is. */
export function macProductFault(p: MacProduct): { readonly path: string; readonly error: string } | null {
  const { n, signed, product, t, h, m, correction } = wholeMacProduct(p);
  for (const name of ["t", "h", "m", "correction"] as const)
    if (p[name] !== undefined && !takes[product]?.includes(name))
      return { path: name, error: `product=${product} takes no ${name}` };
  const allowed: readonly string[] =
    product === "truncated" || product === "segments" ? corrections[product] : ["none"];
  if (!allowed.includes(correction))
    return { path: "correction", error: `of product=${product} it is ${allowed.join(" or ")}` };
  const most = product === "or" && signed ? n - 1 : 2 * n - 2;
  if (t > most) return { path: "t", error: `t must be at most ${most}` };
  if (h >= n) return { path: "h", error: "h must be less than n" };
  if (product === "segments" && (m >= n || 2 * m < n))
    return {
      path: p.m === undefined ? "product" : "m",
      error: "m must be less than n, and at least half of it",
    };
  return null;
}

export const isExactProduct = ({ product = "exact" }: MacProduct): boolean => product === "exact";

/** For the golden model: the product of two patterns. */
export function goldenMacProduct(p: MacProduct): (x: bigint, y: bigint) => bigint {
  const { n, signed, product, t, h, m, correction } = wholeMacProduct(p);
  switch (product) {
    case "exact":
      return exactProduct(n, n, signed);
    case "or":
      return orProduct(n, t, signed);
    case "truncated":
      return truncatedProduct(n, t, signed, correction === "constant");
    case "broken":
      return brokenProduct(n, t, h, signed);
    case "segments":
      return staticSegment(n, m, signed ? "c2" : "unsigned", correction === "cross" ? "cross" : "none");
  }
}
