import { float32Kernel } from "../../nn/kernels/index.js";
import { writeOnnx, type Attribute, type WrittenTensor } from "../../nn/network/onnx-writer.js";
import { readNetwork } from "../../nn/network/read-network.js";
import type { Network } from "../../nn/network/steps.js";
import { noScales, Runner } from "../../nn/run/runner.js";

/** A layer as a test writes it: `["Conv", { pads: [1, 1, 1, 1] }, weights, bias]`; inputs beside the one before. */
export type Layer = readonly [
  op: string,
  attributes?: Readonly<Record<string, Attribute>>,
  ...tensors: WrittenTensor[],
];

export const tensor = (shape: readonly number[], values: ArrayLike<number>): WrittenTensor => ({
  shape,
  values,
});
export const integers = (...values: number[]): WrittenTensor => ({
  shape: [values.length],
  values,
  isInteger: true,
});

/** An ONNX file of layers one after the other. */
export function chain(input: readonly (number | string)[], layers: readonly Layer[], opset = 13): Uint8Array {
  const tensors: Record<string, WrittenTensor> = {};
  const nodes = layers.map(([op, attributes = {}, ...constants], at) => ({
    op,
    inputs: [
      at === 0 ? "image" : `v${at}`,
      ...constants.map((constant, index) => {
        const name = `c${at}_${index}`;
        tensors[name] = constant;
        return name;
      }),
    ],
    output: `v${at + 1}`,
    name: `${op.toLowerCase()}${at}`,
    attributes,
  }));
  return writeOnnx({
    input: { name: "image", shape: input },
    output: { name: `v${layers.length}`, shape: ["N", 1] },
    nodes,
    tensors,
    opset,
  });
}

/** A network's outputs in float32, image by image. */
export function outputs(network: Network | Uint8Array, images: readonly number[], block = 2): number[] {
  const read = network instanceof Uint8Array ? readNetwork(network) : network;
  const arithmetic = { kernel: float32Kernel(), isCoded: false };
  const runner = new Runner(
    read,
    read.steps.map((step) => ({
      step,
      arithmetic: step.kind === "product" ? arithmetic : null,
      scales: noScales,
    })),
    block,
  );
  const size = read.sizes[0] ?? 1;
  const found: number[] = [];
  for (let from = 0; from < images.length; from += block * size) {
    const part = Float32Array.from(images.slice(from, from + block * size));
    found.push(...runner.run(part, part.length / size));
  }
  return found;
}
