import { describe, expect, test } from "vitest";
import type { Design } from "../../generators/design.js";
import { parseDesigns } from "../../generators/request.js";
import { verifyRtl } from "../../sim/verify.js";

const designs = (request: string): [string, Design][] =>
  parseDesigns(request.split(" ")).map((design) => [design.spec, design]);

describe("the RTL is the golden model, bit for bit: every operand pair", () => {
  test.each([...designs("PositMult PlamMult n=3..6 es=0..4"), ...designs("PositMult PlamMult n=8 es=0..2")])(
    "%s",
    async (_, design) => {
      expect(await verifyRtl(design)).toMatchObject({
        verdict: "pass",
        exhaustive: true,
        mismatches: 0,
        vectors: 4 ** Number(design.parameters.n),
        warnings: [],
      });
    },
  );
});

describe("the RTL is the golden model, bit for bit: corners and a biased sample", () => {
  test.each([
    ...designs("PositMult PlamMult n=16,32 es=0..2"),
    ...designs("PositMult PlamMult n=13,33,64 es=2"),
    ...designs("PositMult PlamMult n=17 es=6"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(design, { vectors: 1000, corners: 2000 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, mismatches: 0 });
    expect(result.vectors).toBeGreaterThan(1000);
  });
});
