import { z } from "zod";
import { standardQuireWidth } from "../../../golden/quire.js";
import { notes, oneOf } from "../../contract/parameter.js";
import { approximately, exactly, type Computed } from "../../contract/operator.js";
import { exponentSize, positWidth } from "./parameters.js";

const standardBits = "32 + 2^(es+2) (n-2) bits, which is 16n where es is 2";

/** The parameters that a quire's width follows from. */
export interface QuireFormat {
  readonly n: number;
  readonly es: number;
  readonly width: number | "standard";
}

/** The parameters of an operator with a quire. */
export const quireParameters = z
  .strictObject({
    n: positWidth,
    es: exponentSize,
    product: oneOf("the product is", { exact: "exact", plam: "PLAM's approximation, unrounded" }).default(
      "exact",
    ),
    width: z
      .union([z.literal("standard"), z.int().min(5).max(32768)])
      .default("standard")
      .meta(
        notes("bits of the quire, whose sums wrap around", `standard: ${standardBits}`, {
          standard: `the quire, whose sums wrap around: ${standardBits}`,
        }),
      ),
  })
  .refine((p) => quireWidth(p) >= 2 + 3 * 2 ** p.es * (p.n - 2), {
    path: ["width"],
    error: "the quire must have room for maxpos, 2 + 3 (n-2) 2^es bits",
  });

/** Bits of the quire. */
export function quireWidth({ n, es, width }: QuireFormat): number {
  return width === "standard" ? standardQuireWidth(n, es) : width;
}

/** A sum in a quire, whose width decides where it wraps around. */
export function quireSum(sum: string, product: "exact" | "plam", format: QuireFormat): Computed {
  return (product === "exact" ? exactly : approximately)(`${sum}, modulo 2^${quireWidth(format)}`);
}
