import type { Windows } from "../network/steps.js";

/** A source of windows: the image itself, or a copy with its padding. */
interface Padded {
  readonly height: number;
  readonly width: number;
}

const paddedSize = ({ height, width, pads: [top, left, bottom, right] }: Windows): Padded => ({
  height: height + top + bottom,
  width: width + left + right,
});

/**
 * Collects the operands of a convolution: for each pixel of the output, those that its window covers, by channel, row
 * and column (im2col).
 */
export class Patches {
  readonly #windows: Windows;
  readonly #padded: Padded;
  /** Where the operands of the first pixel stand, from its corner. */
  readonly #offsets: Int32Array;
  /** Where the window of each pixel begins. */
  readonly #corners: Int32Array;
  readonly #copy: Float32Array | undefined;

  /**
   * @param channels of a group
   * @param round rounds an image's values once, before each goes into many products
   */
  constructor(
    windows: Windows,
    channels: number,
    private readonly round: ((values: Float32Array) => void) | undefined,
  ) {
    this.#windows = windows;
    this.#padded = paddedSize(windows);
    const { height, width } = this.#padded;
    const { kernel, dilations, strides, outHeight, outWidth } = windows;
    const [rows, columns] = kernel;
    this.#offsets = new Int32Array(channels * rows * columns);
    let next = 0;
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < rows; ky++)
        for (let kx = 0; kx < columns; kx++)
          this.#offsets[next++] = (c * height + ky * dilations[0]) * width + kx * dilations[1];
    this.#corners = new Int32Array(outHeight * outWidth);
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        this.#corners[y * outWidth + x] = y * strides[0] * width + x * strides[1];
    if (round !== undefined || windows.pads.some((pad) => pad > 0))
      this.#copy = new Float32Array(windows.channels * height * width);
  }

  /** Takes an image of all channels, from `from` on. @returns where `collect` finds them */
  open(values: Float32Array, from: number): { source: Float32Array; base: number } {
    if (this.#copy === undefined) return { source: values, base: from };
    const { channels, height, width, pads } = this.#windows;
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < height; y++) {
        const at = from + (c * height + y) * width;
        const to = (c * this.#padded.height + y + pads[0]) * this.#padded.width + pads[1];
        for (let x = 0; x < width; x++) this.#copy[to + x] = values[at + x] ?? 0;
      }
    this.round?.(this.#copy);
    return { source: this.#copy, base: 0 };
  }

  /** Where a group's channels begin. */
  channel(first: number): number {
    return first * this.#padded.height * this.#padded.width;
  }

  /** Writes the operands of pixels `first` up to `end` into `out`, one after the other. */
  collect(
    source: Float32Array,
    base: number,
    first: number,
    end: number,
    out: Float32Array,
    to: number,
  ): void {
    const offsets = this.#offsets;
    let at = to;
    for (let pixel = first; pixel < end; pixel++) {
      const corner = base + (this.#corners[pixel] ?? 0);
      for (const offset of offsets) out[at++] = source[corner + offset] ?? 0;
    }
  }
}
