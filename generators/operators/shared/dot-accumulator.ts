import { z } from "zod";
import { notes } from "../../contract/parameter.js";
import type { DotModel } from "../../contract/dot-model.js";
import { signed, unsigned, type Integer } from "../../../golden/integer.js";

/** Bits of a dot product's accumulator input and of its sum, which wraps around. */
export const dotAccumulator = z
  .int()
  .min(0)
  .max(128)
  .default(0)
  .meta(notes("bits of the accumulator input a", "0: there is none", { 0: "no accumulator input" }));

/** The condition that an accumulator holds one dot product. `own`: the narrowest format for it. */
export const accumulatorHolds = <Shape>(own: (shape: Shape) => Integer) => ({
  holds: (shape: Shape & { readonly acc: number }): boolean =>
    shape.acc === 0 || shape.acc >= own(shape).width,
  blame: { path: ["acc"], error: "the accumulator must have room for one dot product, or be 0" },
});

/** The format of a sum: as wide as the accumulator, or as it needs without one. */
export function sumFormat(own: Integer, acc: number): Integer {
  if (acc === 0) return own;
  return own.isSigned ? signed(acc) : unsigned(acc);
}

/** The sum of a model of dot products: modulo 2^acc; without an accumulator whoever adds them up says how. */
export const dotSum = (acc: number): Pick<DotModel, "sum"> =>
  acc > 0 ? { sum: { kind: "exact", bits: acc } } : {};
