import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  multiplierChoices,
  multiply,
  multiplyAdd,
} from "../blocks/multiply/index.js";
import { addLowerOr } from "../blocks/adders/index.js";
import { signExtend } from "../blocks/sign-extend.js";
import { v } from "../hdl/index.js";
import { lowerOrCases } from "./cases/lower-or.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { yesNo } from "../contract/parameter.js";
import { defineOperator } from "../contract/operator.js";
import {
  accumulatorBits,
  accumulatorFits,
  largestProducts,
  macGolden,
  macPorts,
  type MacShape,
} from "./shared/mac-ports.js";
import {
  dotSum,
  goldenSum,
  macSumAlsoWritten,
  macSumFits,
  macSumParameters,
  ofSum,
  orBits,
} from "./shared/mac-sum.js";
import { integerWidth } from "./shared/parameters.js";

/**
 * a + x·y modulo 2^acc, in one compressor tree with one final addition. Use it in an integer dot product or
 * filter.
 * With `sum=loa` the product is added to a by a lower-part OR adder, which is smaller and wrong in the lower k bits.
 * With log₂ of the number of products as guard bits above 2n, no sum wraps around.
 */
export const intMac = accumulating(
  defineOperator({
    name: "IntMac",
    summary: "integer multiply-add, exact, wrapping around: r = a + x y",
    source: "as defined here: r = (a + x y) modulo 2^acc",
    examples: ["n=8 acc=24 signed=true", "n=4 acc=10", "n=16 acc=40 signed=true", "n=4 acc=10 sum=loa k=5"],
    alsoWritten: macSumAlsoWritten,
    parameters: z
      .strictObject({
        n: integerWidth,
        acc: accumulatorBits,
        signed: yesNo(
          "operands, addend and sum are two's complement",
          "operands, addend and sum are unsigned",
        ).default(true),
        ...macSumParameters,
      })
      .refine(accumulatorFits.holds, accumulatorFits.blame)
      .refine(macSumFits.holds, macSumFits.blame),
    ports: ({ n, acc, signed }) => macPorts(n, acc, signed),
    computes: (p) => ofSum(p, "a + x·y"),
    golden: ({ n, acc, signed, ...p }) =>
      macGolden(n, acc, signed, exactProduct(n, n, signed), goldenSum({ n, acc, ...p })),
    exact: ({ n, acc, signed, ...p }) =>
      orBits({ n, acc, ...p }) === null ? undefined : macGolden(n, acc, signed, exactProduct(n, n, signed)),
    dot: ({ signed, ...p }) => ({
      operands: { kind: "integer", bits: p.n, signed },
      product: { kind: "exact" },
      roundsProduct: false,
      sum: dotSum(p),
    }),
    architecture: {
      choices: multiplierChoices,
      choose: (objective, { n, signed }) => chooseArchitecture(objective, n, signed),
      idle: (p, architecture) => {
        if (orBits(p) === null) return idleInMultiplier(architecture, { addend: true });
        // the sum has the final adder, too
        return idleInMultiplier(architecture).filter((name) => name !== "adder");
      },
    },
    build(m, { x, y, a }, { signed, architecture, ...p }) {
      const k = orBits(p);
      if (k === null) return { r: multiplyAdd(m, "sum", x, y, a, { signed, architecture }) };
      const product = multiply(m, "product", x, y, { signed, architecture });
      const zeros = v`${a.width - product.width}'b0`;
      const addend = m.wire(
        "addend",
        a.width,
        signed ? signExtend(product, a.width) : v`{${zeros}, ${product}}`,
      );
      return { r: addLowerOr(m, "sum", addend, a, { k, adder: architecture.adder }) };
    },
    cases: (p) => (orBits(p) === null ? [] : lowerOrCases(p)),
  }),
  { sums: ({ n, acc, signed }: MacShape & { signed: boolean }) => longSums(acc, largestProducts(n, signed)) },
);
