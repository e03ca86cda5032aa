import { z } from "zod";
import { mitchw } from "../../golden/mitchw.js";
import { mitchellProduct } from "../blocks/logarithm/mitchell.js";
import { addLowerOr } from "../blocks/adders/index.js";
import { v } from "../hdl/index.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { exactProduct } from "../../golden/exact-product.js";
import { significandCases } from "./cases/significands.js";
import {
  accumulatorBits,
  accumulatorFits,
  largestProducts,
  macGolden,
  macPorts,
  type MacShape,
} from "./shared/mac-ports.js";
import {
  compensationFits,
  compensationOf,
  mitchwDot,
  mitchwFits,
  mitchwFormerly,
  mitchwParameters,
} from "./shared/mitchw-parameters.js";
import {
  dotSum,
  goldenSum,
  macSumAlsoWritten,
  macSumFits,
  macSumParameters,
  orBits,
} from "./shared/mac-sum.js";
import { noiseBits } from "./cases/noise.js";
import { shiftersOf, shifterArchitecture } from "./shared/shifters.js";

/**
 * a plus Mitch-w's product of x and y, modulo 2^acc: the product is approximate, the addition exact.
 * With `sum=loa` the addition is a lower-part OR adder's, too.
 * Use it in inference: errors of products average out, errors of sums would not (M. S. Kim et al., TETC
 * 2021).
 */
export const mitchwMac = accumulating(
  defineOperator({
    name: "MitchwMac",
    summary: "multiply-add with Mitch-w's product and an exact, wrapping addition: r = a + x y",
    source:
      "M. S. Kim et al., The effects of approximate multiplication on convolutional neural networks, IEEE Trans. Emerging Topics in Computing, 2021",
    examples: [
      "n=8 w=6 sign=c1 acc=24",
      "n=4 w=3 sign=c2 acc=10",
      "n=16 w=6 sign=c1 acc=40",
      "n=4 w=3 sign=c2 acc=10 sum=loa k=5",
    ],
    formerly: mitchwFormerly,
    alsoWritten: macSumAlsoWritten,
    parameters: z
      .strictObject({ ...mitchwParameters, acc: accumulatorBits, ...macSumParameters })
      .refine(mitchwFits.holds, mitchwFits.blame)
      .refine(compensationFits.holds, compensationFits.blame)
      .refine(accumulatorFits.holds, accumulatorFits.blame)
      .refine(macSumFits.holds, macSumFits.blame),
    ports: ({ n, acc, sign }) => macPorts(n, acc, sign !== "unsigned"),
    computes: () => approximately("a + x·y"),
    golden: ({ n, w, sign, compensation, acc, ...p }) =>
      macGolden(n, acc, sign !== "unsigned", mitchw(n, w, sign, compensation), goldenSum({ n, acc, ...p })),
    exact: ({ n, sign, acc }) =>
      macGolden(n, acc, sign !== "unsigned", exactProduct(n, n, sign !== "unsigned")),
    /**
     * a = product: a carry is generated at every 1. a = ~product: every bit propagates. Then mixtures with
     * noise.
     */
    *cases({ n, w, sign, compensation, acc }) {
      const multiply = mitchw(n, w, sign, compensation);
      for (const [index, { x = 0n, y = 0n }] of [...significandCases(n, w)].entries()) {
        const product = multiply(x, y);
        const noise = noiseBits(index, acc);
        for (const a of [product, ~product, product ^ noise, product | noise, noise])
          yield { x, y, a: BigInt.asUintN(acc, a) };
      }
    },
    dot: (p) => ({ ...mitchwDot(p), sum: dotSum(p) }),
    architecture: shifterArchitecture,
    build(m, { x, y, a }, { n, w, sign, compensation, acc, architecture, ...p }) {
      const k = orBits({ n, acc, ...p });
      const { product, negative } = mitchellProduct(m, x, y, {
        sign,
        // an OR gate needs the product itself
        complement: k === null,
        kept: w,
        ...compensationOf({ w, compensation }),
        ...shiftersOf(architecture),
      });
      const above = acc - 2 * n;
      const extension = negative ? v`{${above}{${negative}}}` : v`${above}'b0`;
      if (k !== null) {
        const addend = m.wire("product", acc, v`{${extension}, ${product}}`);
        return { r: addLowerOr(m, "sum", addend, a, { k, adder: "plus" }) };
      }
      m.section("The exact addition; it makes a complement a negative");
      const addend = m.wire("product", acc, v`{${extension}, ${product}}`);
      const carry = negative !== null && sign === "c2" ? negative.all : v`0'b0`;
      return { r: m.wire("sum", acc, v`${addend} + ${a} + ${carry}`) };
    },
  }),
  {
    sums: ({ n, acc, sign }: MacShape & { sign: string }) =>
      longSums(acc, largestProducts(n, sign !== "unsigned")),
  },
);
