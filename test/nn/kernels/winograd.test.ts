import { describe, expect, test, vi } from "vitest";
import { FunctionCode } from "../../../nn/kernels/code/function-code.js";
import { fastFloat32Kernel, float32Kernel } from "../../../nn/kernels/index.js";
import type { Code } from "../../../nn/kernels/code/vector.js";
import type { Finish, KernelWindows } from "../../../nn/kernels/kernel.js";
import { Arena } from "../../../nn/kernels/run/arena.js";
import { tileGrids, type TileGrid } from "../../../nn/kernels/winograd/tile-grid.js";
import { TiledSums } from "../../../nn/kernels/winograd/tiled-sums.js";
import { Workplace } from "../../../nn/kernels/winograd/workplace.js";
import { geometry } from "../geometry.js";
import { randomNumbers, scalesNone } from "./operands.js";

/** A convolution of some images. */
interface Layer {
  readonly windows: KernelWindows;
  readonly rows: number;
  readonly images: number;
  readonly input: Float32Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly finish: Finish;
}

/** Geometry and numbers drawn from a seed. @param more channels than are drawn */
function drawn(seed: number, more = 0): Layer {
  const next = randomNumbers(seed);
  const draw = (count: number): number => Math.floor(next() * count);
  const taps = draw(2) === 0 ? 3 : 5;
  const pads = [draw(4), draw(4), draw(4), draw(4)] as const;
  const [channels, rows, images] = [1 + draw(6) + more, 1 + draw(11), 1 + draw(3)];
  const [height, width] = [taps + draw(9), taps + draw(9)];
  const windows = geometry({ channels, height, width, kernel: [taps, taps], pads });
  const numbers = (length: number): Float32Array =>
    Float32Array.from({ length }, () => (2 * next() - 1) * 2 ** draw(4));
  const isScaled = draw(2) === 0;
  const finish = {
    ...(isScaled && { scale: { factors: numbers(rows), summands: numbers(rows) } }),
    isRelu: draw(2) === 0,
  };
  return {
    ...{ windows, rows, images, finish },
    input: numbers(images * channels * height * width),
    weights: numbers(rows * channels * taps ** 2),
    bias: numbers(rows),
  };
}

/** Results by the definition, in double. */
function convolved({ windows, rows, images, input, weights, bias, finish }: Layer): Float64Array {
  const { channels, height, width, kernel, pads, outHeight, outWidth } = windows;
  const out = new Float64Array(images * rows * outHeight * outWidth);
  for (const at of out.keys()) {
    const [x, y] = [at % outWidth, Math.floor(at / outWidth) % outHeight];
    const plane = Math.floor(at / (outWidth * outHeight));
    const [row, image] = [plane % rows, Math.floor(plane / rows)];
    let sum = bias[row] ?? NaN;
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const [v, u] = [y + ky - pads[0], x + kx - pads[1]];
          if (v < 0 || v >= height || u < 0 || u >= width) continue;
          const activation = input[((image * channels + c) * height + v) * width + u] ?? NaN;
          const weight = weights[((row * channels + c) * kernel[0] + ky) * kernel[1] + kx] ?? NaN;
          sum += activation * weight;
        }
    const { factors, summands } = finish.scale ?? {};
    const scaled = sum * (factors?.[row] ?? 1) + (summands?.[row] ?? 0);
    out[at] = finish.isRelu ? Math.max(scaled, 0) : scaled;
  }
  return out;
}

/** The largest sum of a row's terms, if all activations were as large as the largest one, times the largest factor. */
function largestSum({ rows, input, weights, finish }: Layer): number {
  const largest = (values: Iterable<number>): number => Math.max(...Array.from(values, Math.abs));
  const depth = weights.length / rows;
  const ofRow = (row: number): number =>
    weights.subarray(row * depth, (row + 1) * depth).reduce((sum, weight) => sum + Math.abs(weight), 0);
  return (
    largest(input) *
    largest(finish.scale?.factors ?? [1]) *
    Math.max(...Array.from({ length: rows }, (_, row) => ofRow(row)))
  );
}

/** Results by tiles, image by image or all at once. */
function byTiles(
  { windows, rows, images, input, weights, bias, finish }: Layer,
  grid: TileGrid,
  together: number,
): Float32Array {
  const arena = new Arena(0);
  const [size, outSize] = [input.length / images, rows * windows.outHeight * windows.outWidth];
  const from = arena.keep(input, 16);
  const to = arena.keep(new Float32Array(images * outSize).fill(NaN), 16);
  const layer = { weights, bias: Float64Array.from(bias), rows, windows, grid, finish };
  const sums = new TiledSums(new Workplace(arena), layer, together);
  for (let first = 0; first < images; first += together)
    expect(
      sums.run(from + 4 * first * size, to + 4 * first * outSize, Math.min(together, images - first)),
    ).toBe(true);
  return arena.floats(to, images * outSize).slice();
}

/** What errors stay below, by the numbers of a tile. */
const unitsOf = { 6: 8, 8: 32 };

