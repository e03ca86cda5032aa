import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { rtlSubject } from "../../../sim/icarus/rtl-subject.js";
import { verify, verifyRtl } from "../../../sim/icarus/verify.js";
import type { VectorOptions } from "../../../sim/vectors/vectors.js";
import { WordFiles } from "../../../sim/vectors/word-files.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

/** Some 2,000 cycles; the deep suite runs twenty times as many. */
const few = { random: 600, cases: 1500, corners: 200, candidates: 20_000 };

describe("a quire unit is its machine in few cycles", () => {
  test.each([
    ...designs("PositQuireMac n=3 es=0"),
    ...designs("PositQuireMac n=5 es=1 rs=2"),
    ...designs("PositQuireMac n=5 es=3 rs=3 product=plam"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(design, few);
    expect(result).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
    expect(result.vectors).toBeGreaterThan(600);
  });
});

describe("adding to a quire", () => {
  test.each(designs("PositQuireAdd n=3 es=0 width=5,6"))("every operand: %s", expectEveryOperand);
});

describe("a mistake is found", () => {
  const design = parseDesign("PositQuireMac n=8 es=2");
  // Cycles and expected words are of the design as it is: found once, for every mistake.
  const files = new WordFiles();
  const verdictOf = async (text: string, options: VectorOptions = few): Promise<string> => {
    // With its state: cycles that load a subject without any come out wrong in it, mistaken or not.
    const subject = rtlSubject({ ...design, verilog: () => text });
    return (await verify(design, subject, { files, rtlVectors: () => files.vectors(design, options) }))
      .verdict;
  };

  test("and nothing where there is none", async () => {
    expect(await verdictOf(design.verilog())).toBe("pass");
  });

  test.each([
    ["NaR does not stick", "(quire_nar & ~clear) | (en & product_nar)", "en & product_nar"],
    ["NaR survives a clear", "quire_nar & ~clear", "quire_nar"],
    ["clear keeps the sum", /wire (\[.*\]) start =[^;]*;/, "wire $1 start = quire;"],
    ["reset keeps the sum", /quire <= 128'b0;/, "quire <= quire;"],
    ["a bubble counts", "adds = en & ~product_zero", "adds = ~product_zero"],
    ["valid says nothing", "taken <= en;", "taken <= 1'b1;"],
    ["a borrow stops at the guard bits", /changes =[^;]*;/, "changes = low_sum[96];"],
    ["what lies far behind a tie is lost", /read_rest =[^;]*;/, "read_rest = 1'b0;"],
    ["what lies far behind a tie always counts", /read_rest =[^;]*;/, "read_rest = 1'b1;"],
    [
      "the carry between two places is lost",
      "{1'b0, quire_low} + {1'b0, placed}",
      "{1'b0, quire_low ^ placed}",
    ],
  ])("%s", async (_, from, to) => {
    const text = design.verilog().replace(from, to);
    expect(text, `there is no ${String(from)} in ${design.spec}`).not.toBe(design.verilog());
    expect(await verdictOf(text)).toBe("fail");
  });

  test("a reset takes NaR, which chance alone brings together", async () => {
    // One operand in eight is NaR.
    const small = parseDesign("PositQuireMac n=3 es=0");
    const text = small.verilog().replace("quire_nar <= 1'b0;", "quire_nar <= en & product_nar;");
    expect(text).not.toBe(small.verilog());
    const many = { random: 600, cases: 0, corners: 0, candidates: 0 };
    expect((await verifyRtl(small, many)).verdict).toBe("pass");
    expect((await verifyRtl({ ...small, verilog: () => text }, many)).verdict).toBe("fail");
  });
});
