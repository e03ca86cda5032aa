import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("a quire unit is its machine, cycle by cycle: extremes, NaR, then random operations", () => {
  test.each([
    ...designs("PositQuireMac n=3,4,5,7 es=0..2"),
    ...designs("PositQuireMac n=3,6 es=0,2 product=plam"),
    ...designs("PositQuireMac n=8 es=0..2 product=exact,plam"),
    ...designs("PositQuireMac n=7 es=2 objective=area,delay"),
    ...designs("PositQuireMac n=6 es=0..3 rs=2..4 product=exact,plam"),
    ...designs("PositQuireMac n=8 es=1,5 rs=6 objective=area,delay"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(design, { random: 600 });
    expect(result).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
    expect(result.vectors).toBeGreaterThan(600);
  });

  test.each([
    ...designs("PositQuireMac n=16 es=1,2"),
    ...designs("PositQuireMac n=16 es=2 product=plam"),
    ...designs("PositQuireMac n=32 es=2"),
    ...designs("PositQuireMac n=13 es=3"),
    ...designs("PositQuireMac n=4 es=4"),
    ...designs("PositQuireMac n=16 es=5 rs=6 product=exact,plam"),
  ])("wide ones, fewer cycles: %s", async (_, design) => {
    expect(await verifyRtl(design, { vectors: 150, cases: 1500, corners: 200 })).toMatchObject({
      verdict: "pass",
      mismatches: 0,
    });
  });

  test.each(designs("PositQuireMac n=8 es=1 width=38,49,50,80,81,120"))(
    "narrower and wider than the standard's: %s",
    async (_, design) => {
      expect(await verifyRtl(design, { random: 600 })).toMatchObject({ verdict: "pass", mismatches: 0 });
    },
  );
});

describe("adding to a quire", () => {
  test.each(designs("PositQuireAdd n=3 es=0 width=9,12"))("every operand: %s", expectEveryOperand);

  test.each([
    ...designs("PositQuireAdd n=4 es=0 width=8,9 product=plam"),
    ...designs("PositQuireAdd n=4 es=0 rs=2 width=11,12 product=exact,plam"),
  ])("every operand: %s", expectEveryOperand);
});
