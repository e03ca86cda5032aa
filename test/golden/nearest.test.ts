import { describe, expect, test } from "vitest";
import { fromDouble } from "../../golden/double.js";
import { float } from "../../golden/float.js";
import type { NumberFormat } from "../../golden/format.js";
import { signed, unsigned } from "../../golden/integer.js";
import { bipolar } from "../../golden/packed.js";
import { posit } from "../../golden/posit.js";
import { allPatterns } from "./arbitrary.js";

const formats: NumberFormat[] = [
  posit(8, 0),
  posit(8, 2),
  float(4, 3),
  float(5, 2),
  signed(6),
  unsigned(5),
  bipolar,
];
const numbers = (format: NumberFormat): [bigint, number][] =>
  allPatterns(format.width).flatMap((bits): [bigint, number][] => {
    const value = format.number?.(bits) ?? NaN;
    return Number.isFinite(value) ? [[bits, value]] : [];
  });

describe.each(formats.map((format) => ({ name: format.name, format })))(
  "the pattern nearest to a number: $name",
  ({ format }) => {
    test("of a number that the format has, its own", () => {
      // of a float's zeros only +0, as −0 has the same value
      for (const [bits, value] of numbers(format))
        if (!Object.is(value, -0)) expect(format.nearest?.(fromDouble(value)), String(value)).toBe(bits);
    });

    test("of others, one of the two neighbours; beyond the last, an end or an infinity", () => {
      const values = numbers(format)
        .map(([, value]) => value)
        .sort((a, b) => a - b);
      const [least = NaN, largest = NaN] = [values[0], values.at(-1)];
      for (let i = 1; i < values.length; i++) {
        const [below = NaN, above = NaN] = [values[i - 1], values[i]];
        for (const share of [0.1, 0.9]) {
          const value = below + share * (above - below);
          expect([below, above]).toContain(format.number?.(format.nearest?.(fromDouble(value)) ?? -1n));
        }
      }
      expect([least, -Infinity]).toContain(format.number?.(format.nearest?.(fromDouble(-1e300)) ?? -1n));
      expect([largest, Infinity]).toContain(format.number?.(format.nearest?.(fromDouble(1e300)) ?? -1n));
    });
  },
);

test("ties go to the even pattern, and what is no number has none", () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5].map((value) => signed(6).nearest(fromDouble(value)))).toEqual([
    0n,
    2n,
    2n,
    0n,
    62n,
  ]);
  expect(float(11, 52).nearest(fromDouble(Number.MIN_VALUE))).toBe(1n);
  expect(float(11, 52).nearest(fromDouble(-Math.PI))).toBe(0xc00921fb54442d18n);
  expect(() => posit(8, 0).nearest(fromDouble(NaN))).toThrow(/NaN has no exact value/);
});
