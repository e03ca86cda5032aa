import { describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesigns } from "../../../generators/request.js";
import { verify, verifyRtl } from "../../../sim/icarus/verify.js";

const designs = (request: string): [string, Design][] =>
  parseDesigns(request.split(" ")).map((design) => [design.spec, design]);

/** The first design of a request, and its RTL with one change. */
function mutant(request: string, from: string | RegExp, to: string) {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error(`${request} is no design`);
  const text = design.verilog().replace(from, to);
  if (text === design.verilog()) throw new Error(`there is no ${String(from)} in ${design.spec}`);
  const subject = { level: "rtl", sources: [{ name: "mutant.v", text }], top: design.moduleName } as const;
  return { design, subject };
}

describe("a quire unit is its machine, cycle by cycle: extremes, NaR, then random operations", () => {
  test.each([
    ...designs("PositQuireMac n=3,4,5,7 es=0..2"),
    ...designs("PositQuireMac n=3,6 es=0,2 product=plam"),
    ...designs("PositQuireMac n=8 es=0..2 product=exact,plam"),
    ...designs("PositQuireMac n=7 es=2 objective=area,delay"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(design, { vectors: 600 });
    expect(result).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
    expect(result.vectors).toBeGreaterThan(600);
  });

  test.each([
    ...designs("PositQuireMac n=16 es=1,2"),
    ...designs("PositQuireMac n=16 es=2 product=plam"),
    ...designs("PositQuireMac n=32 es=2"),
    ...designs("PositQuireMac n=13 es=3"),
    ...designs("PositQuireMac n=4 es=4"),
  ])("wide ones, fewer cycles: %s", async (_, design) => {
    expect(await verifyRtl(design, { vectors: 150, cases: 1500, corners: 200 })).toMatchObject({
      verdict: "pass",
      mismatches: 0,
    });
  });

  test.each(designs("PositQuireMac n=8 es=1 width=38,49,50,80,81,120"))(
    "narrower and wider than the standard's: %s",
    async (_, design) => {
      expect(await verifyRtl(design, { vectors: 600 })).toMatchObject({ verdict: "pass", mismatches: 0 });
    },
  );
});

describe("adding to a quire", () => {
  test.each(designs("PositQuireAdd n=3 es=0 width=5,6,9,12"))("every operand: %s", async (_, design) => {
    expect(await verifyRtl(design)).toMatchObject({ verdict: "pass", exhaustive: true, mismatches: 0 });
  });

  test.each(designs("PositQuireAdd n=4 es=0 width=8,9 product=plam"))(
    "every operand: %s",
    async (_, design) => {
      expect(await verifyRtl(design)).toMatchObject({ verdict: "pass", exhaustive: true, mismatches: 0 });
    },
  );
});

describe("a mistake is found", () => {
  test.each([
    ["NaR does not stick", /quire_nar <= .*;/, "quire_nar <= en & product_nar;"],
    ["NaR survives a clear", "quire_nar & ~clear", "quire_nar"],
    ["clear keeps the sum", /wire (\[.*\]) start = .*;/, "wire $1 start = quire;"],
    ["reset keeps the sum", /quire <= 128'b0;/, "quire <= quire;"],
    ["a bubble counts", "adds = en & ~product_zero", "adds = ~product_zero"],
    ["valid says nothing", "taken <= en;", "taken <= 1'b1;"],
    ["a borrow stops at the guard bits", /changes = .*;/, "changes = low_sum[96];"],
    ["what lies far behind a tie is lost", /read_rest = .*;/, "read_rest = 1'b0;"],
    ["what lies far behind a tie always counts", /read_rest = .*;/, "read_rest = 1'b1;"],
    [
      "the carry between two places is lost",
      "{1'b0, quire_low} + {1'b0, placed}",
      "{1'b0, quire_low ^ placed}",
    ],
  ])("%s", async (_, from, to) => {
    const { design, subject } = mutant("PositQuireMac n=8 es=2", from, to);
    expect((await verify(design, subject, { vectors: 600 })).verdict).toBe("fail");
  });
});
