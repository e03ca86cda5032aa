import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { Dyadic } from "../../golden/dyadic.js";
import { posit } from "../../golden/posit.js";
import type { LabelledImages } from "../../nn/data/images.js";
import { infer } from "../../nn/infer.js";
import { kernelFor } from "../../nn/kernels/index.js";
import { everyLayer } from "../../nn/layer-rules.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { chain, tensor, type Layer } from "./tiny.js";

/** Numbers of few bits that posit⟨8,1⟩ has to round, from a seed. */
function numbers(length: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return ((state >> 12) % 1000) / 64;
  });
}

const images = (shape: readonly number[], count: number): LabelledImages => ({
  name: "images",
  count,
  shape,
  values: Float32Array.from(
    numbers(
      shape.reduce((product, length) => product * length, count),
      7,
    ),
  ),
  labels: new Uint16Array(count),
});

const format = posit(8, 1);
const round = (value: number): number => format.number(format.round(new Dyadic(BigInt(value * 64), -6)));

async function errorsOf(
  spec: string,
  layers: readonly Layer[],
  shape: readonly number[],
  count: number,
  errorImages: number,
) {
  const network = chain(["N", ...shape], layers);
  const set = images(shape, count);
  const design = parseDesign(spec);
  const rows = [{ name: spec, choice: everyLayer(readNetwork(network), design) }];
  const [, found] = await infer({
    ...{ network, fold: false, images: set, calibration: set, rows, threads: 0, errorImages },
  });
  return { set, logits: found?.logits ?? new Float32Array(), errors: found?.row.layer_errors ?? [] };
}

/** Their moments by hand; sums of these few bits are exact in double. */
function statistics(results: readonly number[], exact: readonly number[]) {
  const errors = results.map((result, at) => result - (exact[at] ?? NaN));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value ** 2)));
  return { mean: mean(errors), rms: rms(errors), rms_sum: rms(exact) };
}

