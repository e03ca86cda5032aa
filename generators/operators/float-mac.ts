import { z } from "zod";
import { biasOf, type FloatLayout } from "../blocks/float-layout.js";
import { packFloat } from "../blocks/float-pack.js";
import { addFloats, type FloatTerm } from "../blocks/float-sum.js";
import { unpackFloat, type UnpackedFloat } from "../blocks/float-unpack.js";
import { bitsFor } from "../blocks/widths.js";
import { chooseArchitecture, multiply } from "../blocks/multiply/index.js";
import { v, type Module, type Signal } from "../hdl/index.js";
import { defineOperator, input, output } from "../operator.js";
import { macCases } from "./float-cases.js";
import {
  exponentBits,
  formatName,
  fractionBits,
  goldenFormat,
  layoutOf,
  oneFormat,
  subnormals,
  writtenFormat,
  type WrittenFormat,
} from "./float-parameters.js";

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

const parameters = z
  .strictObject({
    format: formatName(factors),
    wE: exponentBits(factors),
    wF: fractionBits(factors),
    ...accumulatorParameters,
    subnormals,
  })
  .refine((p) => oneFormat(writtenFormat(p)), {
    error: "the factors' format is given as format=bfloat16 (or another name) or as wE=8 wF=7",
  })
  .refine((p) => oneFormat(accumulatorFormat(p)), {
    error: "the accumulator's format is given as acc=binary32 (or another name) or as wEa=8 wFa=23",
  });

export const floatMac = defineOperator({
  name: "FloatMac",
  summary: "floating-point multiply-add a + x*y, fused: the exact sum, rounded once",
  source:
    "IEEE 754-2019, §5.4.1 (fusedMultiplyAdd, formatOf); OCP 8-bit Floating Point Specification (OFP8) 1.0",
  examples: [
    "format=bfloat16 acc=binary32",
    "wE=2 wF=2 wEa=3 wFa=3 subnormals=keep",
    "format=e4m3 acc=binary32",
    "format=bfloat16 acc=bfloat16",
  ],
  parameters,
  ports: (p) => {
    const format = goldenFormat(writtenFormat(p), p.subnormals);
    const sum = goldenFormat(accumulatorFormat(p), p.subnormals);
    return { x: input(format), y: input(format), a: input(sum), r: output(sum) };
  },
  golden: (p) => {
    const format = goldenFormat(writtenFormat(p), p.subnormals);
    const sum = goldenFormat(accumulatorFormat(p), p.subnormals);
    return ({ x, y, a }) => ({ r: sum.multiplyAdd(format, x, y, a) });
  },
  build(m, { x, y, a }, { objective, ...p }) {
    const format = layoutOf(writtenFormat(p), p.subnormals);
    const sumFormat = layoutOf(accumulatorFormat(p), p.subnormals);
    m.section("Sign, exponent and significand of factors and addend");
    const fx = unpackFloat(m.scope("x"), x, format);
    const fy = unpackFloat(m.scope("y"), y, format);
    const fa = unpackFloat(m.scope("a"), a, sumFormat);

    const architecture = chooseArchitecture(objective, 1 + format.wF);
    const product = multiply(m, "product", fx.significand, fy.significand, { signed: false, architecture });
    const scale = new Scale(format, sumFormat);
    const addend: FloatTerm = {
      sign: fa.sign,
      exponent: m.wire("a_term_exponent", scale.width, v`{${scale.width - sumFormat.wE}'b0, ${fa.exponent}}`),
      significand: fa.significand,
      zero: null,
      leadingZeros: 0,
    };
    const term = productTerm(m.scope("product"), fx, fy, product, scale);
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
          infinity: v`${infinity} | ${fa.infinity}`,
          nan: v`${fx.nan} | ${fy.nan} | ${fa.nan} | ${invalid} | (${unlike})`,
        },
        sumFormat,
      ),
    };
  },
  cases: (p) =>
    macCases(goldenFormat(writtenFormat(p), p.subnormals), goldenFormat(accumulatorFormat(p), p.subnormals)),
});

/** The exponents of products and addends, in the accumulator's bias, as two's complement of one width. */
class Scale {
  /** A product's exponent, of the bit worth 2, is the sum of the factors' fields and this. */
  readonly offset: number;
  readonly width: number;
  /** How many zeros may lead in a product that is not the lesser term. */
  readonly leadingZeros: number;

  constructor(factors: FloatLayout, sum: FloatLayout) {
    this.offset = biasOf(sum) - 2 * biasOf(factors) + 1;
    const most = Math.max(2 ** (factors.wE + 1) - 2 + this.offset, 2 ** sum.wE - 1);
    this.width = 1 + bitsFor(Math.max(most, Math.max(0, -this.offset) - 1));
    // A product of two subnormal numbers is the lesser term if its exponent is below the accumulator's lowest.
    const bothMatter = 2 + this.offset >= 1;
    const subnormalZeros = bothMatter ? 2 * factors.wF : factors.wF;
    this.leadingZeros = 1 + (factors.subnormals ? subnormalZeros : 0);
  }
}

/** The product, exactly as it is, in [0, 4): so with a leading zero, or more where a factor is subnormal. */
function productTerm(
  m: Module,
  x: UnpackedFloat,
  y: UnpackedFloat,
  significand: Signal,
  { offset, width, leadingZeros }: Scale,
): FloatTerm {
  const wide = ({ exponent }: UnpackedFloat) => v`{${width - exponent.width}'b0, ${exponent}}`;
  const constant = BigInt.asUintN(width, BigInt(offset));
  return {
    sign: m.wire("sign", 1, v`${x.sign} ^ ${y.sign}`),
    exponent: m.wire("exponent", width, v`${wide(x)} + ${wide(y)} + ${width}'d${constant}`),
    significand,
    zero: m.wire("zero", 1, v`${x.zero} | ${y.zero}`),
    leadingZeros,
  };
}
