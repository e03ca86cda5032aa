import { float32Kernel } from "./kernels/index.js";
import type { IntegerOperands } from "./arithmetic-of.js";
import { sizeOf, type LabelledImages } from "./data/images.js";
import type { Network, Step } from "./network/steps.js";
import type { Scales } from "./run/arithmetic.js";
import { noScales, Runner } from "./run/runner.js";

/** Largest magnitudes of the operands of each Conv, Gemm and MatMul. */
export type Ranges = ReadonlyMap<Step, { readonly activations: number; readonly weights: number }>;

/** Images that ranges are taken from, at most. */
const calibrationImages = 100;

/** The ranges that a network has in float32 over the first images of a set. */
export function rangesOf(network: Network, images: LabelledImages): Ranges {
  const ranges = new Map<Step, { activations: number; weights: number }>();
  const kernel = float32Kernel();
  const steps = network.steps.map((step) => ({
    step,
    arithmetic: step.kind === "product" ? { kernel, isCoded: false } : null,
    scales: noScales,
  }));
  const runner = new Runner(network, steps, 1);
  const size = sizeOf(images.shape);
  for (let image = 0; image < Math.min(calibrationImages, images.count); image++) {
    const values = Float32Array.from(images.values.subarray(image * size, (image + 1) * size));
    runner.run(values, 1, (step, [input]) => {
      if (step.kind !== "product" || input === undefined) return;
      const [source = 0] = step.sources;
      const seen = largest(input.subarray(0, network.sizes[source]));
      const known = ranges.get(step) ?? { activations: 0, weights: largest(step.weights) };
      ranges.set(step, { ...known, activations: Math.max(known.activations, seen) });
    });
  }
  return ranges;
}

const largest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The smallest powers of two by which no calibrated operand exceeds the integers' range. */
export function scalesOf(ranges: Ranges, step: Step, { largest: most }: IntegerOperands): Scales {
  const found = ranges.get(step);
  if (found === undefined) return noScales;
  return {
    activations: exponent(found.activations, most.activations),
    weights: exponent(found.weights, most.weights),
  };
}

const exponent = (value: number, most: number): number =>
  value === 0 ? 0 : Math.ceil(Math.log2(value / most));
