import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";

/** A row of {@link designs}: on all operands that there are the RTL gives what the golden model says, without a warning. */
export async function expectEveryOperand(_: string, design: Design): Promise<void> {
  const inputs = Object.values(design.ports).filter(({ direction }) => direction === "input");
  const bits = inputs.reduce((sum, { format }) => sum + format.width, 0);
  expect(await verifyRtl(design)).toMatchObject({
    verdict: "pass",
    exhaustive: true,
    vectors: 2 ** bits,
    mismatches: 0,
    warnings: [],
  });
}
