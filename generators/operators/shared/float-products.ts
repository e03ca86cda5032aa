import { z } from "zod";
import { lmulSignificands, mitchellSignificands, type Product } from "../../../golden/float-logarithm.js";
import type { Compensation } from "../../../golden/mitchw.js";
import type { DotProduct } from "../../contract/dot-model.js";
import { approximately, exactly, type Computed } from "../../contract/operator.js";
import { notes, oneOf } from "../../contract/parameter.js";
import type { FloatLogarithms } from "../../blocks/float/logarithm.js";
import { addsConstant, compensation, constantFits, constantNeeds, setsLast } from "./compensation.js";

/** Significand bits that Mitchell's product keeps where nothing is said: Mitch-w6, as the CNN paper has it. */
const usualBits = 6;

/** How significands are multiplied; left out, exactly. */
export const floatProductParameters = {
  product: oneOf("the product is", {
    exact: "exact",
    mitchell: "Mitchell's, of significands of w bits",
    lmul: "L-Mul's, one addition of the operands' patterns",
  }).optional(),
  w: z
    .int()
    .min(3)
    .max(53)
    .optional()
    .meta(
      notes(
        "significand bits kept, the leading one among them",
        `of product=mitchell; left out ${usualBits}, or all of fewer`,
      ),
    ),
  compensation: compensation.optional(),
};

/** As they are written. */
export interface FloatProduct {
  readonly product?: "exact" | "mitchell" | "lmul" | undefined;
  readonly w?: number | undefined;
  readonly compensation?: Compensation | undefined;
}

/** What these parameters ask of each other and of the factors, which have `wF` fraction bits. */
export function floatProductFits<Values>(
  wF: (p: Values) => number,
): readonly { readonly holds: (p: Values & FloatProduct) => boolean; readonly blame: Blame }[] {
  return [
    {
      holds: ({ product, w }) => w === undefined || product === "mitchell",
      blame: { path: ["w"], error: "w says how many bits product=mitchell keeps; another product has none" },
    },
    {
      holds: ({ product, compensation }) => compensation === undefined || product === "mitchell",
      blame: { path: ["compensation"], error: "compensation is for product=mitchell" },
    },
    {
      holds: (p) => p.w === undefined || p.w <= 1 + wF(p),
      blame: { path: ["w"], error: "w must not exceed 1 + wF, all bits of a significand" },
    },
    {
      holds: (p) => constantFits(keptOf(p, wF(p))),
      blame: { path: ["compensation"], error: constantNeeds },
    },
  ];
}

interface Blame {
  readonly path: string[];
  readonly error: string;
}

const keptOf = (
  { w, compensation = "none" }: FloatProduct,
  wF: number,
): { readonly w: number; readonly compensation: Compensation } => ({
  w: w ?? Math.min(usualBits, 1 + wF),
  compensation,
});

export const isExactProduct = ({ product = "exact" }: FloatProduct): boolean => product === "exact";

/** A function of x·y, and whether it is computed exactly. */
export const ofProduct = (p: FloatProduct, function_: string): Computed =>
  (isExactProduct(p) ? exactly : approximately)(function_);

/** For the golden model; undefined for the exact product. */
export function goldenProduct(p: FloatProduct, wF: number): Product | undefined {
  if (isExactProduct(p)) return undefined;
  if (p.product === "lmul") return lmulSignificands(wF);
  const { w, compensation } = keptOf(p, wF);
  return mitchellSignificands(w, compensation);
}

/** For the datapath; null for the exact product. Both approximate ones add logarithms. */
export function logarithmsOf(p: FloatProduct, wF: number): FloatLogarithms | null {
  if (isExactProduct(p)) return null;
  if (p.product === "lmul") return { kept: 1 + wF, setLast: false, correction: 1n << BigInt(lmulBit(wF)) };
  const { w, compensation } = keptOf(p, wF);
  return {
    kept: w,
    setLast: setsLast(compensation),
    // 2^−4
    correction: addsConstant(compensation) ? 1n << BigInt(w - 5) : 0n,
  };
}

/** The bit of an m-bit fraction in which L-Mul adds 1: it weighs 2^−l(m). */
const lmulBit = (m: number): number => Math.max(0, m === 4 ? 1 : m - 4);

/** For matrix kernels. */
export function dotProduct(p: FloatProduct, wF: number): DotProduct {
  const logarithms = logarithmsOf(p, wF);
  if (logarithms === null) return { kind: "exact" };
  return { kind: "mitchell", ...logarithms, correction: Number(logarithms.correction) };
}
