import type { Pool } from "../../network/steps.js";
import { Mean } from "../../run/exact.js";
import { runPool } from "../../run/pools.js";
import type { Pass, TrainedLayer } from "../layer.js";
import type { Grid } from "../sums.js";

/**
 * Maximum or mean of windows. A maximum passes its gradient to the first of the largest numbers. Where windows overlap, a
 * number's gradient is the exact sum of what it gets, rounded once; so is a mean's share.
 */
export class PoolLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #step: Pool;
  readonly #grid: Grid;
  /** Of each output: the inputs of its window. */
  readonly #inside: readonly Int32Array[];
  /** Numbers that are averaged. */
  readonly #count: number;
  readonly #mean = new Mean();

  constructor(step: Pool, grid: Grid) {
    this.#step = step;
    this.#grid = grid;
    const { inside, counts } = windowsOfPlane(step);
    this.#inside = inside;
    this.#count = counts[0] ?? 1;
  }

  forward({ inputs: [input = new Float32Array(0)], output, images }: Pass): void {
    runPool(this.#step, input, output, images, this.#grid.round !== undefined);
    if (this.#step.of === "mean") this.#grid.round?.(output);
  }

  backward(
    { inputs: [input = new Float32Array(0)], images }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (into === undefined) return;
    const { channels, height, width } = this.#step.windows;
    const area = height * width;
    for (let plane = 0; plane < images * channels; plane++)
      this.#plane(
        input.subarray(plane * area, (plane + 1) * area),
        gradient.subarray(plane * this.#inside.length, (plane + 1) * this.#inside.length),
        into.subarray(plane * area, (plane + 1) * area),
      );
    this.#grid.round?.(into);
  }

  #plane(input: Float32Array, gradient: Float32Array, into: Float32Array): void {
    into.fill(0);
    const isMaximum = this.#step.of === "maximum";
    /** Terms of inputs that get more than one. */
    const several = new Map<number, number[]>();
    this.#inside.forEach((window, out) => {
      const g = gradient[out] ?? 0;
      if (g === 0) return;
      if (isMaximum) give(into, largestOf(input, window), g, several);
      else for (const at of window) give(into, at, g, several);
    });
    // A mean's windows have as many terms each: see `isEven`.
    const count = isMaximum ? 1 : this.#count;
    if (count === 1) for (const [at, terms] of several) into[at] = this.#meanOf(terms, 1);
    else
      for (let at = 0; at < into.length; at++)
        into[at] = this.#meanOf(several.get(at) ?? [into[at] ?? 0], count);
  }

  #meanOf(terms: readonly number[], count: number): number {
    this.#mean.clear();
    for (const term of terms) this.#mean.add(term);
    return this.#grid.round === undefined ? this.#mean.nearest(count) : this.#mean.toOdd(count);
  }
}

/** Adds a term, which is not 0, to a number's gradient. */
function give(into: Float32Array, at: number, value: number, several: Map<number, number[]>): void {
  const there = into[at] ?? 0;
  const terms = several.get(at);
  if (terms !== undefined) terms.push(value);
  else if (there === 0) into[at] = value;
  else several.set(at, [there, value]);
}

function largestOf(input: Float32Array, window: Int32Array): number {
  let best = window[0] ?? 0;
  for (const at of window) if ((input[at] ?? 0) > (input[best] ?? 0)) best = at;
  return best;
}

/** The windows of a plane. */
function windowsOfPlane({ windows, countsPadding }: Pool): {
  inside: Int32Array[];
  counts: Int32Array;
} {
  const { height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const inside: Int32Array[] = [];
  const counts: number[] = [];
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      const found: number[] = [];
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const row = y * strides[0] - pads[0] + ky * dilations[0];
          const column = x * strides[1] - pads[1] + kx * dilations[1];
          if (row >= 0 && row < height && column >= 0 && column < width) found.push(row * width + column);
        }
      inside.push(Int32Array.from(found));
      counts.push(countsPadding ? kernel[0] * kernel[1] : found.length);
    }
  return { inside, counts: Int32Array.from(counts) };
}

/** Whether every window of a mean has as many terms: then its gradients are shared evenly, with one rounding. */
export const isEven = (step: Pool): boolean =>
  step.of === "maximum" || new Set(windowsOfPlane(step).counts).size === 1;
