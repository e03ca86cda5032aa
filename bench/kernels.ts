import { parseDesign } from "../generators/request.js";
import { goldenProduct } from "../nn/kernels/golden-redo.js";
import { float32Kernel, kernelFor, type MatrixKernel } from "../nn/kernels/index.js";
import { Random } from "../operands/random.js";
import { callsPerSecondInTurns, type Speed } from "./speed.js";

/** A layer of ResNet-20: rows × depth weights, and pixels. */
const layer = { rows: 32, depth: 288, pixels: 32 };

const designs = [
  "PositQuireMac n=16 es=1",
  "PositQuireMac n=16 es=1 product=plam",
  "MitchwMac n=8 w=6 acc=32 sign=c2",
  "MitchwMac n=8 w=6 acc=32 sign=c1",
  "MitchwMac n=16 w=6 acc=48 sign=c2",
  "MitchwMac n=16 w=6 acc=48 sign=c1",
  "IntMac n=8 acc=32",
  "FloatMac format=bfloat16 acc=binary32",
  "FloatMac format=bfloat16 acc=binary32 product=mitchell w=6",
  "PlamMult n=16 es=1",
  "PositMult n=16 es=1",
  "PositMac n=16 es=1",
  "DrumMult n=8 k=4 sign=c2",
];

/** Multiply-adds a second of matrix products on one core, beside float32 and beside a loop over a golden model. */
export async function kernels(): Promise<Speed[]> {
  const products = designs.map((spec) => [spec, kernelFor(parseDesign(spec)), scaleOf(spec)] as const);
  const golden = "a loop over golden PlamMult n=16 es=1";
  const calls = await callsPerSecondInTurns({
    float32: product(float32Kernel(), 0),
    ...Object.fromEntries(products.map(([spec, kernel, scale]) => [spec, product(kernel, scale)])),
    [golden]: goldenLoop(),
  });
  const { rows, depth, pixels } = layer;
  return [...calls].map(([what, rate]) => ({
    kind: "multiply-adds of a network's layer",
    what,
    per_second: rate * depth * (what === golden ? 1 : rows * pixels),
  }));
}

/** Values of up to 1 fill the range of 8- and 16-bit integers. */
function scaleOf(spec: string): number {
  const bits = /^(Mitchw|Int|Drum)\w+ n=(\d+)/.exec(spec)?.[2];
  return bits === undefined ? 0 : 1 - Number(bits);
}

/** Operands as a layer before has rounded them, between −1 and 1. */
function product(kernel: MatrixKernel, scale: number): () => void {
  const { rows, depth, pixels } = layer;
  const random = Random.seeded(1);
  const draw = (length: number) => Float32Array.from({ length }, () => random.below(2 ** 20) / 2 ** 19 - 1);
  const weights = kernel.prepare(
    draw(rows * depth),
    draw(rows),
    { rows, depth },
    { activations: scale, weights: scale },
  );
  const activations = draw(pixels * depth);
  kernel.round(activations, scale);
  const out = new Float32Array(pixels * rows);
  return () => {
    kernel.multiply(activations, pixels, weights, out, true);
  };
}

/** One sum's products. */
function goldenLoop(): () => void {
  const multiply = goldenProduct(parseDesign("PlamMult n=16 es=1"));
  return () => {
    for (let k = 0; k < layer.depth; k++) multiply(BigInt(k * 97), BigInt(k * 193));
  };
}
