import type { Windows } from "../network/steps.js";

/** Where the operands of a convolution stand in a copy of its input, which has padding, and zeros between its numbers. */
interface Layout {
  readonly channels: number;
  /** Of the input. */
  readonly height: number;
  readonly width: number;
  /** Above the input and left of it; below zero where it is cut off. */
  readonly before: readonly [number, number];
  /** From a number of the input to the next one, in the copy. */
  readonly apart: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly outHeight: number;
  readonly outWidth: number;
}

/** The operands of a convolution's sums. */
export const forwardLayout = (windows: Windows): Layout => ({
  ...windows,
  before: [windows.pads[0], windows.pads[1]],
  apart: [1, 1],
});

/**
 * The operands of the sums that are the gradients of a convolution's input: a convolution of the output's gradients, spread
 * out by the strides, with flipped weights.
 *
 *     input x[i], output y[o] = Σ_k w[k] x[o s + k d − p]      so      dx[i] = Σ_k w[k] dy[(i + p − k d) / s]
 *
 * @param rows channels of the output
 */
export const backwardLayout = (windows: Windows, rows: number): Layout => {
  const { kernel, dilations, strides, pads, height, width, outHeight, outWidth } = windows;
  return {
    channels: rows,
    height: outHeight,
    width: outWidth,
    before: [(kernel[0] - 1) * dilations[0] - pads[0], (kernel[1] - 1) * dilations[1] - pads[1]],
    apart: strides,
    kernel,
    dilations,
    strides: [1, 1],
    outHeight: height,
    outWidth: width,
  };
};

/** Collects operands of convolutions, image by image. */
export class Spread {
  readonly positions: number;
  readonly #layout: Layout;
  readonly #height: number;
  readonly #width: number;
  readonly #copy: Float32Array;
  /** Of the operands of the first sum, in a group's channels. */
  readonly #offsets: Int32Array;
  /** Where the operands of each sum begin. */
  readonly #corners: Int32Array;

  constructor(layout: Layout, groups: number) {
    this.#layout = layout;
    const { kernel, dilations, strides, outHeight, outWidth, channels } = layout;
    const reach = (axis: 0 | 1, out: number): number =>
      (out - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1;
    this.#height = reach(0, outHeight);
    this.#width = reach(1, outWidth);
    this.#copy = new Float32Array(channels * this.#height * this.#width);
    this.positions = outHeight * outWidth;
    const own = channels / groups;
    this.#offsets = new Int32Array(own * kernel[0] * kernel[1]);
    let next = 0;
    for (let c = 0; c < own; c++)
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++)
          this.#offsets[next++] = (c * this.#height + ky * dilations[0]) * this.#width + kx * dilations[1];
    this.#corners = new Int32Array(this.positions);
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        this.#corners[y * outWidth + x] = y * strides[0] * this.#width + x * strides[1];
  }

  /** Takes an image, which begins at `from`. */
  open(values: Float32Array, from: number): void {
    const { channels, height, width, before, apart } = this.#layout;
    for (let c = 0, at = from; c < channels; c++)
      for (let y = 0; y < height; y++) {
        const row = y * apart[0] + before[0];
        const isInside = row >= 0 && row < this.#height;
        const to = (c * this.#height + row) * this.#width;
        for (let x = 0; x < width; x++, at++) {
          const column = x * apart[1] + before[1];
          if (isInside && column >= 0 && column < this.#width) this.#copy[to + column] = values[at] ?? 0;
        }
      }
  }

  /** Operands of a group: those of a sum, then those of the next one. */
  collect(group: number, out: Float32Array): void {
    const [offsets, corners, copy] = [this.#offsets, this.#corners, this.#copy];
    const first = this.#first(group);
    for (let pixel = 0, at = 0; pixel < corners.length; pixel++) {
      const corner = first + (corners[pixel] ?? 0);
      for (let k = 0; k < offsets.length; k++, at++) out[at] = copy[corner + (offsets[k] ?? 0)] ?? 0;
    }
  }

  /** The same with the first operand of every sum first, then the second of every sum: `length` apart, from `to` on. */
  collectAcross(group: number, out: Float32Array, length: number, to: number): void {
    const [offsets, corners, copy] = [this.#offsets, this.#corners, this.#copy];
    const first = this.#first(group);
    for (let k = 0; k < offsets.length; k++) {
      const corner = first + (offsets[k] ?? 0);
      let at = k * length + to;
      for (let pixel = 0; pixel < corners.length; pixel++, at++)
        out[at] = copy[corner + (corners[pixel] ?? 0)] ?? 0;
    }
  }

  #first(group: number): number {
    const { kernel } = this.#layout;
    return group * (this.#offsets.length / (kernel[0] * kernel[1])) * this.#height * this.#width;
  }
}
