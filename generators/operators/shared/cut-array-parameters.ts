import { z } from "zod";
import { chooseReduction, reductionChoices } from "../../blocks/multiply/index.js";
import type { Architectures } from "../../contract/architecture.js";
import { notes, oneOf, yesNo } from "../../contract/parameter.js";
import { alwaysShown } from "../../contract/shown.js";

/** Columns of the array of partial products that are not exact. */
export const columns = (least: number, what: string) =>
  z
    .int()
    .min(least)
    .max(126)
    .default(8)
    .meta(notes(`columns of the array that ${what}`, "at most 2n − 2"))
    .meta(alwaysShown);

export const signedFactors = yesNo(
  "operands and product are two's complement",
  "operands and product are unsigned",
).default(false);

export const arrayCorrection = oneOf("to the product is added", {
  none: "nothing",
  constant: "the mean of what is left out, a constant",
});

/** The condition that columns are columns of the array. */
export const columnsFit = {
  holds: ({ n, t }: { readonly n: number; readonly t: number }): boolean => t <= 2 * n - 2,
  blame: { path: ["t"], error: "t must be at most 2n - 2" },
};

/** The ways to add up an array. */
export const reductionArchitecture: Architectures<{ readonly n: number }, typeof reductionChoices> = {
  choices: reductionChoices,
  choose: (objective, { n }) => chooseReduction(objective, n),
};

/** The mean of the columns below t over all operands, for the datapath: each product is 1 for a quarter of them. */
export function meanLeftOut(n: number, t: number, signed: boolean): bigint {
  let sum = 0n;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n && i + j < t; j++) {
      const negative = signed && (i === n - 1) !== (j === n - 1);
      sum += (negative ? -1n : 1n) << BigInt(i + j);
    }
  // to the nearest; a shift of a negative number is its floor
  return (sum + 2n) >> 2n;
}
