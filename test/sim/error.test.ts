import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { errorStatistics, type ErrorStatistics } from "../../sim/error.js";

function measure(request: string, samples = 12_000): ErrorStatistics {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error("no design");
  return errorStatistics(design, { samples });
}

describe("Mitch-w at 32 bits has the errors that ARITHMETIC.md and the papers give", () => {
  test.each([
    ["w=4", -11.83, -24.2, 0],
    ["w=6", -5.91, -14.66, 0],
    ["w=8", -4.37, -12.0, 0],
    ["w=32", -3.85, -11.11, 0],
    ["w=6 compensated=true", 0.41, -11.1, 12.4],
    ["w=8 compensated=true", 0.41, -8.2, 7.7],
  ])("%s: %d, %d, %d", (parameters, mean, lowest, highest) => {
    const found = measure(`MitchwMult n=32 ${parameters}`);
    expect(Math.abs(found.mean_percent - mean)).toBeLessThan(0.1);
    expect(Math.abs(found.worst_negative_percent - lowest)).toBeLessThan(0.2);
    expect(Math.abs(found.worst_positive_percent - highest)).toBeLessThan(0.2);
  });
});

describe("mean relative errors of the others at 16 bits are the papers'", () => {
  test.each([
    ["DrAlmMult n=16 t=6", 3.03],
    ["MbmMult n=16 w=16", 2.58],
    ["RealmMult n=16 w=16 segments=16", 0.42],
    ["DrumMult n=16 k=6", 1.47],
    ["TosamMult n=16 h=0 t=2", 10.9],
  ])("%s: %d", (request, mred) => {
    const found = measure(request, 5_000);
    expect(found.mred_percent / mred).toBeCloseTo(1, 1);
    expect(found.samples).toBeGreaterThan(4_990);
  });
});

test("MBM's bias is that of its constant, 5/64 for 1/12", () => {
  expect(measure("MbmMult n=16 w=16").mean_percent).toBeCloseTo(-0.1, 0);
});

test("the same seed gives the same figures", () => {
  expect(measure("DrumMult n=8 k=3", 500)).toEqual(measure("DrumMult n=8 k=3", 500));
});

test("products of zero have no relative error and do not count", () => {
  expect(measure("DrumMult n=4 k=3", 1000).samples).toBeLessThan(1000);
});

test("an exact operator and no operands are refused", () => {
  expect(() => measure("IntMult n=8")).toThrow(/no exact form/);
  expect(() => measure("DrumMult n=8 k=3", 0)).toThrow(/no operands/);
});
