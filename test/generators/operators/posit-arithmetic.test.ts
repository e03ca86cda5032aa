import { describe, test } from "vitest";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("the RTL is the golden model, bit for bit: every operand", () => {
  test.each(
    designs(
      "PositAdd PositSub n=3 es=0,4",
      "PositAdd PositSub n=4 es=1",
      "PositMac n=3 es=1 product=exact,plam rounding=fused,discrete",
      "PositAdd PositSub n=3,5 es=1 tooFar=within",
      "PlamMult n=3,5 es=0,2 negation=operands,result regime=raw,chain,select",
      "PlamMult n=5 es=1 rs=2,3 negation=operands,result",
      "PlamDiv PositDiv n=4 es=0,2",
      "PositDiv n=6 es=1",
      "PositSqrt n=3,10 es=0,2",
      "PositSqrt n=5 es=3",
      "PlamSqrt PositDecode n=9 es=0,6",
      "PositEncode n=3 es=2 wScale=5 wFraction=4",
      "PositResize nx=3 esx=2 nr=5,16 esr=0",
      "PositCompare PositMinMax n=3,5 es=1",
      "PositToInt IntToPosit n=3,8 es=0,2 w=2,9",
      "IntToPosit n=6 es=1 lowest=number",
      "PositToFloat FloatToPosit n=8 es=0,2 wE=4 wF=3",
      "PositMult PlamMult PositAdd PositDiv n=5 es=1 rs=2,3",
      "PositDecode PositSqrt n=8 es=0,2,5 rs=2,3,6",
      "PositDecode n=9 es=2 rs=5 regime=chain,blocks,select",
      "PositDecode n=3,4,9,10 es=0,2 specials=masked,flagged regime=raw",
      "PositDecode n=10 es=2 specials=flagged regime=chain,blocks,select",
      "PositDecode n=7 es=1 rs=3 specials=flagged regime=raw,blocks",
      "PositToInt IntToPosit n=7 es=1 rs=4",
      "PositFpu n=3 es=0",
      "PositResize nx=8 esx=1 rsx=3 nr=6 esr=2 rsr=4",
    ),
  )("%s", expectEveryOperand);
});
