import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { realmTables, type SegmentCount } from "../../generators/blocks/logarithm/realm-table.js";
import { mbm, realm, realmUnits } from "../../golden/corrected-mitchell.js";
import { drum } from "../../golden/drum.js";
import { Dyadic } from "../../golden/dyadic.js";
import { leadingFraction, leadingOne } from "../../golden/leading-one.js";
import { mitchellExp2, mitchellLog2, mitchellProduct } from "../../golden/mitchell.js";
import { drAlm, mitchw } from "../../golden/mitchw.js";
import { brokenProduct, orProduct, truncatedProduct } from "../../golden/cut-array.js";
import { exactProduct } from "../../golden/exact-product.js";
import type { SignMode } from "../../golden/signs.js";
import { staticSegment } from "../../golden/static-segment.js";
import { tosam } from "../../golden/tosam.js";

/** n and two patterns of n bits; one pattern in four is near a power of two. */
const operands = fc.integer({ min: 5, max: 64 }).chain((n) => {
  const uniform = fc.bigInt(0n, (1n << BigInt(n)) - 1n);
  const nearPower = fc
    .tuple(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: -2, max: 2 }))
    .map(([at, by]) => BigInt.asUintN(n, (1n << BigInt(at)) + BigInt(by)));
  const pattern = fc.oneof({ weight: 3, arbitrary: uniform }, { weight: 1, arbitrary: nearPower });
  return fc.record({ n: fc.constant(n), x: pattern, y: pattern, keep: fc.integer({ min: 3, max: n }) });
});

const signModes: readonly SignMode[] = ["unsigned", "c1", "c2"];

/** The first `kept` digits of a binary number, then zeros; the last digit kept is set to 1 if asked. */
function firstDigits(u: bigint, kept: number, setLast: boolean): bigint {
  const digits = Array.from(u.toString(2), (digit, i) => (i < kept ? digit : "0"));
  if (setLast && digits.length >= kept) digits[kept - 1] = "1";
  return BigInt(`0b${digits.join("")}`);
}

const magnitudeBelow = (n: number): bigint => 1n << BigInt(2 * n);

describe("worked by hand", () => {
  const unsigned = "unsigned";
  test.each([
    ["Mitch-w: 3·3 is 8", mitchw(8, 8, unsigned, "none"), 3n, 3n, 8n],
    ["Mitch-w: 11·13 is 128, both fractions together 1", mitchw(8, 4, unsigned, "none"), 11n, 13n, 128n],
    ["Mitch-w: powers of two are exact", mitchw(8, 3, unsigned, "none"), 64n, 32n, 2048n],
    ["Mitch-w: zero", mitchw(8, 6, unsigned, "both"), 0n, 77n, 0n],
    ["Mitch-w, compensated, full scale saturates", mitchw(8, 6, unsigned, "both"), 255n, 255n, 64512n],
    // 2^14 with a fraction of 1/128 in each logarithm, with 2^−4 in their sum, and with both
    ["Mitch-w, last bit set", mitchw(8, 8, unsigned, "last"), 128n, 128n, 16384n + 2n * 128n],
    ["Mitch-w, constant added", mitchw(8, 8, unsigned, "constant"), 128n, 128n, 16384n + 1024n],
    ["Mitch-w, both", mitchw(8, 8, unsigned, "both"), 128n, 128n, 16384n + 1024n + 2n * 128n],
    ["Mitch-w c1: −1·1 is −2", mitchw(8, 6, "c1", "none"), 0xffn, 1n, 0xfffen],
    ["Mitch-w c1: −2·3 is −4", mitchw(8, 6, "c1", "none"), 0xfen, 3n, 0xfffcn],
    ["Mitch-w c1: −1·−1 is 1", mitchw(8, 6, "c1", "none"), 0xffn, 0xffn, 1n],
    ["Mitch-w c2: −2·3 is −6", mitchw(8, 6, "c2", "none"), 0xfen, 3n, 0xfffan],
    ["Mitch-w c2: −128·−128", mitchw(8, 6, "c2", "none"), 0x80n, 0x80n, 0x4000n],
    ["DR-ALM: 12·12 is 2^7·11/8", drAlm(8, 4, unsigned), 12n, 12n, 176n],
    ["DRUM: 186 is taken as 160", drum(8, 3, unsigned), 186n, 1n, 160n],
    ["DRUM c1: −1·5 is ~0", drum(8, 3, "c1"), 0xffn, 5n, 0xffffn],
    ["MBM: 12·12 is 64·(2 + 5/64)", mbm(8, 8, unsigned), 12n, 12n, 133n],
    ["MBM: full scale saturates to 9 ones", mbm(8, 8, unsigned), 255n, 255n, 0xff80n],
    ["REALM: 12·12 is 64·(2 + 9/64)", realm(8, 8, unsigned, 4), 12n, 12n, 137n],
    ["columns OR-ed: 3·3 has columns 1, 2, 1", orProduct(8, 2, false), 3n, 3n, 7n],
    [
      "columns OR-ed, signed: −1·3 has columns 1, 2, 2, … below the sign",
      orProduct(4, 3, true),
      0xfn,
      3n,
      0xf7n,
    ],
    ["truncated: 3·3 is in the columns left out", truncatedProduct(4, 3, false, false), 3n, 3n, 0n],
    ["truncated, corrected: 17/4 is added", truncatedProduct(4, 3, false, true), 3n, 3n, 4n],
    [
      "truncated, signed: −1·−1 is 1 and 17 is left out",
      truncatedProduct(4, 3, true, false),
      0xfn,
      0xfn,
      0xf0n,
    ],
    ["broken array: of 3·3 is left 2·2", brokenProduct(8, 2, 1, false), 3n, 3n, 4n],
    ["broken array, signed: of −2·−3 is left −2·−4", brokenProduct(4, 0, 2, true), 0xen, 0xdn, 8n],
    ["SSM: 183 is taken as 176", staticSegment(8, 5, "unsigned", "none"), 183n, 27n, 4752n],
    ["SSM, corrected", staticSegment(8, 5, "unsigned", "cross"), 183n, 27n, 4856n],
    ["SSM c2: −56·3, 56 is taken as 48", staticSegment(8, 4, "c2", "none"), 0xc8n, 3n, 0x10000n - 144n],
    ["TOSAM: 3·3 is 4·(2 + 9/16)", tosam(8, 1, 2, unsigned), 3n, 3n, 10n],
  ])("%s", (_, multiply, x, y, expected) => {
    expect(multiply(x, y)).toBe(expected);
  });
});

