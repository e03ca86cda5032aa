import { z } from "zod";
import { packFloat } from "../blocks/float/pack.js";
import type { FloatLayout } from "../blocks/float/layout.js";
import {
  addendTerm,
  logarithmScale,
  logarithmTerm,
  MacScale,
  productTerm,
} from "../blocks/float/mac-terms.js";
import { addFloats, type FloatTerm } from "../blocks/float/sum.js";
import { unpackFloat, type UnpackedFloat } from "../blocks/float/unpack.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  type MultiplierArchitecture,
  multiplierChoices,
  multiply,
} from "../blocks/multiply/index.js";
import { v, type Module } from "../hdl/index.js";
import { accumulating } from "./shared/accumulating.js";
import { defineOperator, input, output } from "../contract/operator.js";
import { floatMacCases } from "./cases/float-mac.js";
import { sumsLeadingTo } from "./cases/loads.js";
import { floatCaseFormat } from "./cases/case-format.js";
import {
  dotFormat,
  exponentBits,
  flushing,
  formatName,
  fractionBits,
  goldenFormat,
  layoutOf,
  oneFormat,
  overflow,
  overflowFits,
  subnormals,
  writtenFormat,
  type Subnormals,
  type WrittenFormat,
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
  type FloatProduct,
} from "./shared/float-products.js";

const factors = "the factors' format";
const accumulator = "the accumulator's format";

const accumulatorParameters = {
  acc: formatName(accumulator),
  wEa: exponentBits(accumulator),
  wFa: fractionBits(accumulator),
};
const accumulatorFormat = ({ acc, wEa, wFa }: Accumulator): WrittenFormat => ({
  name: acc,
  wE: wEa,
  wF: wFa,
});
type Accumulator = {
  readonly [Key in keyof typeof accumulatorParameters]?: z.output<(typeof accumulatorParameters)[Key]>;
};

const fits = overflowFits(accumulatorFormat);

/** Fraction bits of a factor. */
const factorBits = (p: Parameters<typeof writtenFormat>[0] & { readonly subnormals: Subnormals }): number =>
  layoutOf(writtenFormat(p), p.subnormals).wF;

const formats = z
  .strictObject({
    format: formatName(factors),
    wE: exponentBits(factors),
    wF: fractionBits(factors),
    ...accumulatorParameters,
    subnormals,
    overflow,
    ...floatProductParameters,
  })
  .refine((p) => oneFormat(writtenFormat(p)), {
    error: "the factors' format is given as format=bfloat16 (or another name) or as wE=8 wF=7",
  })
  .refine((p) => oneFormat(accumulatorFormat(p)), {
    error: "the accumulator's format is given as acc=binary32 (or another name) or as wEa=8 wFa=23",
  })
  .refine(fits.holds, fits.blame);

const parameters = floatProductFits((p: z.output<typeof formats>) => factorBits(p)).reduce(
  (schema, { holds, blame }) => schema.refine(holds, blame),
  formats,
);

/**
 * The sum is exact before it is rounded, for all formats. A product beyond the accumulator's range is not
 * rounded either.
 *
 * With twice the factors' significand bits in the accumulator, as binary32 has for bfloat16, a product in
 * range is one of its numbers. Fused then equals multiplying exactly and adding.
 */
