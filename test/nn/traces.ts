import { parseDesign } from "../../generators/request.js";
import type { LabelledImages } from "../../nn/data/images.js";
import { everyLayer, productLayer } from "../../nn/layer-rules.js";
import { readNetwork } from "../../nn/network/read-network.js";
import { recordTrace } from "../../nn/record.js";
import { Random } from "../../operands/random.js";
import { chain, tensor } from "./tiny.js";

/** A design for each kind of kernel: quire, PLAM, rounded sums and products, integers, Mitchell, floats, tables, dots. */
export const kinds = [
  "PositQuireMac n=8 es=1",
  "PositQuireMac n=8 es=1 product=plam",
  "PositMac n=8 es=0 form=sequential",
  "PositMac n=8 es=1 product=plam",
  "PlamMult n=8 es=0",
  "PositQuireMac n=16 es=2 rs=6",
  "PositMac n=8 es=0 rs=3 rounding=discrete",
  "IntMac n=8 acc=24 form=sequential",
  "MitchwMac n=8 w=4 acc=24 sign=c2",
  "FloatMac format=bfloat16 acc=binary32",
  "FloatMult format=bfloat16",
  "DrumMult n=8 k=4 sign=c2",
  "LowBitDot lanes=6 xbits=4 wbits=3 signs=signed acc=20",
  "LowBitDot lanes=4 xbits=2 wbits=2 signs=mixed",
  "BinaryDot lanes=9 acc=16",
  "FloatMac format=bfloat16 acc=binary32 product=mitchell w=4",
  "FloatMult format=e4m3 product=lmul",
  "IntMac n=8 acc=24 sum=loa k=6",
  "IntMac n=8 acc=24 product=or t=6",
  "MitchwMac n=8 w=5 acc=24 sign=c1 sum=loa k=8 form=sequential",
] as const;

const random = Random.seeded(7);
const numbers = (count: number, scale: number): number[] =>
  Array.from({ length: count }, () => (random.below(2001) - 1000) * scale);

const [kernels, biases] = [numbers(108, 0.0013), numbers(6, 0.0007)];

/** A convolution with a border of zeros or none, strided, in two groups, with a bias. */
const conv = (border: 0 | 1): Uint8Array =>
  chain(
    ["N", 4, 6, 6],
    [
      [
        "Conv",
        { pads: Array<number>(4).fill(border), strides: [2, 1], kernel_shape: [3, 3], group: 2 },
        tensor([6, 2, 3, 3], kernels),
        tensor([6], biases),
      ],
      ["Flatten", {}],
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
  const design = parseDesign(spec);
  // ±1 has no 0.
  const network = readNetwork(conv(design.operator.name === "BinaryDot" ? 0 : 1));
  return recordTrace(
    { network, name: "tiny.onnx", images, calibration: images, choice: everyLayer(network, design), seed },
    { layer: productLayer(network, "Conv"), sums },
  );
}
