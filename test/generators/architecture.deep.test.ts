import { describe, test } from "vitest";
import { expectGoldenShifts, expectProducts } from "./variants.js";

describe("variants", () => {
  test.each(["IntMult nx=3 ny=4 signed=true"])("compute the same: %s", expectProducts);

  test.each([
    "DrumMult n=8 k=3 partialProducts=times",
    "DrumMult n=8 k=3 sign=c1 partialProducts=times",
    "MitchwMult n=8 w=6 compensation=both",
  ])("shift as the golden model does: %s", expectGoldenShifts);
});
