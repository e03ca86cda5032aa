import { describe, test } from "vitest";
import { expectCleanVerilog } from "./linters.js";

describe("emitted Verilog is free of warnings", () => {
  test.each([
    "PositMult n=3,17 es=0,6 encoderShift=prepared,beside",
    "PositMult n=3,12 es=0,6 encoderShift=clamped",
    "PositQuireAdd n=6 es=2 rs=2,4",
    "PositEncode n=8 es=2 rs=2,4 encoderShift=narrowest",
    "PositFpu n=8 es=1 form=sequential digits=2",
    "FloatMult format=e4m3,bfloat16 subnormals=keep product=mitchell,lmul",
    "FloatMult wE=5 wF=1 subnormals=keep product=mitchell compensation=none,last",
    "PositDecode n=3,16,17 specials=masked,flagged objective=area,delay",
    "MitchwMac n=8 w=6 acc=24 sign=unsigned,c1,c2 form=sequential",
    "PositMult PlamMult n=3..6 es=0..6",
    "PositMult PlamMult n=8,16,32 es=0..3",
    "PositMult PlamMult n=7,9,15,17,33,64 es=0,2,6",
    "PositQuireMac PositQuireAdd n=8,32 es=2",
    "PositQuireMac n=8 es=1 width=38,49,50,81,120 objective=area",
    "PositMac n=8 product=exact,plam rounding=fused,discrete form=sequential",
    "FloatMult FloatAdd wE=2,8 wF=1,7 subnormals=flush,keep",
    "FloatMult FloatAdd format=binary64 subnormals=keep",
    "FloatMac wE=2,5 wF=1,7 wEa=2,8 wFa=1,23 subnormals=flush,keep",
    "FloatMac format=bfloat16,e4m3 acc=binary32,e4m3 form=combinational,sequential",
    "PositMult PlamMult PositAdd n=16 es=2 stages=1,3,6",
    "PositMult n=8 stages=2 ce=true,false handshake=none,valid,ready registered=output,both,inside",
    "FloatMac format=bfloat16 acc=binary32 stages=4",
    "PositQuireMac PositQuireAdd n=3 es=2 width=14,16,20",
    "FloatMult wE=4 wF=1..8 subnormals=keep product=lmul",
    "FloatMult wE=4 wF=5,6,8,10 w=3,4,6 subnormals=keep product=mitchell compensation=none,last",
  ])("%s", expectCleanVerilog);
});
