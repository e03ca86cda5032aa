import type { Objective } from "../../operator.js";
import type { Adder } from "../adders/index.js";
import type { Tree } from "./trees.js";

/** `array` is an AND gate for every pair of bits, `booth` a row for every two bits of the second factor. */
export const partialProducts = ["array", "booth"] as const;
export type PartialProducts = (typeof partialProducts)[number];

/** The three parts of a multiplier; how each is made does not change the product. */
export interface Architecture {
  readonly partialProducts: PartialProducts;
  readonly tree: Tree;
  readonly adder: Adder;
}

/** Widest factor, in bits, that counts as narrow: the best final adder differs. */
const narrow = 8;

/** The same for the significands of posits, with `bits` fraction bits: there Booth's rows pay sooner. */
export const significandArchitecture = (objective: Objective, bits: number): Architecture => ({
  partialProducts: bits <= narrow ? "array" : "booth",
  tree: "dadda",
  adder: objective === "area" ? "ripple" : "sklansky",
});

/** What measured best for an objective, for factors of about `bits` bits (Nangate45, reference recipes). */
export function chooseArchitecture(objective: Objective, bits: number): Architecture {
  switch (objective) {
    case "area":
      return { partialProducts: "booth", tree: "dadda", adder: "ripple" };
    case "balanced":
      return { partialProducts: "booth", tree: "dadda", adder: bits <= narrow ? "plus" : "sklansky" };
    case "delay":
      return { partialProducts: "array", tree: "dadda", adder: bits <= narrow ? "sklansky" : "plus" };
  }
}
