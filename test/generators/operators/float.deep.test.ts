import { describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import type { NumberFormat } from "../../../golden/format.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

/** The same with every `step`-th corner and no cases: where Icarus has thousands of gates to do. */
const thinned = (design: Design, step: number): Design => ({
  ...design,
  cases: () => [],
  ports: Object.fromEntries(
    Object.entries(design.ports).map(([name, port]) => {
      const { format } = port;
      const corners = format.corners().filter((_, index) => index % step === 0);
      const few: NumberFormat = {
        name: format.name,
        width: format.width,
        describe: (bits) => format.describe(bits),
        corners: () => corners,
      };
      return [name, { ...port, format: few }];
    }),
  ),
});

describe("every operand", () => {
  test.each([
    ...designs("FloatMult FloatAdd wE=2,3 wF=2 subnormals=flush,keep"),
    ...designs("FloatMult wE=2 wF=4 subnormals=keep"),
    ...designs("FloatAdd wE=2 wF=4 subnormals=flush"),
    ...designs("FloatMult FloatAdd format=e4m3 subnormals=keep"),
    ...designs("FloatMult FloatAdd format=e5m2 subnormals=flush"),
    ...designs("FloatMult FloatAdd format=e4m3,e5m2 subnormals=flush overflow=saturate"),
    ...designs("FloatMult FloatAdd wE=3 wF=2 subnormals=keep objective=area,delay"),
    ...designs("FloatMac wE=2 wF=1 wEa=4 wFa=2 subnormals=flush,keep"),
    ...designs("FloatMac wE=3 wF=2 wEa=2 wFa=1 subnormals=keep"),
  ])("%s", expectEveryOperand);
});

describe("corners, cases and a biased sample", () => {
  test.each([
    ...designs("FloatMult FloatAdd format=bfloat16 subnormals=keep"),
    ...designs("FloatAdd format=binary32 subnormals=flush"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(design, { random: 1000, corners: 10_000 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, warnings: [] });
    expect(result.vectors).toBeGreaterThan(8000);
  });
});

describe("some corners and a biased sample", () => {
  test.each([
    ...designs("FloatMult format=binary16,binary32 subnormals=keep"),
    ...designs("FloatAdd format=binary32,binary64 subnormals=keep"),
    ...designs("FloatMac format=bfloat16 acc=binary32 subnormals=flush,keep"),
    ...designs("FloatMac format=bfloat16 acc=bfloat16 subnormals=keep"),
  ])("%s", async (_, design) => {
    const result = await verifyRtl(thinned(design, 7), { random: 800 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, warnings: [] });
    expect(result.vectors).toBeGreaterThan(1000);
  });

  test.each(designs("FloatMult format=binary64 subnormals=keep"))("%s", async (_, design) => {
    const result = await verifyRtl(thinned(design, 13), { random: 100 });
    expect(result).toMatchObject({ verdict: "pass", exhaustive: false, warnings: [] });
    expect(result.vectors).toBeGreaterThan(100);
  });
});
