import type { KernelWindows } from "../../kernels/kernel.js";
import type { Windows } from "../../network/steps.js";
import { partOf, type Range } from "../crew.js";
import { Convolver, Convolvers } from "./convolver.js";
import {
  copyRows,
  Kept,
  learnBias,
  preparedGroups,
  scalesOf,
  type Batch,
  type ProductOf,
  type ProductPasses,
} from "./product-passes.js";
import { SpreadGradients } from "./spread-gradients.js";

/** Rows that a kernel computes at a time. */
const rowsTogether = 4;

interface Part {
  readonly group: number;
  readonly rows: Range;
  /** The channels. */
  readonly of: Range;
}

/*
 * A Conv. All three products are convolutions, group by group:
 *
 *     outputs             of an image's channels, by its windows
 *     inputs' gradients   of an image's output gradients, spread out by the strides, with flipped weights
 *     weights' gradients  of one channel of all images, by windows as large as the output: a pixel for each tap
 *
 * Threads share the images of the first two. Of the third they share groups, or each group's rows and channels.
 */
export class WindowProduct implements ProductPasses {
  readonly #layer: ProductOf;
  readonly #windows: Windows;
  readonly #kept = new Kept();
  readonly #forward: Convolver;
  readonly #spread: SpreadGradients;
  readonly #backward: Convolver;
  /** By the number of images. */
  readonly #learners: Convolvers;

  constructor(layer: ProductOf, windows: Windows) {
    const { step, arithmetic } = layer;
    this.#layer = layer;
    this.#windows = windows;
    const ofGroup = { ...windows, channels: windows.channels / step.groups };
    this.#forward = new Convolver(arithmetic.kernel, ofGroup);
    this.#spread = new SpreadGradients(windows, step.rows);
    this.#backward = new Convolver(arithmetic.kernel, this.#spread.windows);
    this.#learners = new Convolvers(arithmetic.kernel, (images) => learningWindows(windows, images));
  }

