import fc from "fast-check";
import { expect, test } from "vitest";
import { addToNearest } from "../../../nn/train/sums.js";

/** The nearest float of an integer, ties to the even one, by integers alone. */
function nearestFloat(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const cut = Math.max(0, magnitude.toString(2).length - 24);
  const half = cut === 0 ? 0n : 1n << BigInt(cut - 1);
  let kept = magnitude >> BigInt(cut);
  const rest = magnitude - (kept << BigInt(cut));
  if (cut > 0 && (rest > half || (rest === half && (kept & 1n) === 1n))) kept += 1n;
  return (value < 0n ? -1 : 1) * Number(kept) * 2 ** cut;
}

const double = fc
  .tuple(fc.bigInt(-(2n ** 53n), 2n ** 53n), fc.integer({ min: 0, max: 40 }))
  .map(([significand, exponent]) => ({
    exact: significand << BigInt(exponent),
    value: Number(significand) * 2 ** exponent,
  }));

test("a sum of two doubles is rounded to a float once", () => {
  fc.assert(
    fc.property(double, double, (a, b) => {
      expect(addToNearest(a.value, b.value)).toBe(nearestFloat(a.exact + b.exact) + 0);
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test.each([
  // Half-way between two floats but for what a double leaves out: twice rounded it would be 1.
  [1 + 2 ** -24, 2 ** -80, 1 + 2 ** -23],
  [1 + 2 ** -24, -(2 ** -80), 1],
  [1 + 2 ** -24, 0, 1],
  [-1 - 2 ** -24, -(2 ** -80), -1 - 2 ** -23],
  // below a power of two floats are twice as dense
  [1 - 2 ** -25, 2 ** -80, 1],
  [1 - 2 ** -25, -(2 ** -80), 1 - 2 ** -24],
  [3, -3, 0],
])("%d + %d = %d", (a, b, expected) => {
  expect(addToNearest(a, b)).toBe(expected);
});
