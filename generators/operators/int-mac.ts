import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  chooseReduction,
  multiplierChoices,
} from "../blocks/multiply/index.js";
import { addLowerOr } from "../blocks/adders/index.js";
import { signExtend } from "../blocks/sign-extend.js";
import { v } from "../hdl/index.js";
import { lowerOrCases } from "./cases/lower-or.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { yesNo } from "../contract/parameter.js";
import { approximately, defineOperator } from "../contract/operator.js";
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
import {
  goldenMacProduct,
  isExactProduct,
  macProductFault,
  macProductParameters,
} from "./shared/mac-product.js";
import { buildProduct, buildSum } from "./shared/build-mac-product.js";
import { productCases } from "./cases/product-cases.js";
import { integerWidth } from "./shared/parameters.js";

/**
 * a + x·y modulo 2^acc, in one compressor tree with one final addition. Use it in an integer dot product or
 * filter.
 * With `product=` the product is approximate, as that of OrMult, TruncMult, BrokenArrayMult or SsmMult.
 * With `sum=loa` the product is added to a by a lower-part OR adder, which is smaller and wrong in the lower k bits.
 * With log₂ of the number of products as guard bits above 2n, no sum wraps around.
 */
export const intMac = accumulating(
  defineOperator({
    name: "IntMac",
    summary: "integer multiply-add, exact, wrapping around: r = a + x y",
    source: "as defined here: r = (a + x y) modulo 2^acc",
    examples: [
      "n=8 acc=24 signed=true",
      "n=4 acc=10",
      "n=16 acc=40 signed=true",
      "n=4 acc=10 sum=loa k=5",
      "n=4 acc=9 product=or t=3",
      "n=4 acc=9 product=truncated t=3 correction=constant",
      "n=4 acc=10 product=segments m=3",
    ],
    alsoWritten: macSumAlsoWritten,
    parameters: z
      .strictObject({
        n: integerWidth,
        acc: accumulatorBits,
        signed: yesNo(
          "operands, addend and sum are two's complement",
          "operands, addend and sum are unsigned",
        ).default(true),
        ...macProductParameters,
        ...macSumParameters,
      })
      .refine(accumulatorFits.holds, accumulatorFits.blame)
      .refine(macSumFits.holds, macSumFits.blame)
      .superRefine((p, context) => {
        const fault = macProductFault(p);
        if (fault) context.addIssue({ code: "custom", path: [fault.path], message: fault.error });
      }),
    ports: ({ n, acc, signed }) => macPorts(n, acc, signed),
    computes: (p) => (isExactProduct(p) ? ofSum(p, "a + x·y") : approximately("a + x·y")),
    golden: ({ acc, ...p }) => macGolden(p.n, acc, p.signed, goldenMacProduct(p), goldenSum({ acc, ...p })),
    exact: ({ n, acc, signed, ...p }) =>
      orBits({ n, acc, ...p }) === null && isExactProduct({ n, signed, ...p })
        ? undefined
        : macGolden(n, acc, signed, exactProduct(n, n, signed)),
    dot: (p) => ({
      operands: { kind: "integer", bits: p.n, signed: p.signed },
      product: isExactProduct(p) ? { kind: "exact" } : "golden",
      roundsProduct: false,
      sum: dotSum(p),
    }),
    architecture: {
      choices: multiplierChoices,
      choose: (objective, p) =>
        isExactProduct(p)
          ? chooseArchitecture(objective, p.n, p.signed)
          : { partialProducts: "array" as const, ...chooseReduction(objective, p.n) },
      idle: (p, architecture) => {
        // the other products are of an array's rows
        if (!isExactProduct(p)) return ["partialProducts"];
        if (orBits(p) === null) return idleInMultiplier(architecture, { addend: true });
        // the sum has the final adder, too
        return idleInMultiplier(architecture).filter((name) => name !== "adder");
      },
    },
    build(m, { x, y, a }, p) {
      const k = orBits(p);
      const sum = k === null ? buildSum(m, x, y, a, p) : null;
      if (sum !== null) return { r: sum };
      const product = buildProduct(m, x, y, p);
      const zeros = v`${a.width - product.width}'b0`;
      const extended = p.signed ? signExtend(product, a.width) : v`{${zeros}, ${product}}`;
      const addend = m.wire("addend", a.width, extended);
      if (k !== null) return { r: addLowerOr(m, "sum", addend, a, { k, adder: p.architecture.adder }) };
      m.section("The exact addition");
      return { r: m.wire("sum", a.width, v`${addend} + ${a}`) };
    },
    cases: (p) => [
      ...(orBits(p) === null ? [] : lowerOrCases(p)),
      ...(isExactProduct(p) ? [] : productCases(p)),
    ],
  }),
  { sums: ({ n, acc, signed }: MacShape & { signed: boolean }) => longSums(acc, largestProducts(n, signed)) },
);
