import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { randomNumbers, scalesNone, shapes } from "./operands.js";

/* Sums of dot products, by plain integers: the definition of BinaryDot and LowBitDot is a sum of products. */

const plain = (a: Float32Array, w: Float32Array, from: number, row: number, depth: number): number => {
  let sum = 0;
  for (let k = 0; k < depth; k++) sum += (a[from + k] ?? NaN) * (w[row * depth + k] ?? NaN);
  return sum;
};

const draw = (length: number, low: number, high: number, seed: number, step = 1): Float32Array => {
  const next = randomNumbers(seed);
  return Float32Array.from({ length }, () => low + step * Math.floor(next() * ((high - low) / step + 1)));
};

describe.each([
  ["BinaryDot lanes=64", [-1, 1, 2], [-1, 1, 2], Infinity],
  ["BinaryDot lanes=3 acc=24 form=sequential", [-1, 1, 2], [-1, 1, 2], 24],
  ["BinaryDot lanes=7 acc=5", [-1, 1, 2], [-1, 1, 2], 5],
  ["LowBitDot xbits=8 wbits=2", [-128, 127, 1], [-2, 1, 1], Infinity],
  ["LowBitDot xbits=2 wbits=8 signs=mixed acc=24", [0, 3, 1], [-128, 127, 1], 24],
  ["LowBitDot lanes=4 xbits=4 wbits=3 signs=mixed acc=10", [0, 15, 1], [-4, 3, 1], 10],
  ["LowBitDot lanes=3 xbits=5 wbits=4 acc=11", [-16, 15, 1], [-8, 7, 1], 11],
] as const)("%s", (spec, [xLow, xHigh, xStep], [wLow, wHigh, wStep], bits) => {
  const kernel = kernelFor(parseDesign(spec));
  test.each(shapes.filter(({ depth }) => bits === Infinity || depth < 100))(
    "$m × $rows sums of $depth products are the integers' sums, modulo 2^acc, less a threshold",
    ({ m, rows, depth }) => {
      const a = draw(m * depth, xLow, xHigh, 1, xStep);
      const w = draw(rows * depth, wLow, wHigh, 2, wStep);
      // half integers, as no sum is one
      const threshold = draw(rows, -9, 9, 3).map((value) => value + 0.5);
      const out = new Float32Array(m * rows);
      kernel.multiply(a, m, kernel.prepare(w, threshold, { rows, depth }, scalesNone), out);
      const wrapped = (sum: number): number =>
        bits === Infinity ? sum : Number(BigInt.asIntN(bits, BigInt(sum)));
      const expected = out.map((_, at) => {
        const [pixel, row] = [Math.floor(at / rows), at % rows];
        return wrapped(plain(a, w, pixel * depth, row, depth)) + (threshold[row] ?? NaN);
      });
      expect(out).toEqual(expected);
    },
  );
});

test("what is not ±1 counts by its sign; zeros are +1, and so is −0", () => {
  const kernel = kernelFor(parseDesign("BinaryDot"));
  const values = Float32Array.of(0.25, -0.25, 0, -0, 7, -1e-30, 1, -1);
  const signs = Float32Array.of(1, -1, 1, 1, 1, -1, 1, -1);
  const identity = Float32Array.of(1, 0, -3);
  const out = new Float32Array(24);
  kernel.multiply(values, 8, kernel.prepare(identity, undefined, { rows: 3, depth: 1 }, scalesNone), out);
  expect([...out]).toEqual([...signs].flatMap((sign) => [sign, sign, -sign]));
  kernel.round(values);
  expect(values).toEqual(signs);
});

test("few-bit operands are rounded to their own formats: ties to even, saturating", () => {
  const kernel = kernelFor(parseDesign("LowBitDot xbits=2 wbits=4 signs=mixed"));
  const out = new Float32Array(5 * 4);
  const weights = Float32Array.of(6.5, -9, 7.6, 0.5);
  const prepared = kernel.prepare(weights, undefined, { rows: 4, depth: 1 }, scalesNone);
  kernel.multiply(Float32Array.of(-1, 0.5, 1.5, 2.4, 9), 5, prepared, out);
  const rounded = [6, -8, 7, 0];
  expect([...out].map((sum) => sum + 0)).toEqual(
    [0, 0, 2, 2, 3].flatMap((x) => rounded.map((w) => x * w + 0)),
  );
});
