import type { FloatLayout } from "../blocks/float/layout.js";
import { packFloat } from "../blocks/float/pack.js";
import { addFloats, type FloatTerm } from "../blocks/float/sum.js";
import { unpackFloat, type UnpackedFloat } from "../blocks/float/unpack.js";
import { v, type Module } from "../hdl/index.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { floatSumCases } from "./cases/float-sum.js";
import {
  flushing,
  operandFormat,
  singleFormat,
  singleGolden,
  singleLayout,
  twoFloats,
} from "./shared/float-parameters.js";

export const floatAdd = defineOperator({
  name: "FloatAdd",
  summary: "floating-point adder, rounded to nearest even",
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
  computes: (p) => exactly(`x + y${flushing(p)}`),
  golden: (p) => {
    const format = singleGolden(p);
    return ({ x, y }) => ({ r: format.add(x, y) });
  },
  build(m, { x, y }, p) {
    const format = singleLayout(p);
    m.section("Sign, exponent and significand of the operands");
    const a = unpackFloat(m.scope("x"), x, format);
    const b = unpackFloat(m.scope("y"), y, format);
    const sum = addFloats(m, termOf(m.scope("x"), a, format), termOf(m.scope("y"), b, format), format);
    m.section("Infinities, of which unlike ones have no sum");
    const infinity = m.wire("operand_infinity", 1, v`${a.infinity} | ${b.infinity}`);
    const unlike = v`${a.infinity} & ${b.infinity} & (${a.sign} ^ ${b.sign})`;
    const own = v`${a.infinity} ? ${a.sign} : ${b.sign}`;
    return {
      r: packFloat(
        m,
        {
          ...sum,
          sign: m.wire("sign", 1, v`${infinity} ? (${own}) : ${sum.sign}`),
          infinity: format.infinities ? infinity : null,
          nan: v`${a.nan} | ${b.nan} | (${unlike})`,
        },
        format,
      ),
    };
  },
  cases: (p) => floatSumCases(operandFormat(p)),
});

function termOf(m: Module, operand: UnpackedFloat, { wE }: FloatLayout): FloatTerm {
  const { sign, significand } = operand;
  const exponent = m.wire("term_exponent", wE + 1, v`{1'b0, ${operand.exponent}}`);
  return { sign, exponent, significand, zero: null, leadingZeros: 0 };
}
