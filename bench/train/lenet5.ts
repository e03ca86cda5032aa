import { writeOnnx, type WrittenNode } from "../../nn/network/onnx-writer.js";
import { convolution } from "./convolution.js";
import { dense, maxPool, relu, type Layer } from "./layers.js";

/** LeNet-5 with ReLU and maximum pooling, on 28 × 28 grey values from 0 to 1. */
export const lenet5 = (): readonly Layer[] => [
  convolution("conv1", 1, 6, 28, 2),
  relu(6 * 28 * 28),
  maxPool(6, 28),
  convolution("conv2", 6, 16, 14, 0),
  relu(16 * 10 * 10),
  maxPool(16, 10),
  dense("fc1", 400, 120),
  relu(120),
  dense("fc2", 120, 84),
  relu(84),
  dense("fc3", 84, 10),
];

/** The network as an ONNX file. It takes raw grey values, 0 to 255: its first node divides them. */
export function lenet5File(layers: readonly Layer[]): Uint8Array {
  const parameters = layers.flatMap((layer) => layer.parameters);
  const weighted = (op: string, name: string, from: string, attributes: WrittenNode["attributes"] = {}) => ({
    op,
    inputs: [from, `${name}.weight`, `${name}.bias`],
    output: name,
    attributes,
  });
  const plain = (op: string, from: string, output: string, attributes: WrittenNode["attributes"] = {}) => ({
    op,
    inputs: [from],
    output,
    attributes,
  });
  const pool = { kernel_shape: [2, 2], strides: [2, 2] };
  return writeOnnx({
    input: { name: "image", shape: ["N", 1, 28, 28] },
    output: { name: "fc3", shape: ["N", 10] },
    nodes: [
      { op: "Div", inputs: ["image", "white"], output: "grey" },
      weighted("Conv", "conv1", "grey", { kernel_shape: [5, 5], pads: [2, 2, 2, 2] }),
      plain("Relu", "conv1", "relu1"),
      plain("MaxPool", "relu1", "pool1", pool),
      weighted("Conv", "conv2", "pool1", { kernel_shape: [5, 5] }),
      plain("Relu", "conv2", "relu2"),
      plain("MaxPool", "relu2", "pool2", pool),
      plain("Flatten", "pool2", "flat"),
      weighted("Gemm", "fc1", "flat", { transB: 1 }),
      plain("Relu", "fc1", "relu3"),
      weighted("Gemm", "fc2", "relu3", { transB: 1 }),
      plain("Relu", "fc2", "relu4"),
      weighted("Gemm", "fc3", "relu4", { transB: 1 }),
    ],
    tensors: {
      white: { shape: [], values: [255] },
      ...Object.fromEntries(parameters.map(({ name, shape, values }) => [name, { shape, values }])),
    },
  });
}
