import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";

describe("the RTL is the golden model, bit for bit: every operand pair", () => {
  test.each(designs("PositMult PlamMult n=3..5 es=0,2,4"))("%s", async (_, design) => {
    expect(await verifyRtl(design)).toMatchObject({
      verdict: "pass",
      exhaustive: true,
      mismatches: 0,
      vectors: 4 ** Number(design.parameters.n),
      warnings: [],
    });
  });
});
