import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";

describe("the catalogue's multiply-adds accumulate as their machines do", () => {
  test.each([
    ...designs("IntMac n=8 acc=24 signed=true,false form=sequential"),
    ...designs("MitchwMac n=8 w=6 acc=24 sign=unsigned,c1,c2 form=sequential"),
    ...designs("PositMac n=6 es=0,2 product=exact,plam rounding=fused,discrete form=sequential"),
    ...designs("LowBitDot lanes=4 acc=16 form=sequential"),
    ...designs("FloatMac format=bfloat16 acc=binary32 form=sequential"),
  ])("%s", async (_, design) => {
    expect(await verifyRtl(design, { vectors: 1000 })).toMatchObject({ verdict: "pass", mismatches: 0 });
  });
});
