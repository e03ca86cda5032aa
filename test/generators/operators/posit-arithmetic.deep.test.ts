import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("the RTL is the golden model, bit for bit: every operand", () => {
  test.each(
    designs(
      "PositAdd PositSub n=5 es=0,2",
      "PositAdd PositSub n=6 es=0..4",
      "PositAdd PositSub n=8 es=2",
      "PositAdd PositSub n=4,6 es=0..2 regime=chain,blocks,select,raw leadingOne=chain,blocks,select,anticipated",
      "PositAdd PositSub n=4,6 es=0..2 tooFar=within",
      "PositAdd n=6 es=0..3 rs=2,3 tooFar=within",
      "PositSub n=9 es=0",
      "PlamMult n=4,6 es=0..4 negation=operands,result regime=raw,chain,blocks,select",
      "PlamMult n=8 es=0..2 negation=operands,result",
      "PlamMult n=6 es=0..2 rs=2..4 negation=operands,result",
      "PositMac n=4 es=0 product=exact,plam",
      "PositMac n=5 es=2 product=exact,plam",
      "PositMac n=5 es=1 product=exact,plam rounding=discrete",
      "PositMac n=4 es=0..2 rounding=fused,discrete tooFar=within",
      "PositMac n=4 es=0..2 rounding=discrete leadingOne=chain,blocks,select,anticipated",
      "PlamDiv n=5 es=0,2",
      "PlamDiv n=8 es=2",
      "PositDiv n=8 es=2",
      "PositSqrt n=3..8 es=0..6",
      "PositSqrt PlamSqrt PositDecode n=16 es=2",
      "PositEncode n=5 es=2 wScale=5 wFraction=4",
      "PositResize nx=8 esx=2 nr=5,16 esr=0",
      "PositToFloat n=16 es=2 wE=5 wF=10",
      "PositMult PlamMult PositAdd PositSub PositDiv PlamDiv n=6 es=0..4 rs=2..4",
      "PositMac n=5 es=0,1,3 rs=2,3 product=exact,plam rounding=fused,discrete",
      "PositDecode PositSqrt PlamSqrt PositToInt IntToPosit n=4..9 es=0..6 rs=2..7",
      "PositEncode n=5 es=0..2 rs=2,3 wScale=5 wFraction=4",
      "PositToFloat FloatToPosit n=8 es=1,2 rs=2..6 wE=4 wF=3",
      "PositFpu n=4 es=0..3",
      "PositFpu n=5 es=0,1 rs=2,4",
      "PositCompare PositMinMax n=6 es=1 rs=3",
    ),
  )("%s", expectEveryOperand);
});

describe("the RTL is the golden model, bit for bit: corners, cases and a biased sample", () => {
  test.each(
    designs(
      "PositAdd n=16 es=1",
      "PositSub n=32 es=2",
      "PositAdd n=24,32,64 es=2 tooFar=within",
      "PlamMult n=16,32,64 es=2 negation=operands,result regime=raw,blocks",
      "PositMac n=16 es=2",
      "PlamDiv n=32 es=2",
      "PlamSqrt n=64 es=2",
      "PositSqrt PositDiv n=32 es=2",
      "PositEncode n=32 es=2 wFraction=40",
      "PositResize nx=64 esx=2 nr=32 esr=3",
      "PositToFloat FloatToPosit n=32 es=2",
      "PositMult PositAdd PlamMult PositMac n=16 es=5 rs=6",
      "PositFpu n=8,16 es=2",
      "PositFpu n=8 es=1 stages=3 handshake=ready",
      "PositFpu n=16 es=5 rs=6",
      "PositMult PositSub PositDiv PositSqrt PositToInt IntToPosit PositToFloat FloatToPosit n=32 es=5 rs=6",
      "PositToFloat n=64 es=6 wE=5 wF=10",
    ),
  )("%s", async (_, design) => {
    const result = await verifyRtl(design, { random: 1000, corners: 2000, cases: 1000 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, mismatches: 0, warnings: [] });
  });
});
