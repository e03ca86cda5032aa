import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { positMac, type MacRounding } from "../../golden/posit-mac.js";
import type { ProductKind } from "../../golden/posit-product.js";
import { posit } from "../../golden/posit.js";
import { allPatterns, anyPosits, anyReals } from "./arbitrary.js";
import { PositTree } from "./posit-tree.js";

const absolute = (integer: bigint) => (integer < 0n ? -integer : integer);

/** Mitchell's product by cases (his §III), of integers that count units of 2^-u, as a multiple of 2^-2u. */
function mitchellUnits(x: bigint, y: bigint): bigint {
  if (x === 0n || y === 0n) return 0n;
  const [powerX, powerY] = [leading(absolute(x)), leading(absolute(y))];
  const [restX, restY] = [absolute(x) - powerX, absolute(y) - powerY];
  const [one, fractions] = [powerX * powerY, restX * powerY + restY * powerX];
  const magnitude = fractions < one ? one + fractions : 2n * fractions;
  return x < 0n === y < 0n ? magnitude : -magnitude;
}

const leading = (positive: bigint) => 1n << BigInt(positive.toString(2).length - 1);

describe("a fused multiply-add is the exact sum, rounded down the tree", () => {
  test.each<[ProductKind, (x: bigint, y: bigint) => bigint]>([
    ["exact", (x, y) => x * y],
    ["plam", mitchellUnits],
  ])("%s", (product, multiply) => {
    fc.assert(
      fc.property(anyReals, ({ format, x, y, a }) => {
        const tree = new PositTree(format.n, format.es);
        const exact = tree.fromSquareUnits(multiply(tree.value(x), tree.value(y))) + tree.value(a);
        expect(positMac(format, product, "fused")(x, y, a)).toBe(tree.round(exact));
      }),
    );
  });
});

const kinds = (["exact", "plam"] as const).flatMap((product) =>
  (["fused", "discrete"] as const).map((rounding): [ProductKind, MacRounding] => [product, rounding]),
);

describe.each(kinds)("%s, %s", (product, rounding) => {
  test("of zero is the product, with a factor of one the sum", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y, a }) => {
        const mac = positMac(format, product, rounding);
        const times = product === "exact" ? format.multiply(x, y) : format.plam(x, y);
        expect(mac(x, y, 0n)).toBe(times);
        expect(mac(x, format.one, a)).toBe(format.add(x, a));
      }),
    );
  });

  test("changes sign with product and addend", () => {
    fc.assert(
      fc.property(anyPosits, ({ format, x, y, a }) => {
        const mac = positMac(format, product, rounding);
        expect(mac(format.negate(x), y, format.negate(a))).toBe(format.negate(mac(x, y, a)));
      }),
    );
  });
});

test("discrete is two operations, one after the other", () => {
  fc.assert(
    fc.property(anyPosits, ({ format, x, y, a }) => {
      expect(positMac(format, "exact", "discrete")(x, y, a)).toBe(format.add(format.multiply(x, y), a));
      expect(positMac(format, "plam", "discrete")(x, y, a)).toBe(format.add(format.plam(x, y), a));
      expect(positMac(format, "exact", "fused")(x, y, a)).toBe(format.fma(x, y, a));
    }),
  );
});

// 1.0625² = 1.12890625 lies between the posits⟨8,0⟩ 1.125 and 1.140625; PLAM makes it 1.125, exactly.
test("fused keeps what discrete rounds away", () => {
  const format = posit(8, 0);
  const [x, minus1125] = [format.round(new Dyadic(17n, -4)), format.round(new Dyadic(-9n, -3))];
  const all = kinds.map(([product, rounding]) => positMac(format, product, rounding)(x, x, minus1125));
  expect(all).toEqual([1n, 0n, 0n, 0n]);
});

test("fused keeps what discrete rounds away, of PLAM's product", () => {
  const format = posit(5, 1);
  const patterns = allPatterns(5);
  const triples = patterns.flatMap((x) => patterns.flatMap((y) => patterns.map((a) => [x, y, a] as const)));
  const [fused, discrete] = [positMac(format, "plam", "fused"), positMac(format, "plam", "discrete")];
  expect(triples.filter(([x, y, a]) => fused(x, y, a) !== discrete(x, y, a)).length).toBeGreaterThan(1000);
});
