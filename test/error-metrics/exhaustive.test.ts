import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { errorStatistics, errorSubject, type ErrorStatistics } from "../../error-metrics/sampled.js";
import { kernelOf } from "../../error-metrics/exhaustive/kernel.js";
import { exhaustiveErrors } from "../../error-metrics/exhaustive/run.js";
import { place } from "../../error-metrics/exhaustive/sums.js";
import { deviation, Tally } from "../../error-metrics/tally.js";
import { layoutOf } from "../../operands/word.js";

/** Whether two statistics are the same but for how sums were rounded: 12 digits of a mean, all of what is counted or worst. */
function expectSame(found: ErrorStatistics, expected: ErrorStatistics): void {
  const counted = /compared|samples|wce|worst|largest|wrong_zeros|mismatches|regime$/;
  const compare = (a: unknown, b: unknown, name: string): void => {
    if (typeof b === "number" && !counted.test(name)) {
      expect(Math.abs((a as number) - b), name).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(b), 1e-6));
    } else if (typeof b === "object" && b !== null) {
      expect(Object.keys(a as object), name).toEqual(Object.keys(b));
      for (const [key, value] of Object.entries(b)) compare((a as Record<string, unknown>)[key], value, key);
    } else expect(a, name).toEqual(b);
  };
  compare(found, expected, "statistics");
}

describe("all operands by the fast models", () => {
  test.each(["PlamMult n=7 es=1", "PlamMult n=6 es=4", "PlamMult n=8 es=0", "PlamDiv n=6 es=1"])(
    "%s",
    async (spec) => {
      const design = parseDesign(spec);
      expect(kernelOf(errorSubject(design)).isFast).toBe(true);
      expectSame(await exhaustiveErrors(design), errorStatistics(design));
    },
  );
});

describe("all operands by the golden models", () => {
  test.each([
    "MitchwMult n=7 w=5 sign=c1",
    "MitchwMult n=7 w=7 compensation=both",
    "IntMac n=3 acc=7 product=or t=2 signed=true",
    "PlamSqrt n=12 es=2",
    "PositMac n=4 product=plam",
    "PositQuireAdd n=3 es=0 product=plam width=8",
  ])("%s", async (spec) => {
    const design = parseDesign(spec);
    expect(kernelOf(errorSubject(design)).isFast).toBe(false);
    expectSame(await exhaustiveErrors(design), errorStatistics(design));
  });
});

test("a share in the midst of 2^24 operands has the errors that the exact path finds of the same", () => {
  const subject = errorSubject(parseDesign("MitchwMult n=12 w=6"));
  const { core } = subject.design;
  const inputs = layoutOf(core.ports, "input");
  const kernel = kernelOf(subject);
  const first = 1711 * kernel.share;
  const { values } = kernel.sumsOf(first);
  const tally = new Tally();
  for (let word = first; word < first + kernel.share; word++) {
    const bits = inputs.unpack(BigInt(word));
    const [right, found] = [subject.exact(bits).r ?? 0n, core.golden(bits).r ?? 0n];
    tally.add(deviation(subject.result.format, right, found) ?? expect.fail("no number"));
  }
  expect([values[place.compared], values[place.samples], values[place.wrong]]).toEqual([
    kernel.share,
    tally.relative.count,
    tally.wrong,
  ]);
  expect([values[place.worst], values[place.lowest], values[place.highest]]).toEqual([
    tally.worst,
    tally.lowest,
    tally.highest,
  ]);
  expect(values[place.relative]).toBeCloseTo(tally.relative.mean * tally.relative.count, 8);
  expect((values[place.square] ?? 0) / kernel.share / tally.square.mean).toBeCloseTo(1, 12);
});

test("too many operands are refused, with what is possible", async () => {
  await expect(exhaustiveErrors(parseDesign("PlamMult n=17 es=1"))).rejects.toThrow(
    /34 input bits are too many; up to 26 are tried, as PlamMult .* no fast models/,
  );
  await expect(exhaustiveErrors(parseDesign("IntMult n=8"))).rejects.toThrow(
    /is not measured against anything/,
  );
});

test("it says how long it will take, and how far it is", async () => {
  const shares: number[] = [];
  const estimates: number[] = [];
  await exhaustiveErrors(parseDesign("PlamMult n=6 es=1"), {
    threads: 0,
    onProgress: (share) => shares.push(share),
    onEstimate: (seconds) => estimates.push(seconds),
  });
  expect(estimates).toHaveLength(1);
  expect(estimates[0]).toBeGreaterThan(0);
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});
