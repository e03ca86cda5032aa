import { describe, expect, test } from "vitest";
import { addToOdd, divideToOdd, Mean, multiplyToOdd } from "../../nn/run/exact.js";

const next = 2 ** -23;

describe("rounding to odd: a float itself, else the neighbour whose last bit is 1", () => {
  test.each([
    // 1 has an even pattern; above it 1 + 2^-23 is odd, below it 1 − 2^-24.
    [1, 2 ** -60, 1 + next],
    [1, -(2 ** -60), 1 - next / 2],
    [-1, 2 ** -60, -1 + next / 2],
    [-1, -(2 ** -60), -1 - next],
    // Between 1 + 2^-23, odd, and 1 + 2^-22: the odd one, however near the other is.
    [1 + 2 * next, -(2 ** -60), 1 + next],
    [1 + next, next * 0.75, 1 + next],
    [1, 2, 3],
    [5, -5, 0],
    [2 ** -149, 0, 2 ** -149],
  ])("%d + %d = %d", (a, b, expected) => {
    expect(addToOdd(a, b)).toBe(expected);
  });

  test("products and quotients", () => {
    // (1 + 2^-23)² = 1 + 2^-22 + 2^-46: its neighbours are even 1 + 2^-22 and odd 1 + 3·2^-23
    expect(multiplyToOdd(1 + next, 1 + next)).toBe(1 + 3 * next);
    expect(multiplyToOdd(3, 5)).toBe(15);
    expect(divideToOdd(6, -3)).toBe(-2);
    // 1/3 lies between 0x3eaaaaaa and 0x3eaaaaab, as the significand is 0101…01|0101…
    expect(divideToOdd(1, 3)).toBe(0xaaaaab / 2 ** 25);
    expect(divideToOdd(-1, 3)).toBe(-0xaaaaab / 2 ** 25);
    expect(divideToOdd(1, -Infinity)).toBe(-0);
    expect(divideToOdd(Infinity, Infinity)).toBeNaN();
  });

  test("the mean of numbers far apart is exact before it is rounded", () => {
    const mean = new Mean();
    for (const value of [2 ** 28, 2 ** -28, -(2 ** 28), 2 ** -28]) mean.add(value);
    expect(mean.nearest(4)).toBe(2 ** -29);
    expect(mean.toOdd(4)).toBe(2 ** -29);
    mean.clear();
    for (const value of [2 ** 28, 2 ** -40]) mean.add(value);
    expect(mean.nearest(2)).toBe(2 ** 27);
    expect(mean.toOdd(2)).toBe(2 ** 27 * (1 + next));
  });
});
