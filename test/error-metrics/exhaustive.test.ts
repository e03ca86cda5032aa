import { describe, expect, test } from "vitest";
import { circuitRows } from "../../circuit/compiled/circuit-rows.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { not } from "../../circuit/graph.js";
import { parseDesign, parseDesigns } from "../../generators/request.js";
import {
  errorStatistics,
  errorSubject,
  type ErrorStatistics,
  type ErrorSubject,
} from "../../error-metrics/sampled.js";
import { integerKernel } from "../../error-metrics/exhaustive/integer-kernel.js";
import { kernelOf, scalarKernel } from "../../error-metrics/exhaustive/kernel.js";
import { exhaustiveErrors } from "../../error-metrics/exhaustive/run.js";
import type { ErrorKernel } from "../../error-metrics/exhaustive/shares.js";
import { added, place } from "../../error-metrics/exhaustive/sums.js";
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
  test.each([
    "PlamMult n=7 es=1",
    "PlamMult n=6 es=4",
    "PlamMult n=8 es=0",
    "PlamDiv n=6 es=1",
    "SearchedMult file=example4",
  ])("%s", async (spec) => {
    const design = parseDesign(spec);
    expect(kernelOf(errorSubject(design)).isFast).toBe(true);
    expectSame(await exhaustiveErrors(design), errorStatistics(design));
  });
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

/** What the RTL computes, and the exact products, in place of the golden models. */
function byRtl(spec: string): { subject: ErrorSubject; kernel: ErrorKernel } {
  const subject = errorSubject(parseDesign(spec));
  const { core, operator, parameters } = subject.design;
  const exact = operator.exactFast?.(parameters) ?? expect.fail("no exact model");
  return { subject, kernel: integerKernel(subject, circuitRows(moduleCircuit(core.module())), exact, true) };
}

test.each([
  "MitchwMult n=7 w=5 sign=c1",
  "TruncMult n=7 t=5 correction=constant",
  "OrMult n=6 t=4 signed=true",
  "DrumMult n=5 k=3 sign=c2",
  "SearchedMult file=example4",
])("%s: what the RTL computes has the errors of the golden model", (spec) => {
  const { subject, kernel } = byRtl(spec);
  const found = kernel.sumsOf(0).values;
  const scalar = scalarKernel(subject);
  const sums = Array.from({ length: Math.max(1, kernel.share / scalar.share) }, (_, share) =>
    scalar.sumsOf(share * scalar.share),
  );
  for (const [name, which] of Object.entries(place)) {
    const values = sums.map(({ values }) => values[which] ?? NaN);
    const isSum = added.some((one) => one === which);
    const expected = isSum
      ? values.reduce((one, other) => one + other)
      : which === place.lowest
        ? Math.min(...values)
        : Math.max(...values);
    expect(found[which], name).toBeCloseTo(expected, 6);
  }
});

test("RTL that is wrong is no stand-in", () => {
  const { subject } = byRtl("OrMult n=6 t=4");
  const { core, operator, parameters } = subject.design;
  const exact = operator.exactFast?.(parameters) ?? expect.fail("no exact model");
  const { graph, inputWidth, outputs } = moduleCircuit(core.module());
  const wrong = circuitRows({ graph, inputWidth, outputs: outputs.with(3, not(outputs[3] ?? 0)) });
  expect(() => integerKernel(subject, wrong, exact, true).sumsOf(0)).toThrow(
    /the RTL of OrMult n=6 t=4 differs from its golden model at inputs 0x/,
  );
});

test("multipliers of 13 to 16 bits are measured by their RTL, narrower ones by the golden model", () => {
  const isFast = (spec: string): boolean => kernelOf(errorSubject(parseDesign(spec))).isFast;
  expect(["MitchwMult n=13 w=6", "OrMult n=16 t=9", "MitchwMult n=12 w=6"].map(isFast)).toEqual([
    true,
    true,
    false,
  ]);
});

test("rows of a 16-bit circuit, and exact products, are what the golden models say", () => {
  for (const design of parseDesigns(["DrumMult", "n=16", "k=6", "sign=c2,unsigned"])) {
    const { operator, parameters } = design;
    const rows = circuitRows(moduleCircuit(design.module()));
    const exact = operator.exactFast?.(parameters) ?? expect.fail("no exact model");
    for (const [first, length] of [
      [0, 4096],
      [0x8001_7000, 8192],
      [0xffff_ff80, 128],
      [0x1234_5fe0, 32],
    ] as const) {
      const [found, right] = [new Uint32Array(length), new Uint32Array(length)];
      rows(first, found);
      exact(first, right);
      for (let at = 0; at < length; at += 31) {
        const word = BigInt(first + at);
        const operands = { x: word >> 16n, y: word & 0xffffn };
        expect({ r: BigInt(found[at] ?? 0) }).toEqual(design.golden(operands));
        expect({ r: BigInt(right[at] ?? 0) }).toEqual(operator.exact?.(parameters)?.(operands));
      }
    }
  }
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
