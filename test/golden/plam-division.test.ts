import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plamDivide, plamSquareRoot } from "../../golden/plam-division.js";
import { posit, type Posit } from "../../golden/posit.js";
import { Dyadic } from "../../golden/dyadic.js";
import { allPatterns, anyPosits, anyReals } from "./arbitrary.js";
import { PositTree } from "./posit-tree.js";

const reciprocal = (format: Posit, bits: bigint) => BigInt.asUintN(format.n, -bits) ^ format.nar;

describe("PLAM's quotient", () => {
  // inverting the sign bit and complementing the result negates the logarithm exactly
  test("is the product with the pattern of the negative logarithm", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y }) => {
        fc.pre(y !== 0n && y !== format.nar);
        expect(plamDivide(format, x, y)).toBe(format.plam(x, reciprocal(format, y)));
      }),
    );
  });

  // By cases: 2^(a-b)·(1 + f - g) while f ≥ g, else 2^(a-b-1)·(2 + f - g).
  test("is Mitchell's by cases, rounded down the tree", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y }) => {
        fc.pre(x !== 0n && y !== 0n);
        const tree = new PositTree(format.n, format.es);
        const [valueX, valueY] = [format.value(x), format.value(y)];
        const [a, b] = [valueX.magnitude().floorLog2(), valueY.magnitude().floorLog2()];
        const f = valueX.magnitude().scaled(-a);
        const g = valueY.magnitude().scaled(-b);
        const difference = f.minus(g);
        const magnitude =
          difference.sign() >= 0
            ? difference.plus(Dyadic.one).scaled(a - b)
            : difference.plus(new Dyadic(2n)).scaled(a - b - 1);
        const rounded = tree.round(tree.units(magnitude));
        const negative = valueX.sign() !== valueY.sign();
        expect(plamDivide(format, x, y)).toBe(negative ? format.negate(rounded) : rounded);
      }),
    );
  });

  test("undoes PLAM's product where nothing is rounded", () => {
    const format = posit(8, 0);
    const half = format.round(Dyadic.powerOfTwo(-1));
    for (const x of allPatterns(8)) expect(plamDivide(format, x, format.one)).toBe(x);
    expect(plamDivide(format, format.one, half)).toBe(format.round(new Dyadic(2n)));
  });

  test("by zero is NaR, and so is zero by zero", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x }) => {
        expect(plamDivide(format, x, 0n)).toBe(format.nar);
        expect(plamDivide(format, x, format.nar)).toBe(format.nar);
        expect(plamDivide(format, format.nar, x)).toBe(format.nar);
      }),
    );
  });
});

describe("PLAM's square root", () => {
  // By cases: of 2^(2h)·(1 + f) it is 2^h·(1 + f/2), of 2^(2h+1)·(1 + f) it is 2^h·(1 + (1+f)/2).
  test("is Mitchell's by cases, rounded down the tree", () => {
    fc.assert(
      fc.property(anyReals, ({ format, x }) => {
        fc.pre(x > 0n && x < format.nar);
        const tree = new PositTree(format.n, format.es);
        const scale = format.value(x).floorLog2();
        const significand = format.value(x).scaled(-scale);
        const h = Math.floor(scale / 2);
        const even = significand.plus(Dyadic.one).scaled(h - 1);
        const odd = significand.plus(new Dyadic(2n)).scaled(h - 1);
        expect(plamSquareRoot(format, x)).toBe(tree.round(tree.units(scale === 2 * h ? even : odd)));
      }),
    );
  });

  test("of a negative number is NaR; it is exact at powers of four, and ascends", () => {
    fc.assert(
      fc.property(anyPosits, fc.integer({ min: -60, max: 60 }), ({ format, x, y }, h) => {
        if (x >= format.nar) expect(plamSquareRoot(format, x)).toBe(format.nar);
        const square = format.round(Dyadic.powerOfTwo(2 * h));
        if (format.value(square).compare(Dyadic.powerOfTwo(2 * h)) === 0)
          expect(plamSquareRoot(format, square)).toBe(format.round(Dyadic.powerOfTwo(h)));
        const [low, high] = [x, y].map((bits) => bits % format.nar).sort((a, b) => (a < b ? -1 : 1));
        expect(plamSquareRoot(format, low ?? 0n) <= plamSquareRoot(format, high ?? 0n)).toBe(true);
      }),
    );
  });
});
