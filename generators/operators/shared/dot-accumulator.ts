import { z } from "zod";
import { signed, unsigned, type Integer } from "../../../golden/integer.js";

/** Bits of a dot product's accumulator input and of its sum, which then wraps around. */
export const dotAccumulator = z
  .int()
  .min(0)
  .max(128)
  .default(0)
  .describe("bits of the accumulator input a; 0: there is none");

/** Between an accumulator and the dot products that it adds, `own` being the narrowest format that holds one. */
export const accumulatorHolds = <Shape>(own: (shape: Shape) => Integer) => ({
  holds: (shape: Shape & { readonly acc: number }): boolean =>
    shape.acc === 0 || shape.acc >= own(shape).width,
  blame: { path: ["acc"], error: "the accumulator must have room for one dot product, or be 0" },
});

/** The format of a sum: as wide as it needs, or as the accumulator is. */
export function sumFormat(own: Integer, acc: number): Integer {
  if (acc === 0) return own;
  return own.isSigned ? signed(acc) : unsigned(acc);
}