  forward(input: Float32Array, output: Float32Array, { images, own }: Batch): void {
    const { step, arithmetic, weight, crew } = this.#layer;
    const { groups, rows, positions } = step;
    const { kernel } = arithmetic;
    // Scales are those of the whole batch.
    if (arithmetic.integers !== undefined) crew.meet();
    const scales = scalesOf(arithmetic, input, weight.values);
    const groupsOf = preparedGroups(this.#layer, kernel, scales).map((one) => this.#forward.of(one));
    const size = input.length / images / groups;
    for (let image = own.from; image < own.to; image++)
      for (const [group, convolve] of groupsOf.entries()) {
        const at = image * groups + group;
        convolve(input, at * size, output, at * rows * positions);
      }
    kernel.release();
  }

  learn(input: Float32Array, gradient: Float32Array, { images }: Batch): void {
    const { step, arithmetic, weight, bias } = this.#layer;
    const { groups, depth, positions } = step;
    const { kernel } = arithmetic;
    const scales = scalesOf(arithmetic, input, gradient);
    const length = images * positions;
    const channels = this.#windows.channels / groups;
    const taps = depth / channels;
    for (const part of this.#parts(channels)) {
      if (this.#sumGradients(input, gradient, images, part)) continue;
      const { group, rows, of } = part;
      const first = group * step.rows + rows.from;
      const count = rows.to - rows.from;
      const columns = this.#kept.array("columns", count * length);
      const found = this.#kept.array("found", count * taps);
      this.#columns(gradient, images, { first, count }, columns);
      const prepared = kernel.prepare(columns, undefined, { rows: count, depth: length }, scales);
      const convolve = this.#learners.for(images).of(prepared);
      for (let c = of.from; c < of.to; c++) {
        convolve(this.#channel(input, images, group * channels + c), 0, found, 0);
        const gradients = { values: weight.gradients, from: first * depth + c * taps, apart: depth };
        copyRows({ values: found, from: 0, apart: taps }, gradients, [count, taps]);
      }
      if (bias !== undefined && of.from === 0)
        learnBias(arithmetic, prepared, columns, bias.gradients.subarray(first, first + count));
      kernel.release();
    }
  }

  /** By the kernel's own sums. @returns false where it has none */
  #sumGradients(
    input: Float32Array,
    gradient: Float32Array,
    images: number,
    { group, rows, of }: Part,
  ): boolean {
    const { step, arithmetic, weight, bias } = this.#layer;
    const { groups, depth, positions } = step;
    const { kernel, integers } = arithmetic;
    const own = { ...this.#windows, channels: of.to - of.from };
    const count = rows.to - rows.from;
    // Those of integers have scales.
    const sums = integers === undefined ? kernel.gradientSums?.(own, count) : undefined;
    if (sums === undefined) return false;
    const [channels, area] = [this.#windows.channels / groups, this.#windows.height * this.#windows.width];
    const first = group * step.rows + rows.from;
    for (let image = 0; image < images; image++) {
      const from = (image * groups + group) * channels + of.from;
      sums.add(input, from * area, gradient, (image * groups * step.rows + first) * positions);
    }
    const results = sums.results();
    const [taps, length] = [depth / channels, own.channels * (depth / channels)];
    copyRows(
      { values: results.weights, from: 0, apart: length },
      { values: weight.gradients, from: first * depth + of.from * taps, apart: depth },
      [count, length],
    );
    if (of.from === 0) bias?.gradients.set(results.bias, first);
    kernel.release();
    return true;
  }

  /** What of the weights' gradients is this thread's: rows and channels of groups. */
  #parts(channels: number): Part[] {
    const { step, crew } = this.#layer;
    const { groups, rows } = step;
    const [allRows, allChannels] = [
      { from: 0, to: rows },
      { from: 0, to: channels },
    ];
    const shared = groups >= crew.threads ? crew.part(groups) : { from: 0, to: groups };
    const own = Array.from({ length: shared.to - shared.from }, (_, at) => shared.from + at);
    if (groups >= crew.threads) return own.map((group) => ({ group, rows: allRows, of: allChannels }));
    // First by rows, as then each thread codes its own; what threads are left by channels.
    const byRows = Math.min(crew.threads, Math.ceil(rows / rowsTogether));
    const byChannels = Math.min(Math.floor(crew.threads / byRows), channels);
    if (crew.index >= byRows * byChannels) return [];
    const [atRows, atChannels] = [Math.floor(crew.index / byChannels), crew.index % byChannels];
    return own.map((group) => ({
      group,
      rows: partOf(rows, { part: atRows, parts: byRows, unit: rowsTogether }),
      of: partOf(channels, { part: atChannels, parts: byChannels }),
    }));
  }

  pass(gradient: Float32Array, into: Float32Array, { own: part }: Batch): void {
    const { step, arithmetic, weight, crew } = this.#layer;
    const { groups, rows, depth, positions } = step;
    const { kernel } = arithmetic;
    if (arithmetic.integers !== undefined) crew.meet();
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
    for (let image = part.from; image < part.to; image++)
      for (const [group, convolve] of groupsOf.entries()) {
        const at = image * groups + group;
        const { source, from } = this.#spread.open(gradient, at * rows * positions);
        convolve(source, from, into, at * size);
      }
    kernel.release();
  }

  /** A row of gradients for each of some output channels: images and pixels one after the other. */
  #columns(
    gradient: Float32Array,
    images: number,
    { first, count }: { readonly first: number; readonly count: number },
    columns: Float32Array,
  ): void {
    const { groups, rows, positions } = this.#layer.step;
    for (let row = 0; row < count; row++)
      copyRows(
        { values: gradient, from: (first + row) * positions, apart: groups * rows * positions },
        { values: columns, from: row * images * positions, apart: positions },
        [images, positions],
      );
  }

  /** A channel of all images. */
  #channel(input: Float32Array, images: number, channel: number): Float32Array {
    const { channels, height, width } = this.#windows;
    if (channels === 1) return input;
    const area = height * width;
    const planes = this.#kept.array("channel", images * area);
    const source = { values: input, from: channel * area, apart: channels * area };
    copyRows(source, { values: planes, from: 0, apart: area }, [images, area]);
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
