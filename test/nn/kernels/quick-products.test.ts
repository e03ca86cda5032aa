import { afterEach, expect, test, vi } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { scalesNone } from "./operands.js";
import { expectEveryExponent, sumsCalledBy } from "./quick-products.js";

/* PLAM's products of posits as quick steps round them, and those that are put right. */

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["PlamMult n=16 es=1", { end: 24, room: 35 }],
  ["PlamMult n=16 es=2", { end: 44, room: 11 }],
])("every exponent: %s", expectEveryExponent);

test.each([
  ["all products of a usual size, or zero", 1, 1, 160, true],
  ["a product above all posits with a fraction bit", 2 ** 12, 2 ** 12, 40, false],
  ["too many products to put right", 2 ** -13, 1.5 * 2 ** -13, 40, false],
  ["some small products that are right", 2 ** -13, 2 ** -13, 40, true],
  ["too many of them to look at", 2 ** -13, 2 ** -13, 160, false],
])("quick steps are for most layers: %s", (_, activation, weight, rows, isQuick) => {
  const kernel = kernelFor(parseDesign("PlamMult n=16 es=1"));
  const shape = { rows, depth: 10 };
  const numbers = new Float32Array(10 * rows).fill(weight).fill(0, 0, 10);
  const weights = kernel.prepare(numbers, undefined, shape, scalesNone);
  const called = sumsCalledBy(() => {
    kernel.multiply(new Float32Array(30).fill(activation), 3, weights, new Float32Array(3 * rows));
  });
  expect([...called].every((name) => name.endsWith("quick") === isQuick)).toBe(true);
  expect(called.size).toBeGreaterThan(0);
});

test("formats whose outermost regimes are no rare ones have no quick steps", () => {
  const weights = new Float32Array(4).fill(1);
  for (const format of ["n=8 es=0", "n=16 es=0", "n=8 es=1", "n=16 es=1 rs=6", "n=16 es=3"]) {
    const kernel = kernelFor(parseDesign(`PlamMult ${format}`));
    const prepared = kernel.prepare(weights, undefined, { rows: 4, depth: 1 }, scalesNone);
    const called = sumsCalledBy(() => {
      kernel.multiply(weights, 4, prepared, new Float32Array(16));
    });
    expect([...called].filter((name) => name.endsWith("quick"))).toEqual([]);
    expect(called.size).toBeGreaterThan(0);
  }
});

/** Their product is below the smallest posit⟨16,1⟩, which it is rounded to. */
const [tinyActivation, tinyWeight, smallest] = [1.5 * 2 ** -14, 2 ** -15, 2 ** -28];

test("one product is put right, of the last pixel but one", () => {
  const [m, rows, depth] = [6, 5, 7];
  const kernel = kernelFor(parseDesign("PlamMult n=16 es=1"));
  const activations = new Float32Array(m * depth);
  activations[4 * depth + 5] = tinyActivation;
  const weights = Float32Array.from({ length: rows * depth }, (_, at) => (at % depth === 5 ? tinyWeight : 1));
  const out = new Float32Array(m * rows);
  kernel.multiply(activations, m, kernel.prepare(weights, undefined, { rows, depth }, scalesNone), out);
  const right = Array.from(out, (_, at) => (Math.floor(at / rows) === 4 ? smallest : 0));
  expect([...out]).toEqual(right);
});

test("one product is put right, in the windows that see it", () => {
  const kernel = kernelFor(parseDesign("PlamMult n=16 es=1"));
  const [rows, channels, depth] = [3, 3, 12];
  const image = new Float32Array(channels * 16);
  // second channel, second row, second column
  image[16 + 5] = tinyActivation;
  const weights = Float32Array.from({ length: rows * depth }, (_, at) =>
    Math.floor((at % depth) / 4) === 1 ? tinyWeight : 1,
  );
  const prepared = kernel.prepare(weights, undefined, { rows, depth }, scalesNone);
  const windows = {
    ...{ channels, height: 4, width: 4, outHeight: 3, outWidth: 3 },
    ...({ kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const),
  };
  const out = new Float32Array(rows * 9);
  kernel.convolution?.(prepared, windows)(image, 0, out, 0);
  const plane = [smallest, smallest, 0, smallest, smallest, 0, 0, 0, 0];
  expect([...out]).toEqual([...plane, ...plane, ...plane]);
});

test.each([
  ["zero times a posit too large for zero to be a small number", "n=16 es=2", 0, 2 ** 16, 0],
  ["zero times the largest posit", "n=16 es=2", 0, 2 ** 56, 0],
  [
    "the square of the smallest posit, which as a float is none",
    "n=16 es=3",
    2 ** -112,
    2 ** -112,
    2 ** -112,
  ],
  ["the number that is zero elsewhere", "n=16 es=3", 2 ** -63, 1, 2 ** -63],
])("%s", (_, format, activation, weight, right) => {
  const kernel = kernelFor(parseDesign(`PlamMult ${format}`));
  const prepared = kernel.prepare(Float32Array.of(weight), undefined, { rows: 1, depth: 1 }, scalesNone);
  const out = new Float32Array(1).fill(NaN);
  kernel.multiply(Float32Array.of(activation), 1, prepared, out);
  expect([...out]).toEqual([right]);
});
