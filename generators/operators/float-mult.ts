import type { z } from "zod";
import { logarithmProduct } from "../blocks/float/logarithm-product.js";
import { packFloat } from "../blocks/float/pack.js";
import { exactProduct } from "../blocks/float/product.js";
import { unpackFloat } from "../blocks/float/unpack.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  multiplierChoices,
  multiply,
} from "../blocks/multiply/index.js";
import { v } from "../hdl/index.js";
import { defineOperator } from "../contract/operator.js";
import { floatProductCases } from "./cases/float-product.js";
import {
  dotFormat,
  flushing,
  writtenFormat,
  operandFormat,
  singleFormat,
  singleGolden,
  singleLayout,
  twoFloats,
  saturatingDot,
} from "./shared/float-parameters.js";
import {
  dotProduct,
  floatProductFits,
  floatProductParameters,
  goldenProduct,
  isExactProduct,
  logarithmsOf,
  ofProduct,
} from "./shared/float-products.js";

const parameters = floatProductFits((p: z.output<typeof singleFormat>) => singleLayout(p).wF).reduce(
  (schema, { holds, blame }) => schema.refine(holds, blame),
  singleFormat.safeExtend(floatProductParameters),
);

/**
 * The product, rounded once. With `product=mitchell` or `lmul` a sum of logarithms takes the multiplier's place: zeros, infinities
 * and NaN stay as they are, and only subnormal results are rounded, as no other has too many bits.
 */
export const floatMult = defineOperator({
  name: "FloatMult",
  summary: "floating-point multiplier, rounded to nearest even",
  source: "IEEE 754-2019, §5.4.1; OCP 8-bit Floating Point Specification (OFP8) 1.0 for e4m3 and e5m2",
  examples: [
    "format=bfloat16",
    "format=e4m3 subnormals=keep",
    "format=binary32",
    "format=e4m3 overflow=saturate",
    "wE=6 wF=9",
    "format=bfloat16 product=mitchell w=6",
    "format=bfloat16 product=lmul",
    "wE=3 wF=4 subnormals=keep product=mitchell w=5 compensation=both",
  ],
  parameters,
  ports: twoFloats,
  computes: (p) => ofProduct(p, `x·y${flushing(p)}`),
  golden: (p) => {
    const format = singleGolden(p);
    const product = goldenProduct(p, format.wF);
    return ({ x, y }) => ({ r: format.multiply(x, y, product) });
  },
  exact: (p) => {
    if (isExactProduct(p)) return undefined;
    const format = singleGolden(p);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  dot: (p) =>
    p.overflow === "saturate"
      ? saturatingDot
      : {
          operands: dotFormat(writtenFormat(p), p.subnormals),
          product: dotProduct(p, singleLayout(p).wF),
          roundsProduct: true,
        },
  architecture: {
    choices: multiplierChoices,
    choose: (objective, p) => chooseArchitecture(objective, 1 + singleLayout(p).wF),
    idle: (p, architecture) =>
      isExactProduct(p) ? idleInMultiplier(architecture) : Object.keys(architecture),
  },
  build(m, { x, y }, { architecture, ...p }) {
    const format = singleLayout(p);
    m.section("Sign, exponent and significand of the operands");
    const a = unpackFloat(m.scope("x"), x, format);
    const b = unpackFloat(m.scope("y"), y, format);

    const logarithms = logarithmsOf(p, format.wF);
    const number =
      logarithms === null
        ? exactProduct(
            m,
            a,
            b,
            multiply(m, "product", a.significand, b.significand, { signed: false, architecture }),
            format,
          )
        : logarithmProduct(m, a, b, logarithms, format);
    return {
      r: packFloat(
        m,
        {
          ...number,
          zero: v`${a.zero} | ${b.zero}`,
          infinity: format.infinities ? v`${a.infinity} | ${b.infinity}` : null,
          nan: v`${a.nan} | ${b.nan} | (${a.infinity} & ${b.zero}) | (${b.infinity} & ${a.zero})`,
        },
        format,
      ),
    };
  },
  cases: (p) => floatProductCases(operandFormat(p)),
});