describe("laws", () => {
  test("every one is commutative and gives 2n bits, 0 for 0", () => {
    fc.assert(
      fc.property(operands, fc.constantFrom(...signModes), ({ n, x, y, keep }, sign) => {
        const all = [
          mitchw(n, keep, sign, "none"),
          mitchw(n, Math.max(5, keep), sign, "both"),
          mitchw(n, Math.max(5, keep), sign, "constant"),
          mitchw(n, keep, sign, "last"),
          drAlm(n, keep, sign),
          drum(n, keep, sign),
          mbm(n, keep, sign),
          realm(n, keep, sign, 2),
          tosam(n, Math.floor(keep / 2), keep - 1, sign),
          staticSegment(n, n - 2, sign, "cross"),
          orProduct(n, n - 1, sign !== "unsigned"),
          truncatedProduct(n, keep, sign !== "unsigned", false),
        ];
        for (const multiply of all) {
          const product = multiply(x, y);
          expect(multiply(y, x)).toBe(product);
          expect(product < magnitudeBelow(n) && product >= 0n).toBe(true);
          expect(multiply(0n, y)).toBe(0n);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("under c2 a negative operand negates the product", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y, keep }) => {
        const negate = (bits: bigint, width: number): bigint => BigInt.asUintN(width, -bits);
        fc.pre(x !== 1n << BigInt(n - 1));
        const all = [mitchw(n, keep, "c2", "none"), drum(n, keep, "c2"), mbm(n, keep, "c2")];
        for (const multiply of [...all, staticSegment(n, n - 2, "c2", "cross")])
          expect(multiply(negate(x, n), y)).toBe(negate(multiply(x, y), 2 * n));
      }),
    );
  });

  test("Mitch-w with every bit is Mitchell's product, cut off", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y }) => {
        const product = mitchellProduct(new Dyadic(x), new Dyadic(y));
        expect(mitchw(n, n, "unsigned", "none")(x, y)).toBe(product.floor());
      }),
    );
  });

  test("Mitch-w and DR-ALM are Mitchell's product of the first digits, with something added to its logarithm", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y, keep }) => {
        fc.pre(x !== 0n && y !== 0n);
        const w = Math.max(5, keep);
        // digits of x·2^n: there are always enough of them
        const log = (u: bigint, kept: number, setsLast: boolean): Dyadic =>
          mitchellLog2(new Dyadic(firstDigits(u << BigInt(n), kept, setsLast)).scaled(-n));
        const expected = (kept: number, added: Dyadic, correction: bigint, setsLast = true): bigint => {
          const sum = log(x, kept, setsLast)
            .plus(log(y, kept, setsLast))
            .plus(added);
          if (sum.floor() < 2n * BigInt(n)) return mitchellExp2(sum).floor();
          expect(correction).toBeGreaterThan(1n);
          return magnitudeBelow(n) - (magnitudeBelow(n) >> BigInt(kept));
        };
        const one = new Dyadic(1n);
        const constant = [one.scaled(-4), 1n << BigInt(w - 5)] as const;
        expect(mitchw(n, w, "unsigned", "both")(x, y)).toBe(expected(w, ...constant));
        expect(mitchw(n, w, "unsigned", "constant")(x, y)).toBe(expected(w, ...constant, false));
        expect(mitchw(n, keep, "unsigned", "last")(x, y)).toBe(expected(keep, Dyadic.zero, 0n));
        expect(drAlm(n, keep, "unsigned")(x, y)).toBe(expected(keep, one.scaled(1 - keep), 1n));
      }),
    );
  });

  test("truncated Mitch-w never exceeds the product, and falls short by at most 1/9 and what was cut off", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y, keep }) => {
        const product = mitchw(n, keep, "unsigned", "none")(x, y);
        expect(product).toBeLessThanOrEqual(x * y);
        const cut = firstDigits(x, keep, false) * firstDigits(y, keep, false);
        expect(9n * (product + 1n)).toBeGreaterThanOrEqual(8n * cut);
      }),
    );
  });

  test("DRUM is the product of the first digits, and exact below 2^k", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y, keep }) => {
        const rounded = (u: bigint): bigint => (u.toString(2).length > keep ? firstDigits(u, keep, true) : u);
        expect(drum(n, keep, "unsigned")(x, y)).toBe(rounded(x) * rounded(y));
        expect(drum(n, n, "c2")(x, y)).toBe(exactProduct(n, n, true)(x, y));
      }),
    );
  });

  test("TOSAM is its formula in real numbers, cut off", () => {
    fc.assert(
      fc.property(operands, ({ x, y, keep }) => {
        // 16 bits, so that doubles are exact.
        const [u, v, t] = [Number(x & 0xffffn), Number(y & 0xffffn), Math.min(keep - 1, 10)];
        fc.pre(u > 0 && v > 0);
        const h = Math.min(3, t);
        const parts = (value: number): { k: number; cut: number; rounded: number } => {
          const k = 31 - Math.clz32(value);
          const fraction = value / 2 ** k - 1;
          const toBits = (bits: number): number => Math.floor(fraction * 2 ** bits) / 2 ** bits;
          return { k, cut: toBits(t), rounded: toBits(h) + 2 ** (-h - 1) };
        };
        const [a, b] = [parts(u), parts(v)];
        const real = 2 ** (a.k + b.k) * (1 + a.cut + b.cut + a.rounded * b.rounded);
        expect(Number(tosam(16, h, t, "unsigned")(BigInt(u), BigInt(v)))).toBe(Math.floor(real));
      }),
    );
  });
});

