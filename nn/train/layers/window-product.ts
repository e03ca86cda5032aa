import type { KernelWindows } from "../../kernels/kernel.js";
import type { Windows } from "../../network/steps.js";
import { Convolver } from "./convolver.js";
import {
  Kept,
  learnBias,
  preparedGroups,
  scalesOf,
  type ProductOf,
  type ProductPasses,
} from "./product-passes.js";
import { SpreadGradients } from "./spread-gradients.js";

/*
 * A Conv. All three products are convolutions, group by group:
 *
 *     outputs             of an image's channels, by its windows
 *     inputs' gradients   of an image's output gradients, spread out by the strides, with flipped weights
 *     weights' gradients  of one channel of all images, by windows as large as the output: a pixel for each tap
 */
export class WindowProduct implements ProductPasses {
  readonly #layer: ProductOf;
  readonly #windows: Windows;
  readonly #kept = new Kept();
  readonly #forward: Convolver;
  readonly #spread: SpreadGradients;
  readonly #backward: Convolver;
  /** By the number of images: the last batch of an epoch may have fewer. */
  readonly #learners = new Map<number, Convolver>();

  constructor(layer: ProductOf, windows: Windows) {
    const { step, arithmetic } = layer;
    this.#layer = layer;
    this.#windows = windows;
    const ofGroup = { ...windows, channels: windows.channels / step.groups };
    this.#forward = new Convolver(arithmetic.kernel, ofGroup);
    this.#spread = new SpreadGradients(windows, step.rows);
    this.#backward = new Convolver(arithmetic.kernel, this.#spread.windows);
  }

  forward(input: Float32Array, output: Float32Array, images: number): void {
    const { step, arithmetic, weight } = this.#layer;
    const { groups, rows, positions } = step;
    const { kernel } = arithmetic;
    const scales = scalesOf(arithmetic, input, weight.values);
    const groupsOf = preparedGroups(this.#layer, kernel, scales).map((one) => this.#forward.of(one));
    const size = input.length / images / groups;
    for (let image = 0; image < images; image++)
      for (const [group, convolve] of groupsOf.entries()) {
        const at = image * groups + group;
        convolve(input, at * size, output, at * rows * positions);
      }
    kernel.release();
  }

  learn(input: Float32Array, gradient: Float32Array, images: number): void {
    const { step, arithmetic, weight, bias } = this.#layer;
    const { groups, rows, depth, positions } = step;
    const { kernel } = arithmetic;
    const scales = scalesOf(arithmetic, input, gradient);
    const length = images * positions;
    const own = this.#windows.channels / groups;
    const taps = depth / own;
    const columns = this.#kept.array("columns", rows * length);
    const found = this.#kept.array("found", rows * taps);
    for (let group = 0; group < groups; group++) {
      this.#columns(gradient, images, group, columns);
      const prepared = kernel.prepare(columns, undefined, { rows, depth: length }, scales);
      const convolve = this.#learner(images).of(prepared);
      for (let c = 0; c < own; c++) {
        convolve(this.#channel(input, images, group * own + c), 0, found, 0);
        for (let row = 0; row < rows; row++) {
          const to = (group * rows + row) * depth + c * taps;
          weight.gradients.set(found.subarray(row * taps, (row + 1) * taps), to);
        }
      }
      const ofBias = bias?.gradients.subarray(group * rows, (group + 1) * rows);
      if (ofBias !== undefined) learnBias(arithmetic, prepared, columns, ofBias);
      kernel.release();
    }
  }

  pass(gradient: Float32Array, into: Float32Array, images: number): void {
    const { step, arithmetic, weight } = this.#layer;
    const { groups, rows, depth, positions } = step;
    const { kernel } = arithmetic;
    const { channels, height, width, kernel: window } = this.#windows;
    const taps = window[0] * window[1];
    const own = channels / groups;
    const scales = scalesOf(arithmetic, gradient, weight.values);
    const flipped = this.#kept.array("flipped", rows * depth);
    const groupsOf = Array.from({ length: groups }, (_, group) => {
      flip(weight.values.subarray(group * rows * depth), rows, own, taps, flipped);
      return this.#backward.of(kernel.prepare(flipped, undefined, { rows: own, depth: rows * taps }, scales));
    });
    const size = own * height * width;
    for (let image = 0; image < images; image++)
      for (const [group, convolve] of groupsOf.entries()) {
        const at = image * groups + group;
        const { source, from } = this.#spread.open(gradient, at * rows * positions);
        convolve(source, from, into, at * size);
      }
    kernel.release();
  }

  #learner(images: number): Convolver {
    let found = this.#learners.get(images);
    if (found === undefined) {
      found = new Convolver(this.#layer.arithmetic.kernel, learningWindows(this.#windows, images));
      this.#learners.set(images, found);
    }
    return found;
  }

  /** A row of gradients for each output channel: images and pixels one after the other. */
  #columns(gradient: Float32Array, images: number, group: number, columns: Float32Array): void {
    const { groups, rows, positions } = this.#layer.step;
    for (let row = 0; row < rows; row++)
      for (let image = 0; image < images; image++) {
        const from = ((image * groups + group) * rows + row) * positions;
        columns.set(gradient.subarray(from, from + positions), (row * images + image) * positions);
      }
  }

  /** A channel of all images. */
  #channel(input: Float32Array, images: number, channel: number): Float32Array {
    const { channels, height, width } = this.#windows;
    if (channels === 1) return input;
    const area = height * width;
    const planes = this.#kept.array("channel", images * area);
    for (let image = 0; image < images; image++) {
      const from = (image * channels + channel) * area;
      planes.set(input.subarray(from, from + area), image * area);
    }
    return planes;
  }
}

/** From tap to tap as the layer's windows step within themselves, and within a window as they step from pixel to pixel. */
const learningWindows = (windows: Windows, images: number): KernelWindows => ({
  ...windows,
  channels: images,
  kernel: [windows.outHeight, windows.outWidth],
  strides: windows.dilations,
  dilations: windows.strides,
  outHeight: windows.kernel[0],
  outWidth: windows.kernel[1],
});

/** Weights [row][channel][tap] as [channel][row][tap], the taps from the last to the first. */
function flip(values: Float32Array, rows: number, channels: number, taps: number, out: Float32Array): void {
  let to = 0;
  for (let c = 0; c < channels; c++)
    for (let row = 0; row < rows; row++)
      for (let tap = taps - 1; tap >= 0; tap--) out[to++] = values[(row * channels + c) * taps + tap] ?? 0;
}
