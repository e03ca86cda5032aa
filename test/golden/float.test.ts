import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { finiteDatum } from "../../golden/float-datum.js";
import { float, type Float } from "../../golden/float.js";
import { nearestByTable, numberDatum, valueOf } from "./float.js";

const bfloat16 = float(8, 7);
const binary16 = float(5, 10);
const e4m3 = float(4, 3, { specials: "nan" });
const e5m2 = float(5, 2);

describe("formats as their standards tabulate them", () => {
  const largestAndSmallest = (format: Float): string[] =>
    [format.largest, 1n << BigInt(format.wF), 1n].map((bits) => format.describe(bits).value);

  test.each([
    ["e4m3 (OFP8, table 2)", e4m3, ["448", "0.015625", "0.001953125"]],
    ["e5m2 (OFP8, table 2)", e5m2, ["57344", "6.103515625e-5", "1.52587890625e-5"]],
    ["binary16", binary16, ["65504", "6.103515625e-5", "5.96046e-8"]],
    ["bfloat16", bfloat16, ["3.38953e38", "1.17549e-38", "9.18355e-41"]],
  ] as const)("%s: largest, smallest normal, smallest", (_, format, expected) => {
    expect(largestAndSmallest(format)).toEqual(expected);
  });

  test("e4m3 has two NaNs and no infinity; e5m2 has two infinities and six NaNs", () => {
    const kinds = (format: Float): string[] =>
      Array.from({ length: 256 }, (_, bits) => format.datum(BigInt(bits)).kind);
    const tally = (format: Float, kind: string) => kinds(format).filter((each) => each === kind).length;
    expect([tally(e4m3, "infinity"), tally(e4m3, "nan")]).toEqual([0, 2]);
    expect([tally(e5m2, "infinity"), tally(e5m2, "nan")]).toEqual([2, 6]);
  });

  test("a result that is NaN is quiet, without sign and payload", () => {
    const all: [Float, bigint][] = [
      [bfloat16, 0x7fc0n],
      [binary16, 0x7e00n],
      [float(8, 23), 0x7fc00000n],
      [float(11, 52), 0x7ff8000000000000n],
      [e5m2, 0x7en],
      [e4m3, 0x7fn],
    ];
    for (const [format, quiet] of all) {
      const payload = (1n << BigInt(format.width)) - 1n;
      expect(format.multiply(payload, format.one), format.name).toBe(quiet);
      expect(format.add(format.one, payload), format.name).toBe(quiet);
    }
  });

  test("e4m3 overflows to NaN from just above the midpoint of 448 and 480", () => {
    expect(e4m3.round(numberDatum(464n, 0))).toBe(0x7en);
    expect(e4m3.round(numberDatum(929n, -1))).toBe(0x7fn);
    expect(e4m3.round(numberDatum(-1000n, 0))).toBe(0x7fn);
  });
});

describe("rounding is the nearest entry of the table of all numbers", () => {
  const formats = [float(2, 1), float(3, 2), float(4, 3), float(2, 5), float(5, 1), e4m3, e5m2];
  test.each(formats.map((format) => [format.name, format] as const))("%s", (_, format) => {
    const nearest = nearestByTable(format);
    const quarter = valueOf(format, 1n).scaled(-3);
    const values = Array.from({ length: Number(format.largest) + 1 }, (_, bits) =>
      valueOf(format, BigInt(bits)),
    );
    for (const value of values)
      for (let eighths = -8n; eighths <= 8n; eighths++)
        for (const step of [quarter, value.scaled(-format.wF - 2)]) {
          const near = value.plus(step.times(new Dyadic(eighths)));
          if (near.sign() <= 0) continue;
          const found = nearest(near);
          const expected = found > format.largest ? (format.infinity ?? format.quietNan) : found;
          expect(format.round(finiteDatum(near)), `${near.toString()} in ${format.name}`).toBe(expected);
        }
  });
});

describe("flushing", () => {
  const flush = float(3, 2, { subnormals: "flush" });
  const smallest = 1n << 2n;

  test("a subnormal operand counts as the zero of its sign", () => {
    expect(flush.multiply(3n, flush.one)).toBe(0n);
    expect(flush.multiply(0x23n, flush.one)).toBe(0x20n);
    expect(flush.multiply(3n, flush.infinity ?? 0n)).toBe(flush.quietNan);
    expect(flush.add(0x23n, 0x21n)).toBe(0x20n);
  });

  test("a result is flushed if it is below the smallest normal number after rounding", () => {
    const ulp = -2 - 2 - 2;
    // 2^-2 less a quarter of an ulp below it, and less than that; the tie goes to the even 2^-2
    expect(flush.round(numberDatum(15n, ulp))).toBe(smallest);
    expect(flush.round(numberDatum(31n, ulp - 1))).toBe(smallest);
    expect(flush.round(numberDatum(29n, ulp - 1))).toBe(0n);
    expect(flush.round(numberDatum(-14n, ulp))).toBe(0x20n);
  });
});

describe("corners", () => {
  test.each([float(2, 1), bfloat16, float(8, 23), float(11, 52), e4m3].map((f) => [f.name, f] as const))(
    "of %s: zeros, ends, infinity, NaN and both signs of each, not too many",
    (_, format) => {
      const corners = new Set(format.corners());
      const sign = 1n << BigInt(format.width - 1);
      const ulps = 1n << BigInt(format.wF);
      const expected = [0n, 1n, ulps - 1n, ulps, format.one, format.largest, format.largest + 1n];
      for (const bits of [...expected, format.quietNan]) {
        expect(corners).toContain(bits);
        expect(corners).toContain(bits | sign);
      }
      expect(corners.size).toBeLessThanOrEqual(200);
    },
  );
});

test("a pattern that does not fit is refused", () => {
  expect(() => bfloat16.add(1n << 16n, 0n)).toThrow(RangeError);
  expect(() => float(1, 3)).toThrow(RangeError);
});
