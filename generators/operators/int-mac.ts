import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import { chooseArchitecture, multiplierChoices, multiplyAdd } from "../blocks/multiply/index.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { defineOperator } from "../contract/operator.js";
import {
  accumulatorBits,
  accumulatorFits,
  largestProducts,
  macGolden,
  macPorts,
  type MacShape,
} from "./shared/mac-ports.js";
import { integerWidth } from "./shared/parameters.js";

/**
 * a + x·y modulo 2^acc, in one compressor tree with one final addition. Use it in an integer dot product or
 * filter.
 * With log₂ of the number of products as guard bits above 2n, no sum wraps around.
 */
export const intMac = accumulating(
  defineOperator({
    name: "IntMac",
    summary: "integer multiply-add, exact, wrapping around: r = a + x y",
    source: "as defined here: r = (a + x y) modulo 2^acc",
    examples: ["n=8 acc=24 signed=true", "n=4 acc=10", "n=16 acc=40 signed=true"],
    parameters: z
      .strictObject({
        n: integerWidth,
        acc: accumulatorBits,
        signed: z.boolean().default(true).describe("operands, addend and sum are two's complement"),
      })
      .refine(accumulatorFits.holds, accumulatorFits.blame),
    ports: ({ n, acc, signed }) => macPorts(n, acc, signed),
    golden: ({ n, acc, signed }) => macGolden(n, acc, signed, exactProduct(n, n, signed)),
    architecture: {
      choices: multiplierChoices,
      choose: (objective, { n, signed }) => chooseArchitecture(objective, n, signed),
    },
    build(m, { x, y, a }, { signed, architecture }) {
      return { r: multiplyAdd(m, "sum", x, y, a, { signed, architecture }) };
    },
  }),
  { sums: ({ n, acc, signed }: MacShape & { signed: boolean }) => longSums(acc, largestProducts(n, signed)) },
);
