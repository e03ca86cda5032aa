import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { posit } from "../../golden/posit.js";
import { allPatterns, anyReals, formatsOfWidths } from "./arbitrary.js";
import { PositTree } from "./posit-tree.js";

describe("the tree itself", () => {
  test("is Gustafson's ring of posits⟨5,1⟩", () => {
    const tree = new PositTree(5, 1);
    const values = allPatterns(4).map((bits) => Number(tree.value(bits)) / Number(tree.value(0b01000n)));
    expect(values).toEqual([
      0,
      1 / 64,
      1 / 16,
      1 / 8,
      1 / 4,
      3 / 8,
      1 / 2,
      3 / 4,
      1,
      1.5,
      2,
      3,
      4,
      8,
      16,
      64,
    ]);
  });
});

describe("every pattern of a narrow posit, against the tree", () => {
  const narrow = formatsOfWidths(3, 9);

  test.each(narrow)("has its value: ⟨%i,%i⟩", (n, es) => {
    const tree = new PositTree(n, es);
    const format = posit(n, es);
    const reals = allPatterns(n).filter((bits) => bits !== format.nar);
    expect(reals.map((bits) => tree.units(format.value(bits)))).toEqual(
      reals.map((bits) => tree.value(bits)),
    );
  });

  // Rounding is monotonic (a law, tested elsewhere). So these three points on each side of every border
  // decide what happens to every value.
  test.each(narrow)("ends at its borders with its neighbours: ⟨%i,%i⟩", (n, es) => {
    const tree = new PositTree(n, es);
    const format = posit(n, es);
    const unit = tree.units(format.value(format.one));
    const round = (units: bigint, epsilon: bigint) =>
      format.round(dividedBy(units, unit).plus(new Dyadic(epsilon, -10_000)));

    for (let below = 1n; below < format.maxpos; below++) {
      const border = tree.midpointAbove(below);
      expect(round(border, -1n)).toBe(below);
      expect(round(border, 0n)).toBe(below % 2n === 0n ? below : below + 1n);
      expect(round(border, 1n)).toBe(below + 1n);
      expect(round(-border, 1n)).toBe(2n * format.nar - below);
    }
  });
});

/** Divides a whole number of units by another that is a power of two. */
function dividedBy(units: bigint, powerOfTwo: bigint): Dyadic {
  return new Dyadic(units, -(powerOfTwo.toString(2).length - 1));
}

describe("exact results, against the tree", () => {
  test.each(formatsOfWidths(3, 7))("every product of posits⟨%i,%i⟩", (n, es) => {
    const tree = new PositTree(n, es);
    const format = posit(n, es);
    const reals = allPatterns(n).filter((bits) => bits !== format.nar);
    const values = reals.map((bits) => tree.value(bits));
    const expected = values.flatMap((x) => values.map((y) => tree.round(tree.fromSquareUnits(x * y))));
    expect(reals.flatMap((x) => reals.map((y) => format.multiply(x, y)))).toEqual(expected);
  });

  test("value", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x }) => {
        const tree = new PositTree(format.n, format.es);
        expect(tree.units(format.value(x))).toBe(tree.value(x));
      }),
    );
  });

  test.each(["multiply", "add", "fma"] as const)("%s", (operation) => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y, a }) => {
        const tree = new PositTree(format.n, format.es);
        const [valueX, valueY, valueA] = [tree.value(x), tree.value(y), tree.value(a)];
        const exact = {
          multiply: tree.fromSquareUnits(valueX * valueY),
          add: valueX + valueY,
          fma: tree.fromSquareUnits(valueX * valueY) + valueA,
        };
        expect(format[operation](x, y, a)).toBe(tree.round(exact[operation]));
      }),
    );
  });

  test("rounding at, just below and just above the border between two neighbours", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x }) => {
        const tree = new PositTree(format.n, format.es);
        const below = BigInt.asUintN(format.n - 1, x);
        fc.pre(below > 0n && below < format.maxpos);
        const border = dividedBy(tree.midpointAbove(below), tree.value(format.one));
        const nudge = new Dyadic(1n, -10_000);
        expect(format.round(border.minus(nudge))).toBe(below);
        expect(format.round(border)).toBe(below % 2n === 0n ? below : below + 1n);
        expect(format.round(border.plus(nudge))).toBe(below + 1n);
      }),
    );
  });
});
