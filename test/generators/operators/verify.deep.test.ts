import { describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

/** With so many random vectors: Icarus takes the longer the wider. */
const sampled = (vectors: number, request: string): [string, Design, number][] =>
  designs(request).map(([spec, design]) => [spec, design, vectors]);

describe("the RTL is the golden model, bit for bit: every operand pair", () => {
  test.each(
    designs(
      "PositMult PlamMult n=3..5 es=1,3",
      "PositMult PlamMult n=6 es=0..4",
      "PositMult PlamMult n=8 es=0..2",
    ),
  )("%s", expectEveryOperand);
});

describe("the RTL is the golden model, bit for bit: corners and a biased sample", () => {
  test.each([
    ...sampled(500, "PositMult PlamMult n=16 es=0..2"),
    ...sampled(200, "PositMult PlamMult n=32 es=0..2"),
    ...sampled(200, "PositMult PlamMult n=13,33 es=2"),
    ...sampled(200, "PositMult PlamMult n=17 es=6"),
    ...sampled(100, "PositMult PlamMult n=64 es=2"),
  ])("%s", async (_, design, vectors) => {
    const result = await verifyRtl(design, { random: vectors, corners: vectors, cases: vectors });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, mismatches: 0 });
    expect(result.vectors).toBeGreaterThan(vectors);
  });
});
