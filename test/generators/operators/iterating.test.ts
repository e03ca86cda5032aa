import { describe, expect, test } from "vitest";
import { manifestOf } from "../../../generators/manifest.js";
import { parseDesign } from "../../../generators/request.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";

describe("one set of rows, used in several cycles", () => {
  test.each(
    designs(
      "PositDiv n=6 es=1 form=sequential digits=1,2,3",
      "PositDiv n=5 es=3 form=sequential digits=3",
      "PositDiv n=7 es=1 rs=3 form=sequential digits=2 reset=async active=low",
      "PositSqrt n=7 es=0 form=sequential digits=1,2,5",
      "PositSqrt n=5 es=3 form=sequential",
      "PositSqrt n=7 es=1 rs=3 form=sequential digits=2",
      "PositFpu n=5 es=1 form=sequential digits=4",
      "PositFpu n=6 es=1 rs=3 form=sequential digits=3 reset=async active=low",
    ),
  )("%s", async (_, design) => {
    const result = await verifyRtl(design, { cases: 4000, corners: 0, random: 500, candidates: 0 });
    expect(result).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
  });

  test("with the handshake of a pipeline, and its latency told", () => {
    const design = parseDesign("PositDiv n=8 es=1 form=sequential digits=2");
    expect(Object.keys(design.ports)).toEqual([
      ...["rst", "in_valid", "out_ready", "x", "y", "r", "out_valid", "in_ready"],
    ]);
    // a bit before the point, six behind it: four steps, and the edge that takes the operands
    expect(manifestOf(design)).toMatchObject({ clock: "clk", latency_cycles: 5 });
    expect(design.verilog()).toContain("the result is there\n//   after 4 more edges");
  });

  test.each([
    ["PositDiv n=8 es=1 digits=2", "digits is of form=sequential alone"],
    ["PositDiv n=8 es=1 form=sequential digits=8", "digits must be at most 7"],
    ["PositSqrt n=8 es=9 form=sequential digits=9", "es must be 0..6"],
    ["PositDiv n=8 es=1 form=sequential stages=2", "with form=combinational it can be pipelined"],
  ])("%s is refused", (spec, message) => {
    expect(() => parseDesign(spec)).toThrow(message);
  });
});
