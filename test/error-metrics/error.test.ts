import { describe, expect, test } from "vitest";
import { z } from "zod";
import { makeDesign } from "../../generators/make-design.js";
import { v } from "../../generators/hdl/index.js";
import { defineOperator, input, output } from "../../generators/contract/operator.js";
import { parseDesigns } from "../../generators/request.js";
import { errorStatistics, type ErrorOptions, type ErrorStatistics } from "../../error-metrics/sampled.js";
import { unsigned } from "../../golden/integer.js";
import { shareInterval } from "../../error-metrics/moments.js";

function measure(request: string, samples = 12_000, options: ErrorOptions = {}): ErrorStatistics {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error("no design");
  return errorStatistics(design, { samples, ...options });
}

describe("Mitch-w at 32 bits has the errors that ARITHMETIC.md and the papers give", () => {
  test.each([
    ["w=4", -11.83, -24.2, 0],
    ["w=6", -5.91, -14.66, 0],
    ["w=8", -4.37, -12.0, 0],
    ["w=32", -3.85, -11.11, 0],
    ["w=6 compensation=both", 0.41, -11.1, 12.4],
    ["w=8 compensation=both", 0.41, -8.2, 7.7],
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

describe("a sum that wraps around is off by what an accumulator keeps of it, modulo 2^acc", () => {
  test.each(["true", "false"])("signed=%s: the product's own error, whatever the addend", (signed) => {
    const sum = measure(`IntMac n=4 acc=9 product=or t=3 signed=${signed}`);
    const product = measure(`OrMult n=4 t=3 signed=${signed}`);
    for (const figure of ["med", "mean_error", "rmse", "wce", "error_rate_percent"] as const)
      expect(sum[figure], figure).toBeCloseTo(product[figure] ?? NaN, 9);
    expect(sum.wce).toBeGreaterThan(0);
    expect(sum.wce_ulps).toBe(sum.wce);
  });
});

/** Mitchell's product of positive integers, cut off to an integer, in doubles: exact for 8 bits. */
function mitchell(x: number, y: number): number {
  const [kx, ky] = [Math.floor(Math.log2(x)), Math.floor(Math.log2(y))];
  const fractions = x / 2 ** kx - 1 + (y / 2 ** ky - 1);
  return Math.floor(2 ** (kx + ky) * (fractions < 1 ? 1 + fractions : 2 * fractions));
}

describe("Mitchell's 8 by 8 bits, every operand", () => {
  const found = measure("MitchwMult n=8 w=8");

  test("has a mean relative error of about 3.8 %, as published, and -1/9 at worst", () => {
    expect(found).toMatchObject({ exhaustive: true, seed: null, confidence_95: null, compared: 65_536 });
    expect(found.mred_percent).toBeCloseTo(3.8, 1);
    expect(found.wcre_percent).toBeCloseTo(100 / 9, 10);
  });

  test("has the figures of a loop in doubles", () => {
    const errors: number[] = [];
    for (let x = 1; x < 256; x++) for (let y = 1; y < 256; y++) errors.push(mitchell(x, y) - x * y);
    const mean = (of: (error: number) => number): number =>
      errors.reduce((sum, error) => sum + of(error), 0) / 65_536;
    expect(found.med).toBeCloseTo(mean(Math.abs), 8);
    expect(found.mean_error).toBeCloseTo(
      mean((error) => error),
      8,
    );
    expect(found.rmse).toBeCloseTo(Math.sqrt(mean((error) => error ** 2)), 8);
    expect(found.nmed_percent).toBeCloseTo((100 * mean(Math.abs)) / 255 ** 2, 8);
    expect(found.error_rate_percent).toBeCloseTo(
      mean((error) => 100 * Number(error !== 0)),
      8,
    );
    // 192 · 192 = 36,864 comes out as 32,768
    expect(found).toMatchObject({ wce: 4096, largest_result: 65_025, worst_positive_percent: 0 });
  });
});

/** x + y of two bits each, but where both are 1: there 3 instead of 2. */
const oneWrongSum = defineOperator({
  name: "OneWrongSum",
  summary: "",
  source: "",
  examples: [""],
  parameters: z.strictObject({}),
  ports: () => ({ x: input(unsigned(1)), y: input(unsigned(1)), r: output(unsigned(2)) }),
  golden:
    () =>
    ({ x, y }) => ({ r: x & y ? 3n : x + y }),
  exact:
    () =>
    ({ x, y }) => ({ r: x + y }),
  build: (m, { x, y }) => ({ r: m.wire("r", 2, v`${x} + ${y}`) }),
});

test("by hand: four sums, of which one is 3 for 2", () => {
  const found = errorStatistics(makeDesign(oneWrongSum, {}));
  expect(found).toMatchObject({
    compared: 4,
    samples: 3,
    error_rate_percent: 25,
    med: 0.25,
    mean_error: 0.25,
  });
  expect(found).toMatchObject({ rmse: 0.5, wce: 1, nmed_percent: 12.5, wcre_percent: 50, wrong_zeros: 0 });
  expect(found).toMatchObject({ worst_negative_percent: 0, worst_positive_percent: 50, med_ulps: 0.25 });
  expect(found.mred_percent).toBeCloseTo(50 / 3, 10);
  expect(found.mean_percent).toBeCloseTo(50 / 3, 10);
  expect(found.regimes).toBeNull();
});

test("figures by regime add up to those of all", () => {
  const found = measure("PlamMult n=5 es=0");
  expect(found.compared).toBe(31 * 31);
  const byRegime = found.regimes ?? [];
  expect(byRegime.map(({ regime }) => regime)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(byRegime.reduce((sum, { compared }) => sum + compared, 0)).toBe(found.samples);
  const wrong = byRegime.reduce((sum, { compared, error_rate_percent: rate }) => sum + compared * rate, 0);
  expect(wrong / found.compared).toBeCloseTo(found.error_rate_percent, 10);
});

test("posits' errors mirror each other: there is no bias, and PLAM is never too large", () => {
  const found = measure("PlamMult n=8 es=1");
  expect(found).toMatchObject({ mean_error: 0, worst_positive_percent: 0, number_mismatches: 0 });
  expect(found.mred_percent).toBe(-found.mean_percent);
});

test.each(["PlamDiv n=6 es=1", "PlamSqrt n=8 es=0", "PositMac n=4 es=0 product=plam"])(
  "%s is measured against its exact counterpart",
  (request) => {
    const { mred_percent, regimes, wce_ulps } = measure(request);
    expect(mred_percent).toBeGreaterThan(0.1);
    expect(mred_percent).toBeLessThan(10);
    expect(Math.max(...(regimes ?? []).map((each) => each.wce_ulps ?? NaN))).toBe(wce_ulps);
  },
);

test("a quire's ulp is its last bit, 2^-12", () => {
  const found = measure("PositQuireAdd n=8 es=0 product=plam", 2000, { operands: "normal" });
  expect(found.regimes).toBeNull();
  expect(found.wce_ulps).toBe((found.wce ?? NaN) * 2 ** 12);
});

test("what no double holds is null, relative errors are there all the same", () => {
  const found = measure("PlamMult n=64 es=6", 300);
  expect(found).toMatchObject({ rmse: null, largest_result: null, nmed_percent: null });
  expect(found.mred_percent).toBeGreaterThan(3);
});

describe("the confidence interval", () => {
  const sample = (seed: number) => measure("MitchwMult n=11 w=6", 100, { seed });

  test("holds the true mean in about 95 of 100 samples", () => {
    const exact = measure("MitchwMult n=11 w=6", 30_000, { seed: 999 }).mred_percent;
    const held = Array.from({ length: 100 }, (_, seed) => sample(seed).confidence_95?.mred_percent).filter(
      (interval) => interval && interval[0] <= exact && exact <= interval[1],
    );
    expect(held.length).toBeGreaterThanOrEqual(88);
    expect(held.length).toBeLessThan(100);
  });

  test("of a share, Wilson's own example: none of 10 is 0 to 27.75 %", () => {
    const [low, high] = shareInterval(0, 10);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.2775, 4);
  });
});

describe("operands", () => {
  test("products of normal ones are below 64, where the regime of es = 1 is 3", () => {
    const found = measure("PlamMult n=16 es=1", 2000, { operands: "normal" });
    expect(found).toMatchObject({ operands: "normal", exhaustive: false });
    const far = (found.regimes ?? []).filter(({ regime }) => regime > 2);
    expect(far).toEqual([]);
  });

  test("corners have no interval of confidence", () => {
    const found = measure("DrumMult n=16 k=6", 1000, { operands: "corners" });
    expect(found.confidence_95).toBeNull();
    expect(found.compared).toBe(1000);
  });
});

test("histogram and heatmap hold every operand once", () => {
  const found = measure("DrumMult n=8 k=4", 1, { histogram: true, heatmap: true });
  const { histogram, heatmap } = found;
  if (!histogram || !heatmap) throw new Error("they are missing");
  const inBins = histogram.share_percent.reduce((sum, share) => sum + share, 0);
  expect(inBins + histogram.below_percent + histogram.above_percent).toBeCloseTo(100, 8);
  expect(histogram.edges_percent.some((edge) => edge === 0)).toBe(true);
  expect(heatmap.mean_percent.map((row) => row.length)).toEqual(new Array(64).fill(64));
  expect(heatmap.x.ticks.map(({ value }) => value)).toEqual(["0", "64", "128", "192", "255"]);
  // below 16 DRUM of 4 bits is exact, and 0 times anything has no relative error
  expect(heatmap.mean_percent[0]?.slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect(Math.min(...heatmap.mean_percent.flat().map(Number))).toBeLessThan(-1);
});

test("the same seed gives the same figures", () => {
  expect(measure("DrumMult n=16 k=3", 500)).toEqual(measure("DrumMult n=16 k=3", 500));
});

test("products of zero have no relative error and do not count", () => {
  expect(measure("DrumMult n=4 k=3")).toMatchObject({ compared: 256, samples: 225 });
});

test("an exact operator and no operands are refused", () => {
  expect(() => measure("IntMult n=8")).toThrow(/no exact form/);
  expect(() => measure("DrumMult n=16 k=3", 0)).toThrow(/no operands/);
});
