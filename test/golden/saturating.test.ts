import { describe, expect, test } from "vitest";
import { float } from "../../golden/float.js";

// OFP8 1.0: in saturating mode what is too large or infinite becomes the largest number of its sign, and NaN stays NaN.
const e4m3 = float(4, 3, { specials: "nan" });
const e5m2 = float(5, 2);
const e4m3Saturating = float(4, 3, { specials: "nan", overflow: "saturate" });
const e5m2Saturating = float(5, 2, { overflow: "saturate" });

const patterns = Array.from({ length: 256 }, (_, bits) => BigInt(bits));

describe("by hand", () => {
  // e4m3: 448 = 0x7e is the largest number, 464 is half-way to 480, which would be NaN's pattern.
  test.each([
    ["448 · 1", e4m3Saturating.multiply(0x7en, 0x38n), 0x7en],
    ["448 · 448", e4m3Saturating.multiply(0x7en, 0x7en), 0x7en],
    ["-448 · 448", e4m3Saturating.multiply(0xfen, 0x7en), 0xfen],
    ["448 + 16, a tie that goes to 448", e4m3Saturating.add(0x7en, 0x58n), 0x7en],
    ["448 + 448", e4m3Saturating.add(0x7en, 0x7en), 0x7en],
    ["NaN · 0", e4m3Saturating.multiply(0x7fn, 0n), 0x7fn],
    ["NaN + 448", e4m3Saturating.add(0xffn, 0x7en), 0x7fn],
  ])("e4m3: %s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });

  // e5m2: 57344 = 0x7b is the largest number, 0x7c is an infinity.
  test.each([
    ["57344 · 57344", e5m2Saturating.multiply(0x7bn, 0x7bn), 0x7bn],
    ["-57344 - 57344", e5m2Saturating.add(0xfbn, 0xfbn), 0xfbn],
    ["infinity · 1", e5m2Saturating.multiply(0x7cn, 0x3cn), 0x7bn],
    ["-infinity + 57344", e5m2Saturating.add(0xfcn, 0x7bn), 0xfbn],
    ["infinity - infinity", e5m2Saturating.add(0x7cn, 0xfcn), 0x7en],
    ["infinity · 0", e5m2Saturating.multiply(0x7cn, 0n), 0x7en],
    ["NaN + 1", e5m2Saturating.add(0x7dn, 0x3cn), 0x7en],
  ])("e5m2: %s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });

  test("an infinite factor of an accumulator without infinities", () => {
    expect(e4m3.multiplyAdd(e5m2, 0x7cn, 0x3cn, 0n)).toBe(0x7fn);
    expect(e4m3Saturating.multiplyAdd(e5m2, 0x7cn, 0x3cn, 0n)).toBe(0x7en);
    expect(e4m3Saturating.multiplyAdd(e5m2, 0x7cn, 0xbcn, 0x7en)).toBe(0xfen);
  });
});

describe("for all pairs of operands", () => {
  const pairs = patterns.flatMap((x) => patterns.map((y) => [x, y] as const));
  const magnitude = (bits: bigint): bigint => bits & 0x7fn;

  test("e4m3: only what overflowed to NaN is different, and has the sign of the exact product", () => {
    const isNan = (bits: bigint): boolean => magnitude(bits) === 0x7fn;
    const overflowed = pairs.filter(([x, y]) => isNan(e4m3.multiply(x, y)) && !isNan(x) && !isNan(y));
    expect(overflowed.length).toBeGreaterThan(1000);
    const saturated = new Map(overflowed.map(([x, y]) => [(x << 8n) | y, 0x7en | ((x ^ y) & 0x80n)]));
    const wrong = pairs.filter(
      ([x, y]) => e4m3Saturating.multiply(x, y) !== (saturated.get((x << 8n) | y) ?? e4m3.multiply(x, y)),
    );
    expect(wrong).toEqual([]);
  });

  test.each(["multiply", "add"] as const)("e5m2, %s: infinities are the largest number", (operation) => {
    const wrong = pairs.filter(([x, y]) => {
      const usual = e5m2[operation](x, y);
      return e5m2Saturating[operation](x, y) !== (magnitude(usual) === 0x7cn ? usual - 1n : usual);
    });
    expect(wrong).toEqual([]);
  });
});