export const floatMac = accumulating(
  defineOperator({
    name: "FloatMac",
    summary: "floating-point multiply-add a + x*y, fused: the exact sum, rounded once",
    source:
      "IEEE 754-2019, §5.4.1 (fusedMultiplyAdd, formatOf); OCP 8-bit Floating Point Specification (OFP8) 1.0",
    examples: [
      "format=bfloat16 acc=binary32",
      "wE=2 wF=2 wEa=3 wFa=3 subnormals=keep",
      "format=e4m3 acc=binary32",
      "format=bfloat16 acc=bfloat16",
      "format=e5m2 acc=e4m3",
      "format=bfloat16 acc=binary32 product=mitchell w=6",
      "format=bfloat16 acc=binary32 product=lmul",
      "wE=2 wF=4 wEa=3 wFa=4 subnormals=keep product=mitchell w=5 compensation=both",
    ],
    parameters,
    ports: (p) => {
      const format = goldenFormat(writtenFormat(p), p.subnormals);
      const sum = goldenFormat(accumulatorFormat(p), p.subnormals);
      const result = goldenFormat(accumulatorFormat(p), p.subnormals, p.overflow);
      return { x: input(format), y: input(format), a: input(sum), r: output(result) };
    },
    computes: (p) => ofProduct(p, `a + x·y${flushing(p)}`),
    golden: (p) => {
      const format = goldenFormat(writtenFormat(p), p.subnormals);
      const sum = goldenFormat(accumulatorFormat(p), p.subnormals, p.overflow);
      const product = goldenProduct(p, format.wF);
      return ({ x, y, a }) => ({ r: sum.multiplyAdd(format, x, y, a, product) });
    },
    exact: (p) => {
      if (isExactProduct(p)) return undefined;
      const format = goldenFormat(writtenFormat(p), p.subnormals);
      const sum = goldenFormat(accumulatorFormat(p), p.subnormals, p.overflow);
      return ({ x, y, a }) => ({ r: sum.multiplyAdd(format, x, y, a) });
    },
    dot: (p) =>
      p.overflow === "saturate"
        ? saturatingDot
        : {
            operands: dotFormat(writtenFormat(p), p.subnormals),
            product: dotProduct(p, factorBits(p)),
            roundsProduct: false,
            sum: { kind: "rounded", format: dotFormat(accumulatorFormat(p), p.subnormals) },
          },
    architecture: {
      choices: multiplierChoices,
      choose: (objective, p) => chooseArchitecture(objective, 1 + factorBits(p)),
      idle: (p, architecture) =>
        isExactProduct(p) ? idleInMultiplier(architecture) : Object.keys(architecture),
    },
    build(m, { x, y, a }, { architecture, ...p }) {
      const format = layoutOf(writtenFormat(p), p.subnormals);
      const sumFormat = layoutOf(accumulatorFormat(p), p.subnormals, p.overflow);
      m.section("Sign, exponent and significand of factors and addend");
      const fx = unpackFloat(m.scope("x"), x, format);
      const fy = unpackFloat(m.scope("y"), y, format);
      const fa = unpackFloat(m.scope("a"), a, sumFormat);

      const { addend, term } = terms(m, [fx, fy, fa], { format, sumFormat, architecture }, p);
      const sum = addFloats(m, addend, term, sumFormat);

      m.section("Infinities: times zero, or less another one, they are NaN");
      const infinity = m.wire("product_infinity", 1, v`${fx.infinity} | ${fy.infinity}`);
      const invalid = v`(${fx.infinity} & ${fy.zero}) | (${fy.infinity} & ${fx.zero})`;
      const unlike = v`${infinity} & ${fa.infinity} & (${term.sign} ^ ${fa.sign})`;
      return {
        r: packFloat(
          m,
          {
            ...sum,
            sign: m.wire(
              "sign",
              1,
              v`${infinity} ? ${term.sign} : (${fa.infinity} ? ${fa.sign} : ${sum.sign})`,
            ),
            infinity: format.infinities || sumFormat.infinities ? v`${infinity} | ${fa.infinity}` : null,
            nan: v`${fx.nan} | ${fy.nan} | ${fa.nan} | ${invalid} | (${unlike})`,
          },
          sumFormat,
        ),
      };
    },
    cases: (p) =>
      floatMacCases(
        goldenFormat(writtenFormat(p), p.subnormals),
        goldenFormat(accumulatorFormat(p), p.subnormals),
      ),
  }),
  {
    sums(p: z.output<typeof parameters>, cases) {
      const format = goldenFormat(writtenFormat(p), p.subnormals);
      const sum = goldenFormat(accumulatorFormat(p), p.subnormals);
      const valueOf = (a: bigint) => {
        const datum = sum.datum(a);
        return datum.kind === "finite" ? datum.value : null;
      };
      return sumsLeadingTo(floatCaseFormat(format), cases, valueOf, mostSums);
    },
  },
);

/** Addend and product as terms of a sum. */
function terms(
  m: Module,
  [x, y, a]: readonly [UnpackedFloat, UnpackedFloat, UnpackedFloat],
  { format, sumFormat, architecture }: Datapath,
  p: FloatProduct,
): { readonly addend: FloatTerm; readonly term: FloatTerm } {
  const logarithms = logarithmsOf(p, format.wF);
  if (logarithms === null) {
    const product = multiply(m, "product", x.significand, y.significand, { signed: false, architecture });
    const scale = new MacScale(format, sumFormat);
    const addend = addendTerm(m.scope("a"), a, scale);
    return { addend, term: productTerm(m.scope("product"), x, y, product, scale) };
  }
  const scale = logarithmScale(format, sumFormat);
  return {
    addend: addendTerm(m.scope("a"), a, scale),
    term: logarithmTerm(m, x, y, logarithms, { scale, format }),
  };
}

interface Datapath {
  readonly format: FloatLayout;
  readonly sumFormat: FloatLayout;
  readonly architecture: MultiplierArchitecture;
}

/** Most cases that also run as sums. */
const mostSums = 1500;
