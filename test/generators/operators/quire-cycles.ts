import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";

/** A quire unit is its machine, cycle by cycle: extremes, NaR, then random operations. */
export async function expectCycles(_: string, design: Design): Promise<void> {
  const result = await verifyRtl(design, { random: 600 });
  expect(result).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
  expect(result.vectors).toBeGreaterThan(600);
}

/** The same in fewer cycles, of a wide quire. */
export async function expectFewCycles(_: string, design: Design): Promise<void> {
  expect(await verifyRtl(design, { vectors: 150, cases: 1500, corners: 200 })).toMatchObject({
    verdict: "pass",
    mismatches: 0,
  });
}
