import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenProduct, orProduct, truncatedProduct } from "../../golden/cut-array.js";
import { exactProduct } from "../../golden/exact-product.js";
import { staticSegment } from "../../golden/static-segment.js";

describe("arrays cut", () => {
  /** Every product x[i]·y[j] with its weight, from the definition. */
  const products = (n: number, x: bigint, y: bigint, signed: boolean) =>
    Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [at % n, Math.floor(at / n)];
      const one = ((x >> BigInt(i)) & (y >> BigInt(j)) & 1n) === 1n;
      const negative = signed && (i === n - 1) !== (j === n - 1);
      return { i, j, worth: one ? (negative ? -1n : 1n) << BigInt(i + j) : 0n };
    });
  const total = (all: readonly { readonly worth: bigint }[]): bigint =>
    all.reduce((sum, { worth }) => sum + worth, 0n);
  const cuts = fc.integer({ min: 4, max: 12 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      x: fc.bigInt(0n, (1n << BigInt(n)) - 1n),
      y: fc.bigInt(0n, (1n << BigInt(n)) - 1n),
      t: fc.integer({ min: 1, max: 2 * n - 2 }),
      h: fc.integer({ min: 0, max: n - 1 }),
      signed: fc.boolean(),
    }),
  );

  test("are the sum of what is left", () => {
    fc.assert(
      fc.property(cuts, ({ n, x, y, t, h, signed }) => {
        const all = products(n, x, y, signed);
        const asPattern = (sum: bigint): bigint => BigInt.asUintN(2 * n, sum);
        const kept = all.filter(({ i, j }) => i + j >= t);
        expect(truncatedProduct(n, t, signed, false)(x, y)).toBe(asPattern(total(kept)));
        const broken = total(kept.filter(({ j }) => j >= h));
        expect(brokenProduct(n, t, h, signed)(x, y)).toBe(asPattern(broken));
        const low = signed ? Math.min(t, n - 1) : t;
        const ored = Array.from({ length: low }, (_, column) =>
          all.some(({ i, j, worth }) => i + j === column && worth !== 0n) ? 1n << BigInt(column) : 0n,
        ).reduce((sum, bit) => sum + bit, 0n);
        const above = total(all.filter(({ i, j }) => i + j >= low));
        expect(orProduct(n, low, signed)(x, y)).toBe(asPattern(above + ored));
      }),
    );
  });

  test.each([
    [4, 4, false],
    [4, 6, false],
    [4, 3, true],
    [4, 6, true],
    [5, 7, true],
  ])(
    "corrected, of %i bits and %i columns (signed %s), have no error on average but for rounding",
    (n, t, signed) => {
      const [corrected, exact] = [truncatedProduct(n, t, signed, true), exactProduct(n, n, signed)];
      const size = 1n << BigInt(n);
      let error = 0n;
      for (let x = 0n; x < size; x++)
        for (let y = 0n; y < size; y++)
          error += BigInt.asIntN(2 * n, BigInt.asUintN(2 * n, corrected(x, y) - exact(x, y)));
      expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(size * size);
    },
  );
});

test("SSM is exact below 2^m, never too large but for its correction, and corrected nearer", () => {
  const [plain, cross] = [staticSegment(8, 5, "unsigned", "none"), staticSegment(8, 5, "unsigned", "cross")];
  const off = (multiply: typeof plain, x: bigint, y: bigint): number => Number(multiply(x, y) - x * y);
  let [plainOff, crossOff] = [0, 0];
  for (let x = 0n; x < 256n; x++)
    for (let y = 0n; y < 256n; y++) {
      expect(off(plain, x, y)).toBeLessThanOrEqual(0);
      if (x < 32n && y < 32n) expect(plain(x, y)).toBe(x * y);
      plainOff += Math.abs(off(plain, x, y));
      crossOff += Math.abs(off(cross, x, y));
    }
  expect(crossOff).toBeLessThan(0.6 * plainOff);
});
