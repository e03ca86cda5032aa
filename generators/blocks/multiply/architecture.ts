import { z } from "zod";
import type { Objective } from "../../contract/architecture.js";
import { adders } from "../adders/index.js";
import { counterStyles } from "./counters.js";
import { trees } from "./trees.js";

/**
 * `array`: an AND gate for every pair of bits. `booth`: a row for every two bits of the second factor.
 * `times`: Verilog's `*`, left to the synthesis tool.
 */
export const partialProducts = ["array", "booth", "times"] as const;

/** The architecture choices of a heap's reduction. */
export const reductionChoices = z.strictObject({
  tree: z.enum(trees).describe("how columns of bits are brought down to two"),
  counters: z
    .enum(counterStyles)
    .describe("full adders of exclusive-ors, or of half adders that share gates"),
  adder: z.enum(adders).describe("the final adder"),
});

/** The architecture choices of a multiplier. */
export const multiplierChoices = z.strictObject({
  partialProducts: z.enum(partialProducts).describe("rows of AND gates, radix-4 Booth's, or Verilog's *"),
  ...reductionChoices.shape,
});

/** How the columns of a heap are added up. */
export type Reduction = Readonly<z.output<typeof reductionChoices>>;

/** The three parts of a multiplier; how each is made does not change the product. */
export type MultiplierArchitecture = Readonly<z.output<typeof multiplierChoices>>;
/** Widest factor, in bits, that counts as narrow; the best final adder differs. */
const narrow = 8;

/**
 * What measured best for significands of posits with `bits` fraction bits. Booth's rows pay sooner than for
 * integers.
 */
export const significandArchitecture = (objective: Objective, bits: number): MultiplierArchitecture => ({
  partialProducts: bits <= (objective === "balanced" ? 11 : narrow) ? "array" : "booth",
  tree: bits <= narrow && objective !== "delay" ? "wallace" : "dadda",
  counters: "xor",
  adder: objective === "area" ? "ripple" : "sklansky",
});

/**
 * What measured best for an objective, for factors of about `bits` bits (`tapir synth --explore`, Nangate45, reference
 * recipes).
 */
export function chooseArchitecture(
  objective: Objective,
  bits: number,
  signed = false,
): MultiplierArchitecture {
  const isNarrow = bits <= narrow;
  switch (objective) {
    case "area":
      return isNarrow && !signed
        ? { partialProducts: "array", tree: "dadda", counters: "allHalves", adder: "ripple" }
        : {
            partialProducts: "booth",
            tree: "dadda",
            counters: "xor",
            adder: isNarrow ? "brentKung" : "ripple",
          };
    case "balanced":
      return isNarrow
        ? { partialProducts: "array", tree: "dadda", counters: "halves", adder: "ripple" }
        : { partialProducts: "booth", tree: "dadda", counters: "xor", adder: "sklansky" };
    case "delay":
      return {
        partialProducts: "array",
        tree: "dadda",
        counters: "xor",
        adder: isNarrow ? "brentKung" : "plus",
      };
  }
}
