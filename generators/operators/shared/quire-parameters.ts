import { z } from "zod";
import { quire, standardQuireWidth, type Quire } from "../../../golden/quire.js";
import { notes, oneOf } from "../../contract/parameter.js";
import { approximately, exactly, type Computed } from "../../contract/operator.js";
import { quireSpan } from "../../blocks/quire/span.js";
import { exponentSize, positWidth, regimeCap } from "./parameters.js";

const standardBits =
  "32 + 2^(es+2) (n-2) bits, which is 16n where es is 2; with a cap (rs) 32 and all bits of minpos^2 and maxpos^2";

/** The parameters that a quire's width follows from. */
export interface QuireFormat {
  readonly n: number;
  readonly es: number;
  readonly rs?: number | undefined;
  readonly width: number | "standard";
}

/** The parameters of an operator with a quire. */
export const quireParameters = z
  .strictObject({
    n: positWidth,
    es: exponentSize,
    rs: regimeCap,
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
  .superRefine((p, context) => {
    const { fraction, maxpos } = quireSpan(p);
    const least = fraction + maxpos + 2;
    if (quireWidth(p) < least)
      context.addIssue({
        code: "custom",
        path: ["width"],
        message: `the quire must have room for maxpos, ${least} bits`,
      });
  });

/** Bits of the quire. */
export function quireWidth({ n, es, rs, width }: QuireFormat): number {
  return width === "standard" ? standardQuireWidth(n, es, rs) : width;
}

/** The quire of an operator. */
export const quireOf = (format: QuireFormat): Quire =>
  quire(format.n, format.es, quireWidth(format), format.rs);

/** A sum in a quire, whose width decides where it wraps around. */
export function quireSum(sum: string, product: "exact" | "plam", format: QuireFormat): Computed {
  return (product === "exact" ? exactly : approximately)(`${sum}, modulo 2^${quireWidth(format)}`);
}
