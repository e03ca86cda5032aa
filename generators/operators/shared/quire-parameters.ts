import { z } from "zod";
import { standardQuireWidth } from "../../../golden/quire.js";
import { exponentSize, positWidth } from "./parameters.js";

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
    product: z.enum(["exact", "plam"]).default("exact").describe("the product: exact, or PLAM's, unrounded"),
    width: z
      .union([z.literal("standard"), z.int().min(5).max(32768)])
      .default("standard")
      .describe("bits of the quire; standard: 32 + 2^(es+2) (n-2), 16n where es is 2; sums wrap around"),
  })
  .refine((p) => quireWidth(p) >= 2 + 3 * 2 ** p.es * (p.n - 2), {
    path: ["width"],
    error: "the quire must have room for maxpos, 2 + 3 (n-2) 2^es bits",
  });

/** Bits of the quire. */
export function quireWidth({ n, es, width }: QuireFormat): number {
  return width === "standard" ? standardQuireWidth(n, es) : width;
}
