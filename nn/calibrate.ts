import { float32Kernel } from "./kernels/index.js";
import type { Extent, IntegerOperands } from "./arithmetic-of.js";
import { sizeOf, type LabelledImages } from "./data/images.js";
import type { Network, Step } from "./network/steps.js";
import type { Scales } from "./run/arithmetic.js";
import { noScales, Runner } from "./run/runner.js";

/** The least and the largest operand, and whether all are integers. */
interface Range extends Extent {
  readonly isWhole: boolean;
}

/** The operands of each Conv, Gemm and MatMul. */
export type Ranges = ReadonlyMap<Step, { readonly activations: Range; readonly weights: Range }>;

/** Images that ranges are taken from, at most. */
export const calibrationImages = 100;

/** The ranges that a network has in float32 over the first images of a set. */
export function rangesOf(network: Network, images: LabelledImages): Ranges {
  const ranges = new Map<Step, { activations: Range; weights: Range }>();
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
      const seen = rangeOf(input.subarray(0, network.sizes[source]));
      const known = ranges.get(step) ?? { activations: seen, weights: rangeOf(step.weights) };
      const { low, high, isWhole } = known.activations;
      const activations = {
        ...{ low: Math.min(low, seen.low), high: Math.max(high, seen.high) },
        isWhole: isWhole && seen.isWhole,
      };
      ranges.set(step, { ...known, activations });
    });
  }
  return ranges;
}

function rangeOf(values: Float32Array): Range {
  let [low, high, isWhole] = [Infinity, -Infinity, true];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) isWhole = false;
  }
  return { low, high, isWhole };
}

/**
 * The smallest powers of two by which no calibrated operand exceeds the integers' range: −128 … 127 are signed integers of 8
 * bits as they are. What unsigned integers cannot be, numbers below 0, is left out. Integers need no scale below 1, which larger ones of other images would exceed.
 */
export function scalesOf(ranges: Ranges, step: Step, operands: IntegerOperands): Scales {
  const found = ranges.get(step);
  if (found === undefined) return noScales;
  return {
    activations: calibrated(found.activations, operands.activations),
    weights: calibrated(found.weights, operands.weights),
  };
}

const calibrated = (range: Range, format: Extent): number =>
  Math.max(exponent(range, format), range.isWhole ? 0 : -Infinity);

/** The exponent of the smallest power of two by which no value exceeds the integers of a format. */
export const scaleFor = (values: Float32Array, format: Extent): number => exponent(rangeOf(values), format);

function exponent({ low, high }: Extent, format: Extent): number {
  const shares = [
    low < 0 && format.low < 0 ? low / format.low : 0,
    high > 0 && format.high > 0 ? high / format.high : 0,
  ];
  const most = Math.max(...shares);
  return most === 0 ? 0 : Math.ceil(Math.log2(most));
}