describe("errors of a layer's sums, against sums by hand", () => {
  test("of a Gemm, in the first two of three images", async () => {
    const [weights, bias] = [numbers(6, 1), numbers(3, 2)];
    const layers: readonly Layer[] = [["Gemm", { transB: 1 }, tensor([3, 2], weights), tensor([3], bias)]];
    const { set, logits, errors } = await errorsOf("PositQuireMac n=8 es=1", layers, [2], 3, 2);
    const exact = Array.from({ length: 6 }, (_, at) => {
      const [image, row] = [Math.floor(at / 3), at % 3];
      const term = (k: number) => round(set.values[image * 2 + k] ?? 0) * round(weights[row * 2 + k] ?? 0);
      return term(0) + term(1) + round(bias[row] ?? 0);
    });
    const { mean, rms, rms_sum } = statistics([...logits.subarray(0, 6)], exact);
    expect(rms).toBeGreaterThan(0.01 * rms_sum);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      ...{ layer: "gemm0", operator: "Gemm", design: "PositQuireMac n=8 es=1", terms: 2, sums: 6 },
      mean_error: expect.closeTo(mean, 12) as number,
      rms_error: expect.closeTo(rms, 12) as number,
      rms_sum: expect.closeTo(rms_sum, 10) as number,
      mean_error_percent: expect.closeTo((100 * mean) / rms_sum, 10) as number,
      rms_error_percent: expect.closeTo((100 * rms) / rms_sum, 10) as number,
    });
  });

  test("of a Conv in groups, with padding and strides", async () => {
    const weights = numbers(2 * 2 * 2 * 3, 3);
    const attributes = { group: 2, pads: [1, 0, 0, 1], strides: [1, 2], kernel_shape: [2, 3] };
    const layers: readonly Layer[] = [["Conv", attributes, tensor([4, 1, 2, 3], weights)], ["Flatten"]];
    const { set, logits, errors } = await errorsOf("PositQuireMac n=8 es=1", layers, [2, 3, 4], 2, 9);
    // Rows 3 + 1 − 1, columns (4 + 1 − 3) / 2 + 1.
    const [height, width] = [3, 2];
    const exact = Array.from({ length: 2 * 4 * height * width }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width) % height];
      const channel = Math.floor(at / (width * height)) % 4;
      const image = Math.floor(at / (4 * width * height));
      let sum = 0;
      for (let ky = 0; ky < 2; ky++)
        for (let kx = 0; kx < 3; kx++) {
          const [row, column] = [y + ky - 1, 2 * x + kx];
          if (row < 0 || column > 3) continue;
          const pixel = set.values[((image * 2 + Math.floor(channel / 2)) * 3 + row) * 4 + column] ?? 0;
          sum += round(pixel) * round(weights[(channel * 2 + ky) * 3 + kx] ?? 0);
        }
      return sum;
    });
    const { mean, rms, rms_sum } = statistics([...logits], exact);
    expect(errors[0]).toMatchObject({
      sums: exact.length,
      terms: 6,
      mean_error: expect.closeTo(mean, 10) as number,
      rms_error: expect.closeTo(rms, 10) as number,
      rms_sum: expect.closeTo(rms_sum, 10) as number,
    });
  });

  test("of exact integers they are 0, of a float32 layer that is next to nothing", async () => {
    const layers: readonly Layer[] = [
      ["Conv", {}, tensor([8, 1, 3, 3], numbers(72, 4)), tensor([8], numbers(8, 5))],
      ["Flatten"],
      ["Gemm", { transB: 1 }, tensor([2, 1152], numbers(2304, 6))],
    ];
    const { errors } = await errorsOf("IntMac n=8 acc=30", layers, [1, 14, 14], 3, 3);
    // 8 × 144 sums are more than are looked at: all rows at 128 positions.
    expect(errors.map(({ sums }) => sums)).toEqual([3 * 8 * 128, 6]);
    expect(errors.map(({ rms_error }) => rms_error)).toEqual([0, 0]);
    expect(errors.every(({ rms_sum }) => rms_sum > 1)).toBe(true);
  });
});

describe("the terms that a kernel has of weights and bias", () => {
  test.each([
    ["PositQuireMac n=8 es=1", { activations: 0, weights: 0 }],
    ["PositMac n=8 es=1", { activations: 0, weights: 0 }],
    ["FloatMac format=bfloat16 acc=binary32", { activations: 0, weights: 0 }],
    ["IntMac n=8 acc=20", { activations: -3, weights: -2 }],
    ["IntMac n=8 acc=40", { activations: -3, weights: -2 }],
    ["DrumMult n=6 k=6", { activations: -3, weights: -1 }],
  ])("%s: what it gives for a 1 among zeros", (spec, scales) => {
    const kernel = kernelFor(parseDesign(spec));
    const [rows, depth] = [9, 3];
    const weights = Float32Array.from(numbers(rows * depth, 11));
    const bias = Float32Array.from(numbers(rows, 12));
    const shape = { rows, depth };
    const results = (ones: readonly number[], withBias: boolean): Float32Array => {
      const out = new Float32Array((ones.length / depth) * rows);
      const prepared = kernel.prepare(weights, withBias ? bias : undefined, shape, scales);
      kernel.multiply(Float32Array.from(ones), ones.length / depth, prepared, out);
      return out;
    };
    const found = kernel.rounded(kernel.prepare(weights, bias, shape, scales));
    const byRow = results([1, 0, 0, 0, 1, 0, 0, 0, 1], false);
    const expected = Float32Array.from(
      weights,
      (_, at) => byRow[(at % depth) * rows + Math.floor(at / depth)] ?? NaN,
    );
    expect(found.weights).toEqual(expected);
    expect(Float32Array.from(found.bias)).toEqual(results([0, 0, 0], true));
    expect(found.weights).not.toEqual(weights);
  });
});
