import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { mitchellExp2, mitchellLog2, mitchellProduct } from "../../golden/mitchell.js";
import { posit } from "../../golden/posit.js";
import { allPatterns, anyPosits, anyReals } from "./arbitrary.js";
import { PositTree } from "./posit-tree.js";

/**
 * Mitchell's product of positive integers, by cases as in his paper: 2^s·(1 + f1 + f2) if f1 + f2 < 1, else
 * 2^(s+1)·(f1 + f2).
 * The result counts units of 2^−(bits of x + bits of y), so it is an integer.
 */
function productByCases(x: bigint, y: bigint) {
  const [sizeX, sizeY] = [x.toString(2).length - 1, y.toString(2).length - 1];
  const one = 1n << BigInt(sizeX + sizeY);
  const fractions = (x << BigInt(sizeY)) - one + ((y << BigInt(sizeX)) - one);
  return fractions < one ? one + fractions : 2n * fractions;
}

const absolute = (integer: bigint) => (integer < 0n ? -integer : integer);

const anyPositive = fc
  .tuple(fc.bigInt(1n, 2n ** 70n), fc.integer({ min: -5000, max: 5000 }))
  .map(([significand, exponent]) => new Dyadic(significand, exponent));

describe("Mitchell's product", () => {
  test("is his, by cases", () => {
    fc.assert(
      fc.property(anyPositive, anyPositive, (x, y) => {
        const expected = productByCases(x.significand, y.significand);
        expect(mitchellProduct(x, y).compare(new Dyadic(expected, x.exponent + y.exponent))).toBe(0);
      }),
    );
  });

  test("has a relative error from −1/9 to 0", () => {
    fc.assert(
      fc.property(anyPositive, anyPositive, (x, y) => {
        const exact = x.times(y);
        const approximate = mitchellProduct(x, y);
        const nineTimes = (value: Dyadic) => value.times(new Dyadic(9n));
        expect(nineTimes(approximate).compare(exact.scaled(3))).toBeGreaterThanOrEqual(0);
        expect(approximate.compare(exact)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test.each([
    ["1.5 · 1.5 is 2, a ninth too little", new Dyadic(3n, -1), new Dyadic(3n, -1), "2"],
    ["−1.5 · 1.25 is −1.75", new Dyadic(-3n, -1), new Dyadic(5n, -2), "-1.75"],
    ["−4 · −1.25 is 5", new Dyadic(-4n), new Dyadic(-5n, -2), "5"],
    ["0 · −3 is 0", Dyadic.zero, new Dyadic(-3n), "0"],
    ["−3 · 0 is 0", new Dyadic(-3n), Dyadic.zero, "0"],
  ])("%s", (_, x, y, expected) => {
    expect(mitchellProduct(x, y).toString()).toBe(expected);
  });

  test("of logarithms: log2 4.5 is 2.125, and back", () => {
    const [value, logarithm] = [new Dyadic(9n, -1), new Dyadic(17n, -3)];
    expect(mitchellLog2(value).compare(logarithm)).toBe(0);
    expect(mitchellExp2(logarithm).compare(value)).toBe(0);
    expect(() => mitchellLog2(Dyadic.zero)).toThrow(RangeError);
  });
});

describe("PLAM", () => {
  test("is Mitchell's product by cases, rounded down the tree", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y }) => {
        const tree = new PositTree(format.n, format.es);
        fc.pre(x !== 0n && y !== 0n);
        const [valueX, valueY] = [tree.value(x), tree.value(y)];
        const magnitude = tree.fromSquareUnits(productByCases(absolute(valueX), absolute(valueY)));
        const product = valueX > 0n === valueY > 0n ? magnitude : -magnitude;
        expect(format.plam(x, y)).toBe(tree.round(product));
      }),
    );
  });

  test("gives the same bits for every es, on all pairs of 6-bit patterns", () => {
    const patterns = allPatterns(6);
    const results = [0, 1, 2, 3, 4, 5, 6].map((es) =>
      patterns.flatMap((x) => patterns.map((y) => posit(6, es).plam(x, y))),
    );
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test("gives the same bits for every es", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        const results = [0, 1, 2, 3, 4, 5, 6].map((es) => posit(format.n, es).plam(x, y));
        expect(new Set(results).size).toBe(1);
      }),
    );
  });

  test("is at most the exact product in magnitude, and equal to it where a factor is a power of two", () => {
    fc.assert(
      fc.property(anyReals, fc.integer({ min: -70, max: 70 }), ({ format, x, y }, exponent) => {
        const magnitude = (bits: bigint) => absolute(BigInt.asIntN(format.n, bits));
        expect(magnitude(format.plam(x, y)) <= magnitude(format.multiply(x, y))).toBe(true);
        const powerOfTwo = format.round(Dyadic.powerOfTwo(exponent));
        fc.pre(format.value(powerOfTwo).compare(Dyadic.powerOfTwo(exponent)) === 0);
        expect(format.plam(x, powerOfTwo)).toBe(format.multiply(x, powerOfTwo));
      }),
    );
  });
});
