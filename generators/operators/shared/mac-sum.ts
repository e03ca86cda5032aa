import { z } from "zod";
import { lowerOrSum } from "../../../golden/lower-or.js";
import type { DotModel } from "../../contract/dot-model.js";
import { approximately, exactly, type Computed } from "../../contract/operator.js";
import { notes, oneOf } from "../../contract/parameter.js";

/** How an integer multiply-add adds; left out, exactly. */
export const macSumParameters = {
  sum: oneOf("the sum is", {
    exact: "exact",
    loa: "a lower-part OR adder's, k bits of it OR-ed; also written adder=loa",
  }).optional(),
  k: z
    .int()
    .min(1)
    .max(255)
    .optional()
    .meta(notes("lower bits of the sum that are OR-ed", "of sum=loa; n of them where it is left out")),
};

/** `adder` is what papers call it; among the choices of architecture it is a way to add exactly. */
export const macSumAlsoWritten = { "adder=loa": "sum=loa", "adder=exact": "sum=exact" };

/** As they are written. */
export interface MacSum {
  readonly sum?: "exact" | "loa" | undefined;
  readonly k?: number | undefined;
  /** Bits of a factor. */
  readonly n: number;
  /** Bits of the sum. */
  readonly acc: number;
}

/** What they ask of each other. */
export const macSumFits = {
  holds: ({ sum, k, acc }: MacSum): boolean => k === undefined || (sum === "loa" && k < acc),
  blame: {
    path: ["k"],
    error: "k is of sum=loa alone, and says how many lower bits of the sum it ORs: less than acc",
  },
};

/** Lower bits that are OR-ed; null of the exact sum. */
export const orBits = ({ sum, k, n }: MacSum): number | null => (sum === "loa" ? (k ?? n) : null);

/** Whether a multiply-add is exact where its product is. */
export const ofSum = (p: MacSum, function_: string): Computed =>
  (orBits(p) === null ? exactly : approximately)(function_);

/** For the golden model: the sum of two patterns; undefined for the exact one. */
export function goldenSum(p: MacSum): ((a: bigint, b: bigint) => bigint) | undefined {
  const k = orBits(p);
  return k === null ? undefined : lowerOrSum(p.acc, k);
}

/** For matrix kernels. */
export function dotSum(p: MacSum): NonNullable<DotModel["sum"]> {
  const k = orBits(p);
  return k === null ? { kind: "exact", bits: p.acc } : { kind: "lowerOr", bits: p.acc, low: k };
}
