import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { float32Kernel, kernelFor, type MatrixKernel } from "../../../nn/kernels/index.js";
import type { KernelWindows } from "../../../nn/kernels/kernel.js";
import { geometry } from "../geometry.js";
import { randomNumbers } from "./operands.js";

/* Convolutions of images against matrix products of their windows, written out one by one. */

/** What is tried, the rows of weights, and the windows. */
const geometries: readonly (readonly [string, number, KernelWindows])[] = [
  ["odd sizes", 5, geometry({ channels: 3, height: 7, width: 6, kernel: [3, 3], pads: [1, 1, 1, 1] })],
  [
    "strides",
    8,
    geometry({ channels: 2, height: 8, width: 8, kernel: [3, 3], strides: [2, 2], pads: [0, 0, 1, 1] }),
  ],
  [
    "dilations",
    4,
    geometry({ channels: 1, height: 9, width: 5, kernel: [2, 3], dilations: [2, 1], pads: [3, 0, 2, 0] }),
  ],
  [
    "one pixel, a stride along one axis",
    9,
    geometry({ channels: 5, height: 3, width: 3, kernel: [1, 1], strides: [2, 1] }),
  ],
  [
    "pads on one side only",
    2,
    geometry({ channels: 1, height: 1, width: 11, kernel: [1, 5], pads: [0, 4, 0, 3] }),
  ],
  [
    "one column, dilated",
    6,
    geometry({ channels: 2, height: 9, width: 3, kernel: [4, 1], dilations: [2, 1], pads: [1, 0, 1, 0] }),
  ],
  ["no pads", 3, geometry({ channels: 7, height: 5, width: 5, kernel: [5, 5] })],
  [
    "more padding than image, two pixels at a time",
    6,
    geometry({ channels: 3, height: 4, width: 6, kernel: [5, 5], pads: [4, 4, 4, 4] }),
  ],
  [
    "a row of padding alone, one pixel at a time",
    17,
    geometry({ channels: 2, height: 3, width: 5, kernel: [2, 3], pads: [3, 1, 2, 1] }),
  ],
  [
    "padded rows far apart",
    12,
    geometry({
      ...{ channels: 2, height: 9, width: 8, kernel: [3, 3] },
      ...{ strides: [2, 1], dilations: [3, 1], pads: [4, 1, 4, 1] },
    }),
  ],
  [
    "pixels in lanes, three at the end of a row",
    6,
    geometry({ channels: 2, height: 4, width: 7, kernel: [5, 5], pads: [4, 4, 3, 4] }),
  ],
  [
    "pixels in lanes, one at the end of a row",
    1,
    geometry({ channels: 2, height: 2, width: 8, kernel: [1, 3], pads: [0, 1, 0, 2] }),
  ],
  [
    "pixels in lanes, several panels",
    21,
    geometry({
      ...{ channels: 2, height: 7, width: 8, kernel: [2, 3] },
      ...{ strides: [2, 1], dilations: [3, 1], pads: [4, 2, 0, 0] },
    }),
  ],
  [
    "pixels in lanes of padding alone",
    1,
    geometry({ channels: 1, height: 2, width: 3, kernel: [1, 2], pads: [0, 5, 1, 6] }),
  ],
  ["many rows", 130, geometry({ channels: 2, height: 20, width: 20, kernel: [3, 3], pads: [1, 1, 1, 1] })],
];

/** The operands of each window, by channel, row and column. */
function written(image: Float32Array, windows: KernelWindows): Float32Array {
  const { channels, height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const operands: number[] = [];
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++)
      for (let c = 0; c < channels; c++)
        for (let ky = 0; ky < kernel[0]; ky++)
          for (let kx = 0; kx < kernel[1]; kx++) {
            const row = y * strides[0] + ky * dilations[0] - pads[0];
            const column = x * strides[1] + kx * dilations[1] - pads[1];
            const isInside = row >= 0 && row < height && column >= 0 && column < width;
            operands.push(isInside ? (image[(c * height + row) * width + column] ?? NaN) : 0);
          }
  return Float32Array.from(operands);
}

const kernels: readonly (readonly [string, () => MatrixKernel, number])[] = [
  ["float32", float32Kernel, 0],
  ...(
    [
      ["PositQuireMac n=16 es=1", 0],
      // long fractions and small numbers: sums in doubles are in doubt
      ["PositQuireMac n=16 es=2 product=plam", 0],
      ["PositMult n=16 es=1", 0],
      // few products that quick steps give wrong; too many
      ["PlamMult n=16 es=1", -4],
      ["PlamMult n=16 es=1", 0],
      ["PositMac n=8 es=0", 0],
      ["FloatMac format=bfloat16 acc=binary32", 0],
      ["FloatMac format=bfloat16 acc=binary32 product=mitchell w=6", 0],
      ["MitchwMac n=16 w=6 acc=48 sign=c2", -12],
      ["MitchwMac n=16 w=6 acc=48 sign=c1", -12],
      ["MitchwMac n=8 w=6 acc=32 sign=c1", -6],
      // sums wrap around: each one is computed anew
      ["IntMac n=8 acc=16", -6],
      ["LowBitDot xbits=4 wbits=2", -2],
    ] as const
  ).map(([spec, scale]) => [spec, () => kernelFor(parseDesign(spec)), scale] as const),
];