test("MBM and REALM are their formula in real numbers, cut off", () => {
  const sixteen = fc.bigInt(1n, 0xffffn);
  fc.assert(
    fc.property(
      sixteen,
      sixteen,
      fc.constantFrom(1, 4, 16),
      fc.integer({ min: 6, max: 16 }),
      (x, y, segments, w) => {
        const parts = (u: bigint): { k: number; fraction: number } => {
          const k = 31 - Math.clz32(Number(u));
          const cut = Math.floor((Number(u) / 2 ** k - 1) * 2 ** (w - 1));
          return { k, fraction: (w < 16 ? cut | 1 : cut) / 2 ** (w - 1) };
        };
        const [a, b] = [parts(x), parts(y)];
        const sum = a.fraction + b.fraction;
        const segment = ({ fraction }: { fraction: number }): number => Math.floor(fraction * segments);
        const correction = realmUnits(segments, segment(a), segment(b)) / 64;
        const real = 2 ** (a.k + b.k) * (Math.max(1 + sum, 2 * sum) + correction);
        const top = 2 ** 32 - 2 ** (32 - Math.max(w, 7) - 1);
        const product = realm(16, w, "unsigned", segments)(x, y);
        expect(Number(product)).toBe(real < 2 ** 32 ? Math.floor(real) : top);
      },
    ),
  );
});

describe("REALM's table", () => {
  test.each([1, 2, 4, 8, 16] as SegmentCount[])(
    "of %d segments is what the paper's integrals give",
    (segments) => {
      realmTables[segments].forEach((row, i) => {
        row.forEach((units, j) => {
          expect(realmUnits(segments, i, j), `${i}, ${j}`).toBe(units);
        });
      });
    },
  );

  test("agrees with sums over a grid", () => {
    const steps = 60;
    for (const [i, j] of [[0, 3] as const, [1, 2] as const, [2, 2] as const]) {
      let error = 0;
      let weight = 0;
      for (let a = 0; a < steps; a++)
        for (let b = 0; b < steps; b++) {
          const [x, y] = [(i + (a + 0.5) / steps) / 4, (j + (b + 0.5) / steps) / 4];
          const exact = (1 + x) * (1 + y);
          error += 1 - (x + y < 1 ? 1 + x + y : 2 * (x + y)) / exact;
          weight += 1 / exact;
        }
      expect(Math.round((64 * error) / weight)).toBe(realmUnits(4, i, j));
    }
  });

  test("of one segment is MBM", () => {
    fc.assert(
      fc.property(operands, ({ n, x, y, keep }) => {
        expect(realm(n, keep, "unsigned", 1)(x, y)).toBe(mbm(n, keep, "unsigned")(x, y));
      }),
      { numRuns: 100 },
    );
  });
});

test("a number is put together again from its leading one and its fraction", () => {
  fc.assert(
    fc.property(operands, ({ x }) => {
      fc.pre(x > 0n);
      const k = leadingOne(x);
      expect((1n << k) + leadingFraction(x, Number(k))).toBe(x);
    }),
  );
});
