import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("the RTL is the golden model, bit for bit: everything there is", () => {
  test.each(
    designs(
      "MitchwMult n=4 w=4 sign=unsigned,c1,c2",
      "IntMult n=5 signed=false,true",
      "IntMac n=2 acc=6 signed=false,true",
      "BinaryDot lanes=2",
      "LowBitDot lanes=2 xbits=2 wbits=1 acc=5 signs=unsigned,signed",
      "MitchwMult n=6 w=5 sign=unsigned,c1,c2 compensation=last,constant,both",
      "MitchwMult n=6 w=6 compensation=constant,both objective=area",
      "MitchwMult n=7 w=4 sign=c2 objective=area",
      "DrAlmMult n=6 t=4 sign=unsigned,c2",
      "DrumMult n=6 k=3 sign=unsigned,c1,c2",
      "MbmMult n=6 w=6 sign=unsigned,c2",
      "RealmMult n=6 w=6 segments=16",
      "RealmMult n=6 w=5 segments=8 sign=c1",
      "TosamMult n=6 h=1 t=3 sign=unsigned,c1,c2",
      "IntMac n=3 acc=7 objective=area",
      "MitchwMac n=4 w=3 acc=8 sign=unsigned,c1",
      "BinaryDot lanes=7",
      "BinaryDot lanes=5 acc=4,7",
      "LowBitDot lanes=3 xbits=2 wbits=3 signs=mixed",
      "OrMult n=8 t=1,4,6,8,14 objective=area,balanced",
      "OrMult n=8 t=1,4,7 signed=true",
      "TruncMult n=8 t=1,6,9,14 signed=false,true correction=none,constant",
      "BrokenArrayMult n=8 t=0,5,9,14 h=0,3,7 signed=false,true",
      "SsmMult n=8 m=4,5,6 sign=unsigned,c1,c2 correction=none,cross",
      "IntMac n=4 acc=8,10 product=or,truncated t=3 signed=false,true",
      "IntMac n=4 acc=8,10 product=broken t=4 h=1 signed=false,true",
      "IntMac n=4 acc=8,10 product=segments m=3 correction=none,cross signed=false,true",
      "IntMac n=4 acc=9 product=segments m=3 sum=loa",
    ),
  )("%s", expectEveryOperand);
});

describe("the RTL is the golden model, bit for bit: corners, cases and a biased sample", () => {
  test.each(
    designs(
      "MitchwMult n=16 w=6",
      "MitchwMult n=32 w=8 compensation=both",
      "MitchwMult n=33 w=6 sign=c1 compensation=both",
      "MitchwMult n=40 w=6 sign=c2",
      "DrAlmMult n=16 t=6",
      "DrumMult n=16 k=6 sign=c1",
      "MbmMult n=16 w=8",
      "RealmMult n=16 w=8 segments=8",
      "TosamMult n=16 h=2 t=6",
      "MitchwMac n=16 w=6 sign=c2 acc=40",
      "BinaryDot lanes=64 acc=0,24",
      "IntMult n=16 signed=false,true",
      "IntMac n=8 acc=24",
      "LowBitDot lanes=8 acc=32",
      "PositSigmoid n=64",
      "OrMult n=32 t=20 signed=false,true",
      "TruncMult n=32 t=30,40 correction=constant signed=false,true",
      "BrokenArrayMult n=32 t=30 h=8 signed=false,true",
      "SsmMult n=16 m=10 sign=unsigned,c2 correction=cross",
      "SsmMult n=32 m=16 sign=c2 correction=cross",
      "IntMac n=16 acc=40 product=or t=12",
    ),
  )("%s", async (_, design) => {
    const result = await verifyRtl(design, { random: 1000, corners: 1000 });
    expect(result).toMatchObject({ verdict: "pass", mismatches: 0 });
  });
});
