import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { positQuotient, positSquareRoot } from "../../golden/posit-division.js";
import { posit } from "../../golden/posit.js";
import { allPatterns, anyReals } from "./arbitrary.js";
import { PositTree } from "./posit-tree.js";

/** Compares the true value with a border between posits, in integers: −1, 0 or 1. */
type Side = (border: bigint) => number;

const side = (value: bigint, border: bigint) => (value < border ? -1 : Number(value > border));

/** Whether a positive result is the nearest posit, judged by the borders on its two sides. */
function isNearest(tree: PositTree, bits: bigint, beside: Side): boolean {
  const isEven = bits % 2n === 0n;
  const most = (1n << BigInt(tree.n - 1)) - 1n;
  const above = bits === most ? -1 : beside(tree.midpointAbove(bits));
  const below = bits === 1n ? 1 : beside(tree.midpointAbove(bits - 1n));
  return (above < 0 || (above === 0 && isEven)) && (below > 0 || (below === 0 && isEven));
}

describe("by the definition of rounding, with the tree's borders", () => {
  test("a quotient times the divisor is on the right side of the borders", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y }) => {
        fc.pre(x !== 0n && y !== 0n);
        const tree = new PositTree(format.n, format.es);
        const [a, b] = [x, y].map((bits) => tree.units(format.value(bits).magnitude())) as [bigint, bigint];
        const unit = tree.units(format.value(format.one));
        const result = positQuotient(format, x, y);
        const isNegative = format.value(x).sign() !== format.value(y).sign();
        const magnitude = isNegative ? format.negate(result) : result;
        expect(isNearest(tree, magnitude, (border) => side(a * unit, border * b))).toBe(true);
      }),
    );
  });

  test("a root's square is on the right side of the borders", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x }) => {
        fc.pre(x !== 0n);
        const positive = format.value(x).sign() < 0 ? format.negate(x) : x;
        const tree = new PositTree(format.n, format.es);
        const square = tree.units(format.value(positive)) * tree.units(format.value(format.one));
        const root = positSquareRoot(format, positive);
        expect(isNearest(tree, root, (border) => side(square, border * border))).toBe(true);
      }),
    );
  });
});

test("what is exact is so: one, itself, squares and products where nothing is rounded", () => {
  const format = posit(8, 0);
  for (const x of allPatterns(8).filter((bits) => bits !== 0n && bits !== format.nar)) {
    expect(positQuotient(format, x, format.one)).toBe(x);
    expect(positQuotient(format, x, x)).toBe(format.one);
  }
  // 1.5 is 0x50, its square 2.25 is 0x62
  expect(positSquareRoot(format, 0x62n)).toBe(0x50n);
  expect(positQuotient(format, 0x62n, 0x50n)).toBe(0x50n);
});

test("what has no value is NaR", () => {
  const format = posit(8, 2);
  const { nar, one } = format;
  for (const [x, y] of [
    [nar, one],
    [one, nar],
    [one, 0n],
    [0n, 0n],
  ] as const)
    expect(positQuotient(format, x, y)).toBe(nar);
  expect(positQuotient(format, 0n, one)).toBe(0n);
  expect(positSquareRoot(format, nar)).toBe(nar);
  expect(positSquareRoot(format, format.negate(one))).toBe(nar);
  expect(positSquareRoot(format, 0n)).toBe(0n);
});
