import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";

/** A value so short that a double holds it, its square and its sums exactly. */
const anySmall = fc.record({
  significand: fc.integer({ min: -(2 ** 20), max: 2 ** 20 }),
  exponent: fc.integer({ min: -10, max: 10 }),
});
type Small = typeof anySmall extends fc.Arbitrary<infer T> ? T : never;

const exact = ({ significand, exponent }: Small) => new Dyadic(BigInt(significand), exponent);
const double = ({ significand, exponent }: Small) => significand * 2 ** exponent;

/** Doubles are dyadic rationals too. */
function fromDouble(value: number): Dyadic {
  let exponent = 0;
  while (!Number.isInteger(value)) {
    value *= 2;
    exponent--;
  }
  return new Dyadic(BigInt(value), exponent);
}

describe("arithmetic agrees with doubles where those are exact", () => {
  test("of two values", () => {
    fc.assert(
      fc.property(anySmall, anySmall, (a, b) => {
        const [x, y] = [double(a), double(b)];
        const expectSame = (actual: Dyadic, expected: number) => {
          expect(actual.minus(fromDouble(expected)).isZero()).toBe(true);
        };
        expectSame(exact(a).times(exact(b)), x * y);
        expectSame(exact(a).plus(exact(b)), x + y);
        expectSame(exact(a).minus(exact(b)), x - y);
        expect(exact(a).compare(exact(b))).toBe(Math.sign(x - y));
      }),
    );
  });

  test("of one value", () => {
    fc.assert(
      fc.property(anySmall, (a) => {
        const x = double(a);
        expect(Number(exact(a).floor())).toBe(Math.floor(x) + 0);
        expect(exact(a).sign() === Math.sign(x)).toBe(true);
        expect(
          exact(a)
            .magnitude()
            .compare(fromDouble(Math.abs(x))),
        ).toBe(0);
        expect(exact(a).negated().compare(fromDouble(-x))).toBe(0);
        expect(
          exact(a)
            .scaled(-3)
            .compare(fromDouble(x / 8)),
        ).toBe(0);
      }),
    );
  });
});

test("compares values, not their representations", () => {
  expect(new Dyadic(12n, -2).compare(new Dyadic(3n))).toBe(0);
  expect(new Dyadic(-1n, -5000).compare(new Dyadic(-1n, -5001))).toBe(-1);
  expect(Dyadic.powerOfTwo(9).compare(new Dyadic(512n))).toBe(0);
});

test.each([
  [new Dyadic(1n), 0],
  [new Dyadic(7n), 2],
  [new Dyadic(8n), 3],
  [new Dyadic(3n, -4), -3],
  [new Dyadic(2n ** 200n - 1n), 199],
])("floorLog2 of %s is %i", (value, expected) => {
  expect(value.floorLog2()).toBe(expected);
});

test("refuses what it cannot do", () => {
  expect(() => Dyadic.zero.floorLog2()).toThrow(
    new RangeError("0 has no binary logarithm; the value must be positive"),
  );
  expect(() => new Dyadic(-1n).floorLog2()).toThrow(RangeError);
  expect(() => new Dyadic(1n, 0.5)).toThrow(
    new RangeError("an exponent of 0.5; it must be an integer of at most 53 bits"),
  );
});

test.each([
  ["2.5", 5n, -1, 2n],
  ["3.5", 7n, -1, 4n],
  ["-2.5", -5n, -1, -2n],
  ["-1.5", -3n, -1, -2n],
  ["2.75", 11n, -2, 3n],
  ["2.25", 9n, -2, 2n],
  ["-2.75", -11n, -2, -3n],
  ["12", 3n, 2, 12n],
])("%s rounds to the nearest integer, ties to even", (_, significand, exponent, expected) => {
  expect(new Dyadic(significand, exponent).roundHalfEven()).toBe(expected);
});

describe("in decimal", () => {
  test.each([
    [0n, 40, "0"],
    [1n, 0, "1"],
    [-3n, -3, "-0.375"],
    [5n, 1, "10"],
    [1n, 28, "268435456"],
    [1n, 39, "549755813888"],
    [1n, 40, "1.09951e12"],
    [10n ** 11n, 0, "100000000000"],
    [10n ** 15n, 0, "1e15"],
    [-25n * 10n ** 14n, 0, "-2.5e15"],
    [9_999_995_000_000_001n, 0, "1e16"],
    [1n, -10, "0.0009765625"],
    [1n, -15, "3.0517578125e-5"],
    [1n, -17, "7.62939453125e-6"],
    [1n, -28, "3.72529e-9"],
    [4097n, -12, "1.00024"],
    [1n, 3968, "3.06918e1194"],
    [1n, -3968, "3.2582e-1195"],
  ])("%i · 2^%i is %s", (significand, exponent, expected) => {
    expect(new Dyadic(significand, exponent).toString()).toBe(expected);
  });

  test("is a double's six digits, or all of them", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 }), (significand, exponent) => {
        const value = significand * 2 ** exponent;
        const text = new Dyadic(BigInt(significand), exponent).toString();
        expect([value, Number(value.toPrecision(6))]).toContain(Number(text) + 0);
        expect(text.replace(/e.*|[^0-9]/g, "").replace(/^0+/, "").length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
