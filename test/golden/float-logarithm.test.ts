import { describe, expect, test } from "vitest";
import { Dyadic } from "../../golden/dyadic.js";
import { float } from "../../golden/float.js";
import { lmulSignificands, mitchellSignificands, type Product } from "../../golden/float-logarithm.js";
import { lowerOrSum } from "../../golden/lower-or.js";

const number = (value: number): Dyadic => new Dyadic(BigInt(value * 2 ** 40), -40);
const times = (product: Product, x: number, y: number): number => {
  const { significand, exponent } = product(number(x), number(y));
  return Number(significand) * 2 ** exponent;
};

describe("products of significands, by hand", () => {
  test.each([
    // 1.0111 and 1.1001 in binary, cut to 1.01 and 1.10: 1.11
    [mitchellSignificands(3, "none"), 1 + 7 / 16, 1 + 9 / 16, 1.75],
    // 1.01 and 1.11 with the last bit set: .01 + .11 = 1.00
    [mitchellSignificands(3, "last"), 1, 1 + 9 / 16, 2],
    // .1 + .1 = 1.0: 2·1.0
    [mitchellSignificands(3, "none"), -1.5, 1.5, -2],
    [mitchellSignificands(3, "none"), 12, -0.3125 / 4, -0.875],
    // 1/4 + 1/16
    [mitchellSignificands(5, "constant"), 1, 1.25, 1.3125],
    // 1/16 + 1/16 for the last bits, and the constant
    [mitchellSignificands(5, "both"), 1, 1, 1 + 3 / 16],
    [mitchellSignificands(6, "both"), 0, -3, 0],
    // l(m) = 1, 3, 3, 4
    [lmulSignificands(1), 1, 1, 1.5],
    [lmulSignificands(3), 1.125, 1.5, 1.75],
    [lmulSignificands(4), 1, 1, 1.125],
    [lmulSignificands(7), 1, 1, 1.0625],
    [lmulSignificands(23), 4, -1, -4.25],
    // the fractions' carry goes into the exponent: .5 + .5 + .125 = 1.001
    [lmulSignificands(3), 1.5, 1.5, 2.25],
    // and twice: 15/16 + 15/16 + 1/8 = 10.000
    [lmulSignificands(4), 1 + 15 / 16, 1 + 15 / 16, 4],
    [lmulSignificands(7), 0, 5, 0],
  ])("%#", (product, x, y, expected) => {
    expect(times(product, x, y)).toBe(expected);
    expect(times(product, y, x)).toBe(expected);
  });
});

describe("special values of the products are the exact one's", () => {
  const bfloat16 = float(8, 7, { subnormals: "flush" });
  const [infinity, minusOne, zero, nan, least] = [0x7f80n, 0xbf80n, 0n, 0x7fc0n, 0x0080n];
  const products = [undefined, mitchellSignificands(6, "both"), lmulSignificands(7)];
  test.each([
    [zero, minusOne, 0x8000n],
    [infinity, minusOne, 0xff80n],
    [infinity, zero, nan],
    [nan, minusOne, nan],
    [0x0001n, minusOne, 0x8000n], // a flushed subnormal
    [least, 0xbf00n, 0x8000n], // underflow: 2^−126 · −1/2
    [0x7f7fn, 0xc000n, 0xff80n], // overflow
  ])("%i · %i", (x, y, expected) => {
    for (const product of products) expect(bfloat16.multiply(x, y, product)).toBe(expected);
  });

  test("a product with zero changes no sum", () => {
    for (const product of products)
      for (const a of [0n, 0x3f800001n, 0x80800000n])
        expect(float(8, 23, { subnormals: "flush" }).multiplyAdd(bfloat16, zero, 0x3fc0n, a, product)).toBe(
          a,
        );
  });
});

/** The paper's program: patterns of normal numbers are added as integers, less that of 1, plus 2^−l(m). */
test("L-Mul is one addition of patterns, where the result is a normal number", () => {
  const bfloat16 = float(8, 7);
  const product = lmulSignificands(7);
  let compared = 0;
  for (let i = 0; i < 40_000; i++) {
    const [x, y] = [(i * 40_503) % 0x7f80, (i * 30_011 + 977) % 0x7f80];
    const sum = x + y - 0x3f80 + (1 << 3);
    if (Math.min(x, y, sum) < 0x80 || sum >= 0x7f80) continue;
    expect(bfloat16.multiply(BigInt(x), BigInt(y), product)).toBe(BigInt(sum));
    compared++;
  }
  expect(compared).toBeGreaterThan(10_000);
});

test("truncated logarithms of subnormals are those of the numbers that they are", () => {
  const format = float(4, 3);
  const product = mitchellSignificands(3, "none");
  // 0.011·2^−6 times 2^7: 1.1·2^−8·2^7
  expect(format.multiply(0b0_0000_011n, 0b0_1110_000n, product)).toBe(0b0_0110_100n);
  // 0.011·2^−6 times 1.1·2^3: 10.0·2^−5
  expect(format.multiply(0b0_0000_011n, 0b0_1010_100n, product)).toBe(0b0_0011_000n);
});

test.each([
  [4, 2, 0b0011, 0b0110, 0b1011],
  [4, 2, 0b0001, 0b0001, 0b0001],
  [4, 2, 0b0010, 0b0010, 0b0110],
  [4, 1, 0b1111, 0b0001, 0b0001],
  [4, 3, 0b0101, 0b0000, 0b0101],
  [6, 3, 0b101110, 0b011101, 0b001111],
])("lower-part OR adder of %i bits, k = %i: %i and %i", (width, k, a, b, sum) => {
  expect(lowerOrSum(width, k)(BigInt(a), BigInt(b))).toBe(BigInt(sum));
  expect(lowerOrSum(width, k)(BigInt(b), BigInt(a))).toBe(BigInt(sum));
});
