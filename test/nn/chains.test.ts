import { describe, expect, test } from "vitest";
import { fastFloat32Kernel, float32Kernel } from "../../nn/kernels/index.js";
import { writeOnnx, type WrittenTensor } from "../../nn/network/onnx-writer.js";
import { readNetwork } from "../../nn/network/read-network.js";
import type { Network } from "../../nn/network/steps.js";
import { chainsOf } from "../../nn/run/chains.js";
import { noScales, Runner, type RunStep } from "../../nn/run/runner.js";
import { randomFloats } from "./kernels/operands.js";
import { tensor } from "./tiny.js";

/* Steps that are computed with the convolution before them, against the same one by one: a watched run computes each by itself. */

/** Channels of each layer. */
const channels = 8;

/** Layers as `op inputs > output`; what is constant is made up. */
function network(size: number, taps: number, lines: readonly string[]): Network {
  const tensors: Record<string, WrittenTensor> = {};
  const pad = (taps - 1) / 2;
  const kinds: Readonly<Record<string, readonly (readonly number[])[]>> = {
    Conv: [[channels, channels, taps, taps], [channels]],
    BatchNormalization: [[channels], [channels], [channels], [channels]],
    Gemm: [[3, channels * size * size]],
  };
  const nodes = lines.map((line, at) => {
    const [op = "", ...names] = line.replace("> ", "").split(" ");
    const constants = (kinds[op] ?? []).map((shape, index) => {
      const name = `${at}.${index}`;
      const values = randomFloats(
        shape.reduce((a, b) => a * b),
        at * 7 + index,
      );
      // The last one of a normalization is the variance.
      tensors[name] = tensor(shape, index === 3 ? values.map(Math.abs) : values);
      return name;
    });
    const attributes: Readonly<Record<string, Readonly<Record<string, number | number[]>>>> = {
      Conv: { pads: [pad, pad, pad, pad] },
      Gemm: { transB: 1 },
    };
    return {
      op,
      name: line,
      inputs: [...names.slice(0, -1), ...constants],
      output: names.at(-1) ?? "",
      attributes: attributes[op] ?? {},
    };
  });
  return readNetwork(
    writeOnnx({
      input: { name: "image", shape: ["N", channels, size, size] },
      output: { name: "logits", shape: ["N", 3] },
      nodes,
      tensors,
      opset: 13,
    }),
  );
}

const stepsOf = (read: Network, kernel = fastFloat32Kernel()): RunStep[] => {
  const float32 = { kernel, isCoded: false };
  return read.steps.map((step) => ({
    step,
    arithmetic: step.kind === "product" ? float32 : null,
    scales: noScales,
  }));
};

const end = ["Flatten z > flat", "Gemm flat > logits"];
const networks: Readonly<Record<string, readonly string[]>> = {
  "all kinds of chains": [
    ...["Conv image > a", "BatchNormalization a > b", "Relu b > c"],
    ...["Conv c > d", "Relu d > e", "Conv e > f", "BatchNormalization f > g", "Conv g > z"],
  ],
  residuals: [
    ...["Conv image > a", "BatchNormalization a > b", "Relu b > c"],
    ...["Conv c > d", "BatchNormalization d > e", "Relu e > f", "Conv f > g", "BatchNormalization g > h"],
    ...["Add h c > i", "Relu i > j", "Conv j > k", "Relu k > l", "Add l k > z"],
  ],
};

test.each([
  ["all kinds of chains", { 0: 3, 3: 2, 5: 2 }],
  ["residuals", { 0: 3, 3: 3, 6: 2 }],
])("%s: what goes with a convolution", (name, expected) => {
  const read = network(8, 3, [...(networks[name] ?? []), ...end]);
  const found = [...chainsOf(read, stepsOf(read))].map(([at, { steps }]) => [at, steps] as const);
  expect(Object.fromEntries(found)).toEqual(expected);
});

describe.each(Object.keys(networks))("%s", (name) => {
  test.each([
    [8, 3],
    [12, 5],
    [10, 3],
    [9, 5],
  ])("images of %i × %i, the same bits as one by one", (size, taps) => {
    const read = network(size, taps, [...(networks[name] ?? []), ...end]);
    const images = randomFloats(3 * channels * size * size, size);
    const [together, single] = [new Runner(read, stepsOf(read), 3), new Runner(read, stepsOf(read), 3)];
    const inOrder = new Runner(read, stepsOf(read, float32Kernel()), 3);
    const expectSame = (): Float32Array => {
      const expected = single.run(images, 3, () => undefined).slice();
      expect(together.run(images, 3)).toEqual(expected);
      // The same runner, one by one.
      expect(together.run(images, 3, () => undefined)).toEqual(expected);
      return expected;
    };
    expectSame();
    const finite = images[100] ?? 0;
    for (const value of [Infinity, NaN, 3e38]) {
      images[100] = value;
      // Where an image has such a number, sums are formed in order.
      expect(expectSame()).toEqual(inOrder.run(images, 3));
    }
    images[100] = finite;
    expectSame();
  });
});