describe.each(kernels)("%s", (_, make, scale) => {
  const kernel = make();
  test.each(geometries)("%s", (_, rows, windows) => {
    const { channels, height, width, kernel: size, outHeight, outWidth } = windows;
    const [depth, positions] = [channels * size[0] * size[1], outHeight * outWidth];
    const next = randomNumbers(rows);
    const draw = (length: number): Float32Array =>
      Float32Array.from({ length }, () =>
        next() < 0.1 ? 0 : (next() - 0.5) * 2 ** -Math.floor(next() * 14),
      );
    // the image stands among other numbers, which no result may depend on
    const before = 5;
    const whole = draw(before + channels * height * width + 9);
    const image = whole.subarray(before, before + channels * height * width);
    const prepared = kernel.prepare(
      draw(rows * depth),
      draw(rows),
      { rows, depth },
      { activations: scale, weights: scale },
    );
    const expected = new Float32Array(positions * rows);
    kernel.multiply(written(image, windows), positions, prepared, expected);
    const convolution = kernel.convolution?.(prepared, windows);
    if (convolution === undefined) throw new Error("it does not convolve");
    const out = new Float32Array(3 + rows * positions + 2).fill(77);
    for (let times = 0; times < 2; times++) convolution(whole, before, out, 3);
    const turned = expected.map((_each, at) => {
      const [row, pixel] = [Math.floor(at / positions), at % positions];
      return expected[pixel * rows + row] ?? NaN;
    });
    expect(out.slice(3, -2)).toEqual(turned);
    expect([...out.slice(0, 3), ...out.slice(-2)]).toEqual([77, 77, 77, 77, 77]);
  });
});

describe.each(kernels.filter(([, , scale]) => scale === 0))("gradients of weights, %s", (name, make) => {
  const kernel = make();
  test.each(geometries)("%s", (_, rows, windows) => {
    const { channels, height, width, kernel: size, outHeight, outWidth } = windows;
    // Memory that others have used is not 0.
    kernel.release();
    const sums = kernel.gradientSums?.(windows, rows);
    if (name === "float32") expect(sums === undefined).toBe(size[1] === 1 || outHeight * outWidth < 4);
    if (sums === undefined) return;
    const [depth, positions, images] = [channels * size[0] * size[1], outHeight * outWidth, 3];
    const next = randomNumbers(rows);
    const draw = (length: number): Float32Array =>
      Float32Array.from({ length }, () => (next() < 0.1 ? 0 : next() - 0.5));
    // images and gradients stand among other numbers, which no result may depend on
    const [before, length] = [5, channels * height * width];
    const whole = draw(before + images * length + 9);
    const gradients = draw(before + images * rows * positions + 9);
    const operands: Float32Array[] = [];
    for (let image = 0; image < images; image++) {
      const from = before + image * length;
      sums.add(whole, from, gradients, before + image * rows * positions);
      operands.push(written(whole.subarray(from, from + length), windows));
    }
    // sums over all pixels of all images
    const all = images * positions;
    const turned = Float32Array.from({ length: depth * all }, (_each, at) => {
      const [k, pixel] = [Math.floor(at / all), at % all];
      return operands[Math.floor(pixel / positions)]?.[(pixel % positions) * depth + k] ?? NaN;
    });
    const columns = Float32Array.from({ length: rows * all }, (_each, at) => {
      const [row, image, pixel] = [
        Math.floor(at / all),
        Math.floor((at % all) / positions),
        (at % all) % positions,
      ];
      return gradients[before + (image * rows + row) * positions + pixel] ?? NaN;
    });
    const prepared = kernel.prepare(columns, undefined, { rows, depth: all }, { activations: 0, weights: 0 });
    const expected = new Float32Array(depth * rows);
    kernel.multiply(turned, depth, prepared, expected);
    const bias = new Float32Array(rows);
    kernel.multiply(new Float32Array(all).fill(1), 1, prepared, bias);
    const found = sums.results();
    expect(found.weights).toEqual(
      expected.map((_each, at) => expected[(at % depth) * rows + Math.floor(at / depth)] ?? NaN),
    );
    expect(found.bias).toEqual(bias);
  });
});

test.each([
  ["rows in lanes", 4],
  ["pixels in lanes", 1],
])("an infinite weight times padding is NaN, whatever is left out: %s", (_, rows) => {
  const kernel = float32Kernel();
  const windows = geometry({ channels: 1, height: 4, width: 4, kernel: [3, 3], pads: [1, 5, 1, 5] });
  const weights = Float32Array.from({ length: 9 * rows }, (_, at) => (at % 9 === 0 ? Infinity : 1));
  const prepared = kernel.prepare(weights, undefined, { rows, depth: 9 }, { activations: 0, weights: 0 });
  const out = new Float32Array(48 * rows);
  kernel.convolution(prepared, windows)(new Float32Array(16).fill(1), 0, out, 0);
  const times = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
  const expected = [...times(NaN, 12), ...times(NaN, 5), ...times(Infinity, 4), ...times(NaN, 3)];
  for (let row = 0; row < rows; row++) expect([...out.slice(48 * row, 48 * row + 24)]).toEqual(expected);
});
