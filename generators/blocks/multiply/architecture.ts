import { z } from "zod";
import type { Objective } from "../../contract/architecture.js";
import { oneOf } from "../../contract/parameter.js";
import { adderMeanings } from "../adders/index.js";
import { counterMeanings } from "./counters.js";
import { treeMeanings } from "./trees.js";

/** The architecture choices of a heap's reduction. */
export const reductionChoices = z.strictObject({
  tree: oneOf("columns of bits are brought down to two by", treeMeanings),
  counters: oneOf("bits are counted by", counterMeanings),
  adder: oneOf("the final adder is", adderMeanings),
});

/** The architecture choices of a multiplier. */
export const multiplierChoices = z.strictObject({
  partialProducts: oneOf("factors are multiplied by", {
    array: "a row of AND gates for each bit of one",
    booth: "a radix-4 Booth row for each two bits of one",
    multiples:
      "a row of 0, 1, 2 or 3 times one for each two bits of the other; 3 times is made once, beforehand",
    times: "Verilog's *, which the synthesis tool makes of gates or a DSP",
  }),
  ...reductionChoices.shape,
});

/** How the columns of a heap are added up. */
export type Reduction = Readonly<z.output<typeof reductionChoices>>;

/** The three parts of a multiplier; how each is made does not change the product. */
export type MultiplierArchitecture = Readonly<z.output<typeof multiplierChoices>>;

/** What is added up beside the partial products: nothing, or an addend of one row. */
interface Heap {
  readonly addend: boolean;
}

/** The choices that change nothing: `*` leaves one row, and two rows with an addend, to the final adder. */
export function idleInMultiplier(
  { partialProducts, adder }: MultiplierArchitecture,
  { addend }: Heap = { addend: false },
): (keyof MultiplierArchitecture)[] {
  if (partialProducts !== "times") return [];
  if (!addend) return ["tree", "counters", "adder"];
  // a final adder of gates is made of half adders where the counters are
  return adder === "plus" ? ["tree", "counters"] : ["tree"];
}

/** Widest factor, in bits, that counts as narrow; the best final adder differs. */
const narrow = 8;

/** Most fraction bits with which an array measured smaller than multiples: an adder for 3x costs more than it saves. */
const shortest = 3;

/** Most fraction bits for which another tree or final adder than of wide ones measured better in area × delay. */
const manyBits = 16;

/** What measured best for significands of posits with `bits` fraction bits. */
export function significandArchitecture(objective: Objective, bits: number): MultiplierArchitecture {
  switch (objective) {
    case "area":
      if (bits > narrow)
        return { partialProducts: "multiples", tree: "arrival", counters: "allHalves", adder: "ripple" };
      return {
        partialProducts: bits > shortest ? "multiples" : "array",
        tree: "wallace",
        counters: "halves",
        adder: "ripple",
      };
    case "balanced":
      if (bits <= narrow)
        return { partialProducts: "array", tree: "wallace", counters: "xor", adder: "sklansky" };
      if (bits > manyBits)
        return { partialProducts: "multiples", tree: "dadda", counters: "xor", adder: "sklansky" };
      // with an even number the integer part's digit is a row of its own
      return bits % 2 === 1
        ? { partialProducts: "multiples", tree: "arrival", counters: "xor", adder: "sklansky" }
        : { partialProducts: "multiples", tree: "dadda", counters: "xor", adder: "plus" };
    case "delay":
      return {
        partialProducts: bits <= narrow ? "array" : "booth",
        tree: "dadda",
        counters: "xor",
        adder: "sklansky",
      };
  }
}

/** Widest signed factor, in bits, for which Booth's rows measured smaller: they are as few, and need no multiple. */
const smallBooth = 12;

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
      return signed && bits <= smallBooth
        ? {
            partialProducts: "booth",
            tree: "dadda",
            counters: "xor",
            adder: isNarrow ? "brentKung" : "ripple",
          }
        : { partialProducts: "multiples", tree: "dadda", counters: "allHalves", adder: "ripple" };
    case "balanced":
      if (isNarrow) return { partialProducts: "array", tree: "dadda", counters: "halves", adder: "ripple" };
      return signed
        ? { partialProducts: "booth", tree: "dadda", counters: "xor", adder: "sklansky" }
        : { partialProducts: "multiples", tree: "dadda", counters: "halves", adder: "plus" };
    case "delay":
      return {
        partialProducts: "array",
        tree: "dadda",
        counters: "xor",
        adder: isNarrow ? "brentKung" : "plus",
      };
  }
}
