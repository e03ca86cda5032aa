import { alignedProduct, normalProduct } from "../blocks/float/product.js";
import { packFloat } from "../blocks/float/pack.js";
import { unpackFloat } from "../blocks/float/unpack.js";
import {
  chooseArchitecture,
  idleInMultiplier,
  multiplierChoices,
  multiply,
} from "../blocks/multiply/index.js";
import { v } from "../hdl/index.js";
import { defineOperator, exactly } from "../contract/operator.js";
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
} from "./shared/float-parameters.js";

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
  ],
  parameters: singleFormat,
  ports: twoFloats,
  computes: (p) => exactly(`x·y${flushing(p)}`),
  golden: (p) => {
    const format = singleGolden(p);
    return ({ x, y }) => ({ r: format.multiply(x, y) });
  },
  // Kernels of matrices do not saturate.
  dot: (p) =>
    p.overflow === "saturate"
      ? undefined
      : {
          operands: dotFormat(writtenFormat(p), p.subnormals),
          product: { kind: "exact" },
          roundsProduct: true,
        },
  architecture: {
    choices: multiplierChoices,
    choose: (objective, p) => chooseArchitecture(objective, 1 + singleLayout(p).wF),
    idle: (_, architecture) => idleInMultiplier(architecture),
  },
  build(m, { x, y }, { architecture, ...p }) {
    const format = singleLayout(p);
    const { wF } = format;
    m.section("Sign, exponent and significand of the operands");
    const a = unpackFloat(m.scope("x"), x, format);
    const b = unpackFloat(m.scope("y"), y, format);

    const product = multiply(m, "product", a.significand, b.significand, { signed: false, architecture });
    m.section("The exponent of the product, whose significand is in [1, 4)");
    const place = format.subnormals ? alignedProduct : normalProduct;
    const { base, bits, sticky } = place(m.scope("product"), a, b, product, format);

    m.section("Normalise: down by one place from [2, 4)");
    const top = bits.width - 1;
    const twice = m.wire("twice", 1, bits.msb);
    const one = m.wire("field_one", base.width, v`${base} + 1'b1`);
    const two = m.wire("field_two", base.width, v`${base} + 2'd2`);
    const leading = m.wire("leading", 1, format.subnormals ? v`${twice} | ${bits.bit(top - 1)}` : v`1'b1`);
    const field = m.wire("field", base.width, v`(${twice} ? ${two} : ${one}) & {${base.width}{${leading}}}`);
    const fraction = v`${twice} ? ${bits.bits(top - 1, top - wF)} : ${bits.bits(top - 2, top - wF - 1)}`;
    const rest = bits.bits(top - wF - 3, 0);
    return {
      r: packFloat(
        m,
        {
          sign: m.wire("sign", 1, v`${a.sign} ^ ${b.sign}`),
          field,
          fraction: m.wire("fraction", wF, fraction),
          guard: m.wire("guard", 1, v`${twice} ? ${bits.bit(top - wF - 1)} : ${bits.bit(top - wF - 2)}`),
          sticky: m.wire(
            "sticky",
            1,
            v`(${twice} & ${bits.bit(top - wF - 2)}) | ${sticky ?? v`1'b0`} | (|${rest})`,
          ),
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