const seeds = Array.from({ length: 40 }, (_, seed) => seed);
const describeLayer = ({ windows, rows, images }: Layer): string =>
  `${images} × ${windows.channels} × ${windows.height} × ${windows.width} by ${rows} of ${windows.kernel.join(" × ")}, pads ${windows.pads.join(" ")}`;

/** The largest error; in the last places of the largest sum that could be: 2^−24 of it. */
function largestError(layer: Layer, found: Float32Array): number {
  const exact = convolved(layer);
  const errors = Array.from(found, (sum, at) => Math.abs(sum - (exact[at] ?? NaN)));
  return Math.max(...errors) / (2 ** -24 * largestSum(layer));
}

test.each([...seeds.map((seed) => [seed, 0]), ...[0, 1, 2, 3].map((seed) => [seed, 35])])(
  "sums differ by a few units in the last place (%i, %i more channels)",
  (seed, more) => {
    const layer = drawn(seed, more);
    const grids = tileGrids(layer.windows, layer.rows);
    expect(grids.map(({ side }) => side)).toEqual(layer.windows.kernel[0] === 3 ? [6] : [6, 8]);
    for (const grid of grids) {
      const found = byTiles(layer, grid, layer.images);
      expect(largestError(layer, found), describeLayer(layer)).toBeLessThan(unitsOf[grid.side]);
      expect(byTiles(layer, grid, 1), "one image at a time").toEqual(found);
    }
  },
);

test("every constant of the transforms matters", () => {
  const constants = FunctionCode.prototype as { float: (value: number) => Code };
  const original = constants.float;
  const asked = new Set<string>();
  const changed = (wanted?: string): void => {
    vi.spyOn(constants, "float").mockImplementation(function (this: FunctionCode, value) {
      const name = `${this.name.replace(/(Scaled)?(Positive)?$/, "")}: ${value}`;
      asked.add(name);
      return original.call(this, name === wanted ? value / 2 : value);
    });
  };
  const layers = [0, 1, 2, 3].map(drawn);
  const worst = (): number =>
    Math.max(
      ...layers.flatMap((layer) =>
        tileGrids(layer.windows, layer.rows).map((grid) =>
          largestError(layer, byTiles(layer, grid, layer.images)),
        ),
      ),
    );
  changed();
  expect(worst()).toBeLessThan(32);
  expect(asked.size).toBeGreaterThan(8);
  for (const name of [...asked]) {
    changed(name);
    expect(worst(), name).toBeGreaterThan(1000);
  }
  vi.restoreAllMocks();
});

describe("the kernel of networks", () => {
  const windows = geometry({ channels: 8, height: 12, width: 12, kernel: [3, 3], pads: [1, 1, 1, 1] });
  const numbers = (length: number): Float32Array =>
    Float32Array.from({ length }, (_, at) => ((at * 7) % 11) - 5);
  const [input, weights, bias] = [numbers(2 * 8 * 144), numbers(8 * 72), numbers(8)];

  /** By the kernel of networks, and in order. */
  function both(activations: Float32Array) {
    const [fast, direct] = [fastFloat32Kernel(), float32Kernel()];
    const shape = { rows: 8, depth: 72 };
    const arena = new Arena(0);
    const from = arena.keep(activations, 16);
    const to = arena.keep(new Float32Array(2 * 8 * 144), 16);
    const memory = { arena, images: 2 };
    const prepared = fast.prepare(weights, bias, shape, scalesNone);
    const isDone = fast.tiledConvolution?.(prepared, windows, memory)?.(from, to, 2);
    const inOrder = new Float32Array(2 * 8 * 144);
    const convolve = direct.convolution(direct.prepare(weights, bias, shape, scalesNone), windows);
    for (const image of [0, 1]) convolve(activations, image * 8 * 144, inOrder, image * 8 * 144);
    return { isDone, tiled: arena.floats(to, inOrder.length).slice(), inOrder };
  }

  test("it goes by tiles", () => {
    const { isDone, tiled, inOrder } = both(input.map((value) => value + 0.1));
    expect(isDone).toBe(true);
    expect(tiled).not.toEqual(inOrder);
    for (const [at, sum] of tiled.entries()) expect(sum).toBeCloseTo(inOrder[at] ?? NaN, 3);
  });

  test.each([Infinity, -Infinity, NaN, 3e38])("images with %d are left to sums in order", (value) => {
    const activations = input.slice();
    activations[700] = value;
    expect(both(activations).isDone).toBe(false);
  });

  test.each([
    ["strides", { ...windows, strides: [2, 2] as const }],
    ["dilations", { ...windows, dilations: [1, 2] as const }],
    ["one row of weights", { ...windows, kernel: [1, 3] as const }],
    ["windows of 7 × 7", { ...windows, kernel: [7, 7] as const }],
    ["one channel", { ...windows, channels: 1 }],
  ])("not by tiles: %s", (_, other) => {
    const kernel = fastFloat32Kernel();
    const depth = other.channels * other.kernel[0] * other.kernel[1];
    const prepared = kernel.prepare(new Float32Array(8 * depth), undefined, { rows: 8, depth }, scalesNone);
    expect(kernel.tiledConvolution?.(prepared, other, { arena: new Arena(0), images: 1 })).toBeUndefined();
  });
});
