import { describe, expect, test } from "vitest";
import { posit } from "../../golden/posit.js";
import { formatsOfWidths } from "./arbitrary.js";

const formats = [
  ...formatsOfWidths(3, 9),
  [16, 0],
  [16, 1],
  [16, 2],
  [32, 2],
  [33, 2],
  [64, 2],
  [64, 6],
] as const;

describe.each(formats)("the corners of posit⟨%i,%i⟩", (n, es) => {
  const corners = posit(n, es).corners();
  const inBothSigns = (bits: bigint) => [bits, BigInt.asUintN(n, -bits)];

  test("are distinct patterns in ascending order", () => {
    expect(corners.every((bits, i) => bits > (corners[i - 1] ?? -1n))).toBe(true);
    expect(corners.at(-1)).toBeLessThan(2n ** BigInt(n));
  });

  test("hold zero, NaR, one, minpos and maxpos, and every neighbour of these", () => {
    const special = [
      "0".repeat(n),
      "1".padEnd(n, "0"),
      "01".padEnd(n, "0"),
      "1".padStart(n, "0"),
      "0".padEnd(n, "1"),
    ];
    const wanted = special.flatMap((digits) => {
      const bits = BigInt(`0b${digits}`);
      return n <= 32 ? [bits - 1n, bits, bits + 1n] : [bits - 1n, bits];
    });
    expect(corners).toEqual(
      expect.arrayContaining(wanted.map((bits) => BigInt.asUintN(n, bits)).flatMap(inBothSigns)),
    );
  });

  test("hold the smallest and the largest five", () => {
    const nar = 2n ** BigInt(n - 1);
    const wanted = [1n, 2n, 3n, 4n, 5n].filter((distance) => distance < nar);
    expect(corners).toEqual(
      expect.arrayContaining(wanted.flatMap((bits) => [bits, nar - bits]).flatMap(inBothSigns)),
    );
  });

  test("hold every regime's first pattern and the one before", () => {
    const runs = Array.from({ length: n - 2 }, (_, i) => i + 1);
    const starts = runs.flatMap((run) => ["0".repeat(run) + "1", "1".repeat(run) + "0"]);
    const wanted = starts.map((regime) => BigInt(`0b0${regime.padEnd(n - 1, "0")}`));
    expect(corners).toEqual(
      expect.arrayContaining(wanted.flatMap((bits) => [bits, bits - 1n]).flatMap(inBothSigns)),
    );
  });
});

const roomy = formats.filter(([n, es]) => n - 3 - es >= 2);

test.each(roomy)(
  "the corners of posit⟨%i,%i⟩ hold exponents and fractions of every sort above one",
  (n, es) => {
    const size = n - 3 - es;
    const fractions = [
      "1".padEnd(size, "0"),
      "01".repeat(n).slice(0, size),
      "10".repeat(n).slice(0, size),
      "1".repeat(size),
    ];
    const exponents = es === 0 ? [] : ["1".padStart(es, "0"), "1".padEnd(es, "0"), "1".repeat(es)];
    const wanted = [
      ...fractions.map((fraction) => "010" + "0".repeat(es) + fraction),
      ...exponents.map((exponent) => "010" + exponent + "0".repeat(size)),
    ].map((digits) => BigInt(`0b${digits}`));
    expect(posit(n, es).corners()).toEqual(expect.arrayContaining(wanted));
  },
);

test.each([
  [16, 1, 100, 250],
  [16, 2, 100, 250],
  [64, 2, 400, 700],
  [64, 6, 400, 700],
])("their number at ⟨%i,%i⟩ is from %i to %i", (n, es, least, most) => {
  const { length } = posit(n, es).corners();
  expect(length).toBeGreaterThanOrEqual(least);
  expect(length).toBeLessThanOrEqual(most);
});
