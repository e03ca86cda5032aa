import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { nearestDouble } from "../../golden/double.js";
import { float } from "../../golden/float.js";
import type { NumberFormat } from "../../golden/format.js";
import { signed, unsigned } from "../../golden/integer.js";
import { posit } from "../../golden/posit.js";
import { quire } from "../../golden/quire.js";
import { allPatterns } from "./arbitrary.js";

const formats: readonly NumberFormat[] = [
  unsigned(6),
  signed(6),
  posit(6, 1),
  posit(5, 3),
  quire(3, 0, 8),
  float(4, 3),
];

describe.each(formats.map((format) => [format.name, format] as const))("%s", (_, format) => {
  const patterns = allPatterns(format.width);

  test("the pattern nearest to a pattern's value has that value", () => {
    const numbers = patterns.flatMap((bits) => format.real?.(bits) ?? []);
    expect(numbers.length).toBeGreaterThan(patterns.length / 2);
    for (const value of numbers) {
      const again = format.real?.(format.nearest?.(value) ?? 0n);
      expect(again?.compare(value)).toBe(0);
    }
  });

  test("what is far out becomes the end of the range, a number", () => {
    const far = Dyadic.powerOfTwo(5000);
    const reals = patterns.flatMap((bits) => format.real?.(bits) ?? []).sort((a, b) => a.compare(b));
    for (const [value, end] of [
      [far, reals.at(-1)],
      [far.negated(), reals[0]],
    ] as const) {
      const bits = format.nearest?.(value) ?? 0n;
      if (end === undefined) throw new Error("no numbers");
      // a quire ends one above its lowest pattern, which is NaR
      expect(format.real?.(bits)?.compare(end)).toBe(0);
    }
  });

  test("values ascend with the patterns read as the integers that it says", () => {
    const { ascendsAs } = format;
    if (ascendsAs === undefined) {
      expect(format.name).toMatch(/^float/);
      return;
    }
    const place = (bits: bigint) => (ascendsAs === "signed" ? BigInt.asIntN(format.width, bits) : bits);
    const sorted = patterns
      .filter((bits) => format.real?.(bits) !== undefined)
      .sort((a, b) => Number(place(a) - place(b)))
      .map((bits) => format.real?.(bits) ?? Dyadic.zero);
    expect(sorted.length).toBeGreaterThan(2);
    expect(sorted.slice(1).map((value, i) => sorted[i]?.compare(value))).toEqual(
      sorted.slice(1).map(() => -1),
    );
  });
});

test("the regime is that of the magnitude; zero and NaR have none", () => {
  const format = posit(8, 1);
  expect([0x40n, 0x60n, 0x7fn, 0x20n, 0x01n].map((bits) => format.regime(bits))).toEqual([0, 1, 6, -1, -6]);
  expect(format.regime(0xc0n)).toBe(0);
  expect([0n, 0x80n].map((bits) => format.regime(bits))).toEqual([undefined, undefined]);
});

test("the nearest double is exact where a double is, and rounded once elsewhere", () => {
  expect(nearestDouble(new Dyadic(-3n, -2))).toBe(-0.75);
  expect(nearestDouble(new Dyadic(2n ** 53n + 1n))).toBe(2 ** 53);
  expect(nearestDouble(new Dyadic(2n ** 53n + 3n))).toBe(2 ** 53 + 4);
  expect(nearestDouble(new Dyadic(1n, -1074))).toBe(2 ** -1074);
  expect(nearestDouble(new Dyadic((2n ** 53n + 1n) << 600n, -1100))).toBe(2 ** -447);
  expect(nearestDouble(Dyadic.powerOfTwo(1024))).toBe(Infinity);
  expect(nearestDouble(Dyadic.zero)).toBe(0);
});
