import { expect, test } from "vitest";
import { readNetwork } from "../../../nn/network/read-network.js";
import type { Network } from "../../../nn/network/steps.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import type { LayerForm } from "../../../nn/train/description/layers.js";
import { initialised } from "../../../nn/train/initial.js";
import { crossEntropy } from "../../../nn/train/loss.js";
import { float32Grid } from "../../../nn/train/sums.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";
import { Random } from "../../../operands/random.js";
import { writeOnnx } from "../../../nn/network/onnx-writer.js";
import { chain, tensor } from "../tiny.js";
import { referenceLoss } from "./reference.js";

/*
 * Gradients of every layer in float32 beside central differences of the loss, which is computed in double precision by
 * loops of its own. Differences of 2^−12 leave an error of about 1e-6.
 */

const layers = (input: readonly number[], ...forms: LayerForm[]): Network => networkOf(forms, input, {});
const conv = (more: object): LayerForm => ({ conv: 2, kernel: 2, stride: 1, pad: 0, groups: 1, ...more });
/** Of an ONNX file, for what descriptions do not have. */
const zeros = (...shape: number[]) => tensor(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)));
const file = (input: readonly (number | string)[], ...nodes: Parameters<typeof chain>[1]): Network =>
  readNetwork(chain(input, nodes));

/** conv → relu → conv, and round it: both ways end in a sum, and the gradient of what is read twice is one. */
const residual = readNetwork(
  writeOnnx({
    input: { name: "image", shape: ["N", 2, 3, 3] },
    output: { name: "y", shape: ["N", 18] },
    nodes: [
      { op: "Conv", inputs: ["image", "w1", "b1"], output: "a", attributes: { pads: [1, 1, 1, 1] } },
      { op: "Relu", inputs: ["a"], output: "r" },
      { op: "Conv", inputs: ["r", "w2"], output: "c", attributes: { pads: [1, 1, 1, 1] } },
      { op: "Add", inputs: ["c", "r"], output: "s" },
      { op: "Flatten", inputs: ["s"], output: "y" },
    ],
    tensors: { w1: zeros(2, 2, 3, 3), b1: zeros(2), w2: zeros(2, 2, 3, 3) },
  }),
);

const networks: Record<string, Network> = {
  fc: layers([5], { fc: 4 }, "relu", { fc: 3 }),
  "one logit": layers([4], { fc: 3 }, "sigmoid", { fc: 1 }),
  conv: layers([2, 5, 4], conv({}), "relu", conv({ conv: 3 }), { fc: 3 }),
  "conv with strides and padding": layers(
    [1, 6, 5],
    conv({ kernel: 3, pad: 1 }),
    conv({ kernel: 3, stride: 2, pad: 1 }),
    {
      fc: 3,
    },
  ),
  "conv whose stride leaves a rest": layers([1, 6, 6], conv({}), conv({ kernel: 3, stride: 3, pad: 2 }), {
    fc: 3,
  }),
  "conv in groups": layers([2, 4, 4], conv({ conv: 4, groups: 2 }), conv({ conv: 4, groups: 4 }), { fc: 3 }),
  "conv with dilations": file(
    ["N", 1, 6, 7],
    ["Conv", {}, zeros(2, 1, 2, 2)],
    ["Conv", { dilations: [2, 3], pads: [1, 0, 0, 2], strides: [1, 2] }, zeros(2, 2, 2, 2), zeros(2)],
    ["Flatten"],
    ["Gemm", { transB: 1 }, zeros(3, 24), zeros(3)],
  ),
  "matmul of several rows": file(
    ["N", 3, 4],
    ["MatMul", {}, zeros(4, 2)],
    ["Sigmoid"],
    ["MatMul", {}, zeros(2, 2)],
    ["Flatten"],
  ),
  clip: file(
    ["N", 4],
    ["Gemm", { transB: 1 }, zeros(6, 4), zeros(6)],
    ["Clip", {}, tensor([], [-0.5]), tensor([], [0.75])],
    ["Gemm", { transB: 1 }, zeros(3, 6)],
  ),
  "max pool": layers([1, 5, 5], conv({}), { pool: 2, of: "maximum" }, { fc: 3 }),
  "max pool that overlaps": layers([1, 6, 6], conv({}), { pool: 3, of: "maximum", stride: 1 }, { fc: 3 }),
  "mean pool that overlaps": layers([1, 6, 6], conv({}), { pool: 3, of: "mean", stride: 2 }, { fc: 3 }),
  "mean of planes": layers([1, 4, 4], conv({ conv: 3 }), "sigmoid", "mean-pool", { fc: 3 }),
  "batch norm": layers([2, 4, 4], conv({ conv: 3 }), "bn", "relu", { fc: 4 }, "bn", "sigmoid", { fc: 3 }),
  "fast sigmoid": layers([4], { fc: 6 }, "fast-sigmoid", { fc: 5 }, "fast-sigmoid", { fc: 3 }),
  residual,
};

test.each(Object.entries(networks))("%s", (_, plain) => {
  const random = Random.seeded(7);
  const uniform = (): number => random.word() / 2 ** 31 - 1;
  const count = 3;
  const network = initialised(plain, random);
  const trained = new TrainedNetwork(network, trainingArithmetic(null), count);
  // Biases and factors too are no longer what they begin with.
  for (const { values } of trained.parameters)
    for (let at = 0; at < values.length; at++) values[at] = uniform();
  const size = network.sizes[0] ?? 0;
  const input = Float32Array.from({ length: count * size }, () => 0.5 + uniform());
  const labels = [0, 1, network.classes === 1 ? 0 : 2];
  const logits = trained.forward(input, count, true).slice();
  const gradient = new Float32Array(logits.length);
  const { sum } = crossEntropy(logits, labels, network.classes, float32Grid, { gradient });
  trained.backward(count, gradient);

  const images = labels.map((__, image) => [...input.subarray(image * size, (image + 1) * size)]);
  const weights = new Map(trained.parameters.map(({ name, values }) => [name, [...values]]));
  const loss = (): number => referenceLoss(network, weights, images, labels);
  expect(sum / count).toBeCloseTo(loss(), 5);
  const step = 2 ** -12;
  let seen = 0;
  for (const { name, gradients } of trained.parameters) {
    const own = weights.get(name) ?? [];
    for (let at = 0; at < own.length; at++) {
      const value = own[at] ?? 0;
      own[at] = value + step;
      const above = loss();
      own[at] = value - step;
      const below = loss();
      own[at] = value;
      const difference = ((above - below) / (2 * step)) * count;
      expect(Math.abs((gradients[at] ?? 0) - difference), `${name}[${at}]`).toBeLessThan(2e-4);
      if (Math.abs(difference) > 1e-3) seen++;
    }
  }
  // Gradients that are all 0 would show nothing.
  expect(seen).toBeGreaterThan(4);
});
