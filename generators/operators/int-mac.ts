import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  multiplierChoices,
  multiplyAdd,
} from "../blocks/multiply/index.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { yesNo } from "../contract/parameter.js";
import { defineOperator, exactly } from "../contract/operator.js";
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
        signed: yesNo(
          "operands, addend and sum are two's complement",
          "operands, addend and sum are unsigned",
        ).default(true),
      })
      .refine(accumulatorFits.holds, accumulatorFits.blame),
    ports: ({ n, acc, signed }) => macPorts(n, acc, signed),
    computes: () => exactly("a + x·y"),
    golden: ({ n, acc, signed }) => macGolden(n, acc, signed, exactProduct(n, n, signed)),
    dot: ({ n, acc, signed }) => ({
      operands: { kind: "integer", bits: n, signed },
      product: { kind: "exact" },
      roundsProduct: false,
      sum: { kind: "exact", bits: acc },
    }),
    architecture: {
      choices: multiplierChoices,
      choose: (objective, { n, signed }) => chooseArchitecture(objective, n, signed),
      idle: (_, architecture) => idleInMultiplier(architecture, { addend: true }),
    },
    build(m, { x, y, a }, { signed, architecture }) {
      return { r: multiplyAdd(m, "sum", x, y, a, { signed, architecture }) };
    },
  }),
  { sums: ({ n, acc, signed }: MacShape & { signed: boolean }) => longSums(acc, largestProducts(n, signed)) },
);
