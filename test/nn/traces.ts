import { parseDesign } from "../../generators/request.js";
import type { LabelledImages } from "../../nn/data/images.js";
import { everyLayer, productLayer } from "../../nn/layer-rules.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { recordTrace } from "../../nn/record.js";
import { Random } from "../../operands/random.js";
import { chain, tensor } from "./tiny.js";

/** A design for each kind of kernel: quire, PLAM, rounded sums and products, integers, Mitchell, floats, tables. */
export const kinds = [
  "PositQuireMac n=8 es=1",
  "PositQuireMac n=8 es=1 product=plam",
  "PositMac n=8 es=0 form=sequential",
  "PositMac n=8 es=1 product=plam",
  "PlamMult n=8 es=0",
  "IntMac n=8 acc=24 form=sequential",
  "MitchwMac n=8 w=4 acc=24 sign=c2",
  "FloatMac format=bfloat16 acc=binary32",
  "FloatMult format=bfloat16",
  "DrumMult n=8 k=4 sign=c2",
] as const;

const random = Random.seeded(7);
const numbers = (count: number, scale: number): number[] =>
  Array.from({ length: count }, () => (random.below(2001) - 1000) * scale);

/** Padded, strided, in two groups, with a bias. */
const conv = chain(
  ["N", 4, 6, 6],
  [
    [
      "Conv",
      { pads: [1, 1, 1, 1], strides: [2, 1], kernel_shape: [3, 3], group: 2 },
      tensor([6, 2, 3, 3], numbers(108, 0.0013)),
      tensor([6], numbers(6, 0.0007)),
    ],
    ["Flatten", {}],
    ["Gemm", { transB: 1 }, tensor([3, 108], numbers(324, 0.001)), tensor([3], numbers(3, 0.001))],
  ],
);

const images: LabelledImages = {
  name: "random images",
  count: 40,
  shape: [4, 6, 6],
  values: Float32Array.from(numbers(40 * 144, 0.003)),
  labels: new Uint16Array(40),
};

/** Sums of the convolution on a design. */
export function traceOf(spec: string, sums: number, seed = 1) {
  const network = readNetwork(conv);
  const design = parseDesign(spec);
  return recordTrace(
    { network, name: "tiny.onnx", images, calibration: images, choice: everyLayer(network, design), seed },
    { layer: productLayer(network, "Conv"), sums },
  );
}
