import { describe, expect, test } from "vitest";
import { float, type Float } from "../../golden/float.js";

/*
 * The golden model against the machine's own arithmetic, on operands such as TestFloat uses.
 * A double holds a product of two binary32 numbers exactly, so `Math.fround` of it is rounded once.
 * A sum of two binary32 numbers in a double is rounded twice, which changes nothing as 53 ≥ 2·24 + 2
 * (Figueroa 1995). The same holds for narrower formats.
 */

const binary32 = float(8, 23);
const binary64 = float(11, 52);

const buffer = new DataView(new ArrayBuffer(8));
const double = {
  value: (bits: bigint): number => {
    buffer.setBigUint64(0, bits);
    return buffer.getFloat64(0);
  },
  bits: (value: number): bigint => {
    buffer.setFloat64(0, value);
    return Number.isNaN(value) ? binary64.quietNan : buffer.getBigUint64(0);
  },
};
const single = {
  value: (bits: bigint): number => {
    buffer.setUint32(0, Number(bits));
    return buffer.getFloat32(0);
  },
  bits: (value: number): bigint => {
    buffer.setFloat32(0, value);
    return Number.isNaN(value) ? binary32.quietNan : BigInt(buffer.getUint32(0));
  },
};

/** All pairs of corners and as many patterns scattered by a linear congruence. */
function* pairs(format: Float): Generator<[bigint, bigint]> {
  let state = 1n;
  const scattered = Array.from({ length: 40 }, () => {
    state = BigInt.asUintN(96, state * 6364136223846793005n + 1442695040888963407n);
    return BigInt.asUintN(format.width, state >> 30n);
  });
  const patterns = [...format.corners(), ...scattered];
  for (const x of patterns) for (const y of patterns) yield [x, y];
}

interface Machine {
  readonly value: (bits: bigint) => number;
  readonly bits: (value: number) => bigint;
}
const machines: [string, Float, Machine][] = [
  ["binary64", binary64, double],
  ["binary32", binary32, single],
];

describe.each(machines)("%s as the machine computes it", (_, format, { value, bits }) => {
  test("multiply and add", () => {
    let compared = 0;
    for (const [x, y] of pairs(format)) {
      if (format.multiply(x, y) !== bits(value(x) * value(y))) expect.fail(`${x} * ${y}`);
      if (format.add(x, y) !== bits(value(x) + value(y))) expect.fail(`${x} + ${y}`);
      compared++;
    }
    expect(compared).toBeGreaterThan(20_000);
  });
});

/**
 * bfloat16 by way of binary32, the upper half of its pattern: rounding adds to the pattern as an integer.
 * The product is exact in binary32 unless it is subnormal there. A sum need not be; only exact ones are
 * compared.
 */
test("bfloat16 products and sums, where they are exact in binary32, then rounded in the pattern", () => {
  const bfloat16 = float(8, 7);
  const rounded = (value: number): bigint => {
    if (Number.isNaN(value)) return bfloat16.quietNan;
    const pattern = single.bits(value);
    return BigInt.asUintN(16, (pattern + 0x7fffn + ((pattern >> 16n) & 1n)) >> 16n);
  };
  const widened = (bits: bigint): number => single.value(bits << 16n);
  let compared = 0;
  for (const [x, y] of pairs(bfloat16)) {
    const product = widened(x) * widened(y);
    const sum = widened(x) + widened(y);
    if (Object.is(Math.fround(product), product)) {
      if (bfloat16.multiply(x, y) !== rounded(product)) expect.fail(`${x} * ${y}`);
      compared++;
    }
    if (Object.is(Math.fround(sum), sum)) {
      if (bfloat16.add(x, y) !== rounded(sum)) expect.fail(`${x} + ${y}`);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20_000);
});

/**
 * But for underflow, the exact product of two bfloat16 numbers is a binary32 number: fused equals product,
 * then sum.
 */
test("bfloat16 multiply-add into binary32 is the machine's product, then its sum", () => {
  const bfloat16 = float(8, 7);
  let compared = 0;
  let index = 0;
  const addends = binary32.corners();
  for (const [x, y] of pairs(bfloat16)) {
    const product = single.value(x << 16n) * single.value(y << 16n);
    if (!Object.is(Math.fround(product), product)) continue;
    const a = addends[index++ % addends.length] ?? 0n;
    const expected = single.bits(single.value(a) + product);
    if (binary32.multiplyAdd(bfloat16, x, y, a) !== expected) expect.fail(`${a} + ${x} * ${y}`);
    compared++;
  }
  expect(compared).toBeGreaterThan(10_000);
});
