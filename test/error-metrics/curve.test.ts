import { expect, test } from "vitest";
import { errorStatistics } from "../../error-metrics/sampled.js";
import { parseDesign } from "../../generators/request.js";
import { errorCurveChart } from "../../report/charts/error-curve.js";

test("Mitchell's error over an operand: none at powers of two, −1/9 at most half way between them", () => {
  const { curve } = errorStatistics(parseDesign("MitchwMult n=6 w=6"), { curve: true });
  const points = curve?.points ?? [];
  // Zero has no logarithm. Values of 2^5 and more are 32 neighbours, of which 16 to an octave are told apart.
  expect(points.map(({ log2 }) => Math.floor(log2))).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5]));
  const atPowers = points.filter(({ log2 }) => log2 % 1 === 1 / 32 && log2 < 4);
  expect(atPowers).toHaveLength(4);
  for (const { mean_percent, lowest_percent } of atPowers) {
    expect(mean_percent).toBe(0);
    expect(lowest_percent).toBe(0);
  }
  // 3 · 3 is 8 instead of 9.
  const three = points.find(({ log2 }) => Math.abs(log2 - Math.log2(3)) < 1 / 16 && log2 < 2);
  expect(three?.lowest_percent).toBeCloseTo(-100 / 9, 9);
  expect(three?.highest_percent).toBe(0);
  expect(Math.min(...points.map(({ lowest_percent }) => lowest_percent))).toBeCloseTo(-100 / 9, 9);
});

test("a posit's curve has the octaves about 1, and its regimes beneath", () => {
  const { curve, regimes, design } = errorStatistics(parseDesign("PlamMult n=8 es=2"), { curve: true });
  if (curve === undefined) throw new Error("no curve");
  for (const { log2 } of curve.points) expect(Math.abs(log2)).toBeLessThan(6);
  const chart = errorCurveChart(design, "all", curve, regimes);
  for (const text of ["log2 |x|, posit⟨8,2⟩", "regime of the exact result", ">−6<", ">6<"])
    expect(chart).toContain(text);
  expect(chart).not.toMatch(/NaN|undefined|Infinity/);
  // A bar for each regime.
  expect(chart.match(/fill="#d55e00"/g)).toHaveLength(regimes?.length ?? 0);
});
