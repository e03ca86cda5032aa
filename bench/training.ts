import type { GradientSums, KernelWindows, MatrixKernel, PreparedWeights } from "../nn/kernels/kernel.js";
import { builtInImages } from "../nn/data/built-in.js";
import { sizeOf } from "../nn/data/images.js";
import { float32Kernel, kernelFor } from "../nn/kernels/index.js";
import { parseDesign } from "../generators/request.js";
import { trainingArithmetic } from "../nn/train/arithmetic.js";
import { openTrainable } from "../nn/train/description/open.js";
import { initialised } from "../nn/train/initial.js";
import { Learner } from "../nn/train/learner.js";
import { networkFile } from "../nn/train/network-file.js";
import { Optimizer } from "../nn/train/optimizer.js";
import type { Settings } from "../nn/train/settings.js";
import { TrainedNetwork } from "../nn/train/trained-network.js";
import { Random } from "../operands/random.js";
import { onnxruntime } from "./onnxruntime.js";
import { callsPerSecondInTurns, type Speed } from "./speed.js";

const batch = 32;
export const trainingSettings: Settings = {
  epochs: 100,
  batch,
  rate: 0.01,
  master: undefined,
  schedule: "constant",
  lossScale: 1,
  acc: undefined,
  method: { kind: "sgd", momentum: 0.9 },
};

/**
 * Images a second that LeNet-5 learns from, one core: if all its products took the time of those of a layer of ResNet-20; in
 * the kernel's functions alone; in all. In float32 also by onnxruntime's forward pass, which counts as a third; it is left
 * out where there is no package `onnxruntime-node`.
 */
export async function training(): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const design of [null, "PositQuireMac n=16 es=1", "PositQuireMac n=16 es=1 product=plam"]) {
    const kind = `images that LeNet-5 learns from, ${design ?? "float32"}`;
    const add = (what: string, per_second: number): void => {
      speeds.push({ kind, what, per_second });
    };
    const forwards = design === null ? await onnxruntimeForwards() : undefined;
    const { all, kernel, products, other } = await learned(design, forwards);
    add("products at a large layer's rate", (await productsPerSecond(design)) / products);
    add("the kernel's functions alone", kernel);
    add("an epoch of tapir train", all);
    if (other !== undefined) add("onnxruntime, three forward passes", (other * batch) / 3);
  }
  return speeds;
}

/** Images a second in all and in the kernel alone; the products of an image; and calls a second of something else. */
async function learned(design: string | null, beside: (() => Promise<unknown>) | undefined) {
  const images = builtInImages();
  const network = initialised(openTrainable("lenet5", images).network, Random.seeded(1));
  const plain = trainingArithmetic(design);
  const clock = { seconds: 0, products: 0 };
  let [epochs, whole] = [0, 0];
  const arithmetic = { ...plain, kernel: timed(plain.kernel, clock) };
  const trained = new TrainedNetwork(network, arithmetic, batch);
  const optimizer = new Optimizer(
    trained.parameters,
    trainingSettings.method,
    plain.grid,
    undefined,
    trained.workshop,
  );
  const learner = new Learner(trained, optimizer, trainingSettings, images, plain.grid);
  const epoch = (): void => {
    epochs++;
    const start = performance.now();
    for (const share of learner.epoch(0, 1, Random.seeded(2))) if (share < 0) throw new RangeError();
    whole += (performance.now() - start) / 1000;
  };
  const calls = await callsPerSecondInTurns(beside === undefined ? { epoch } : { epoch, beside }, 50);
  const all = images.count * (calls.get("epoch") ?? NaN);
  const share = clock.seconds / whole;
  const products = clock.products / epochs / images.count;
  return { all, kernel: all / share, products, other: calls.get("beside") };
}

/** The same kernel with a clock, which also counts products. */
function timed(kernel: MatrixKernel, clock: { seconds: number; products: number }): MatrixKernel {
  const time = <T>(work: () => T): T => {
    const start = performance.now();
    const made = work();
    clock.seconds += (performance.now() - start) / 1000;
    return made;
  };
  const convolve = (weights: PreparedWeights, windows: KernelWindows) => {
    const run = time(() => kernel.convolution?.(weights, windows));
    if (run === undefined) throw new RangeError("no convolution");
    const products = weights.rows * weights.depth * windows.outHeight * windows.outWidth;
    return (...operands: Parameters<typeof run>): void => {
      clock.products += products;
      time(() => {
        run(...operands);
      });
    };
  };
  const gradientSums = (windows: KernelWindows, rows: number): GradientSums | undefined => {
    const sums = time(() => kernel.gradientSums?.(windows, rows));
    if (sums === undefined) return undefined;
    const { channels, kernel: size, outHeight, outWidth } = windows;
    const products = rows * (channels * size[0] * size[1] + 1) * outHeight * outWidth;
    return {
      add(...operands) {
        clock.products += products;
        time(() => {
          sums.add(...operands);
        });
      },
      results: () => time(() => sums.results()),
    };
  };
  const { prepareTurned } = kernel;
  return {
    ...kernel,
    gradientSums,
    prepare: (...operands) => time(() => kernel.prepare(...operands)),
    ...(prepareTurned !== undefined && {
      prepareTurned: (...operands: Parameters<typeof prepareTurned>) =>
        time(() => prepareTurned(...operands)),
    }),
    multiply(a, m, weights, out, rounded) {
      clock.products += m * weights.rows * weights.depth;
      time(() => {
        kernel.multiply(a, m, weights, out, rounded);
      });
    },
    release: () => {
      kernel.release();
    },
    ...(kernel.convolution !== undefined && { convolution: convolve }),
  };
}

async function productsPerSecond(design: string | null): Promise<number> {
  const kernel = design === null ? float32Kernel() : kernelFor(parseDesign(design));
  const [rows, depth, pixels] = [32, 288, 256];
  const random = Random.seeded(1);
  const draw = (length: number) => Float32Array.from({ length }, () => random.word() / 2 ** 31 - 1);
  const scales = { activations: 0, weights: 0 };
  const weights = kernel.prepare(draw(rows * depth), undefined, { rows, depth }, scales);
  const activations = draw(pixels * depth);
  kernel.round(activations);
  const out = new Float32Array(pixels * rows);
  const calls = await callsPerSecondInTurns({
    layer: () => {
      kernel.multiply(activations, pixels, weights, out, true);
    },
  });
  return (calls.get("layer") ?? NaN) * rows * depth * pixels;
}

/** Its forward pass of a batch on one core; undefined: it is not installed. */
async function onnxruntimeForwards(): Promise<(() => Promise<unknown>) | undefined> {
  const images = builtInImages();
  const network = initialised(openTrainable("lenet5", images).network, Random.seeded(1));
  const { parameters } = new TrainedNetwork(network, trainingArithmetic(null), batch);
  const file = networkFile(network, new Map(parameters.map(({ name: of, values }) => [of, values])));
  const values = Float32Array.from(images.values.subarray(0, batch * sizeOf(images.shape)));
  return onnxruntime(file, values, [batch, ...images.shape]);
}
