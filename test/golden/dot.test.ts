import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bipolarDot, dot, dotResult } from "../../golden/dot.js";
import { signed } from "../../golden/integer.js";
import { bipolar, packed } from "../../golden/packed.js";
import { positSigmoid } from "../../golden/posit-sigmoid.js";
import { posit } from "../../golden/posit.js";

describe("packed", () => {
  const format = packed(signed(4), 3);

  test("lane 0 is lowest", () => {
    expect(format.split(0xf21n)).toEqual([1n, 2n, 15n]);
    expect(format.join([1n, 2n, 15n])).toBe(0xf21n);
    expect(format.describe(0xf21n)).toEqual({
      fields: { "lane 0": "1", "lane 1": "2", "lane 2": "-1" },
      value: "[1, 2, -1]",
    });
  });

  test("corners are distinct, ascending and in range", () => {
    const corners = format.corners();
    expect(corners).toEqual([...new Set(corners)].sort((a, b) => (a < b ? -1 : 1)));
    expect(corners.at(-1)).toBeLessThan(1n << 12n);
    expect(corners).toContain(0x888n);
  });

  test("refuses patterns beyond its width and no lanes", () => {
    expect(() => format.split(0x1000n)).toThrow(RangeError);
    expect(() => packed(bipolar, 0)).toThrow(RangeError);
    expect(() => bipolar.describe(2n)).toThrow(RangeError);
  });
});

test("the binary dot product is twice the popcount of XNOR less the lanes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.bigInt(0n, 2n ** 30n),
      fc.bigInt(0n, 2n ** 30n),
      (lanes, a, b) => {
        const [x, w] = [BigInt.asUintN(lanes, a), BigInt.asUintN(lanes, b)];
        const agree = BigInt.asUintN(lanes, ~(x ^ w))
          .toString(2)
          .replaceAll("0", "").length;
        expect(bipolarDot(lanes)(x, w)).toBe(BigInt(2 * agree - lanes));
      },
    ),
  );
});

test("dot products by hand", () => {
  const shape = { lanes: 2, xbits: 4, wbits: 2 } as const;
  expect(dot({ ...shape, signs: "unsigned" })(0xf3n, 0b11_10n)).toBe(15n * 3n + 3n * 2n);
  expect(dot({ ...shape, signs: "mixed" })(0xf3n, 0b11_10n)).toBe(15n * -1n + 3n * -2n);
  expect(dot({ ...shape, signs: "signed" })(0xf3n, 0b11_10n)).toBe(-1n * -1n + 3n * -2n);
});

test.each([
  ["unsigned", 3, 3, 1, 6],
  ["signed", 3, 3, 1, 6],
  ["mixed", 3, 3, 1, 6],
  ["signed", 1, 1, 1, 2],
  ["unsigned", 1, 1, 1, 1],
  ["unsigned", 4, 4, 8, 11],
] as const)("%s, %d and %d bits, %d lanes: the sum needs %d bits", (signs, xbits, wbits, lanes, width) => {
  expect(dotResult({ signs, xbits, wbits, lanes }).width).toBe(width);
});

describe("the fast sigmoid", () => {
  test.each([
    [8, 0.0607],
    [16, 0.049],
  ])("of posit⟨%d,0⟩ is at most %d off, and that much somewhere", (n, bound) => {
    const format = posit(n, 0);
    const sigmoid = positSigmoid(n);
    let worst = 0;
    for (let x = 0n; x < 1n << BigInt(n); x++) {
      if (x === format.nar) continue;
      const real = 1 / (1 + Math.exp(-Number(format.describe(x).value)));
      worst = Math.max(worst, Math.abs(Number(format.describe(sigmoid(x)).value) - real));
    }
    expect(worst).toBeCloseTo(bound, 4);
  });

  test("is the flipped pattern shifted, rises, and is a half at zero", () => {
    const sigmoid = positSigmoid(8);
    for (let x = 0n; x < 256n; x++) expect(sigmoid(x)).toBe((x ^ 0x80n) >> 2n);
    expect(posit(8, 0).describe(sigmoid(0n)).value).toBe("0.5");
    expect(sigmoid(0x80n)).toBe(0n);
  });
});
