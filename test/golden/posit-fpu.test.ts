import { expect, test } from "vitest";
import { operationCode, positUnit } from "../../golden/posit-fpu.js";
import { posit } from "../../golden/posit.js";

const format = posit(8, 0);
const unit = positUnit(format);
const allBits = Array.from({ length: 256 }, (_, bits) => BigInt(bits));

/** The pattern of a number that the format has. */
const patternOf = (number: number): bigint => allBits.find((bits) => format.number(bits) === number) ?? -1n;

test.each([
  [0, "add", 1.5, 0.5, 8, 2],
  [1, "sub", 1.5, 0.5, 8, 1],
  [2, "mul", 1.5, 0.5, 8, 0.75],
  [3, "fma", 1.5, 0.5, 0.25, 1],
  [4, "div", 1.5, 0.5, 8, 3],
  [5, "sqrt", 2.25, 0.5, 8, 1.5],
  [7, "min", 1.5, -0.5, 8, -0.5],
  [8, "max", 1.5, -0.5, 8, 1.5],
])("%i is %s", (code, name, x, y, a, r) => {
  expect(unit(BigInt(code), patternOf(x), patternOf(y), patternOf(a))).toBe(patternOf(r));
  expect(operationCode.describe(BigInt(code)).value).toBe(name);
});

test("compare gives {x = y, x < y}; integers are of n bits; other codes give 0", () => {
  const [one, two] = [patternOf(1), patternOf(2)];
  expect([unit(6n, one, two, 0n), unit(6n, two, one, 0n), unit(6n, two, two, 0n)]).toEqual([1n, 0n, 2n]);
  expect(unit(6n, format.nar, format.negate(two), 0n)).toBe(1n);
  expect(unit(9n, two, 0n, 0n)).toBe(2n);
  expect(unit(9n, format.negate(two), 0n, 0n)).toBe(0xfen);
  expect(unit(10n, 2n, 0n, 0n)).toBe(two);
  expect(unit(10n, 0x80n, 0n, 0n)).toBe(format.nar);
  expect([11n, 15n].map((code) => unit(code, one, two, one))).toEqual([0n, 0n]);
});
