import type { KernelWindows } from "../../kernels/kernel.js";
import type { Windows } from "../../network/steps.js";

/**
 * The output's gradients as the operands of the gradients of a convolution's input. These are a convolution, too: of output
 * gradients that are spread out by the strides, with flipped weights.
 *
 *     input x[i], output y[o] = Σ_k w[k] x[o s + k d − p]      so      dx[i] = Σ_k w[k] dy[(i + p − k d) / s]
 */
export class SpreadGradients {
  /** Of the convolution, over a group's rows. */
  readonly windows: KernelWindows;
  /** undefined: gradients are taken as they stand, with zeros around them. */
  readonly #copy: Float32Array | undefined;
  readonly #output: Windows;
  /** Above and left of them in the copy; below zero where they are cut off. */
  readonly #before: readonly [number, number];

  /** @param windows the layer's @param rows output channels of a group */
  constructor(windows: Windows, rows: number) {
    const { kernel, dilations, strides, pads, height, width, outHeight, outWidth } = windows;
    this.#output = { ...windows, channels: rows };
    const reach = (axis: 0 | 1): number => (kernel[axis] - 1) * dilations[axis];
    this.#before = [reach(0) - pads[0], reach(1) - pads[1]];
    const [wholeHeight, wholeWidth] = [height + reach(0), width + reach(1)];
    const shared = {
      channels: rows,
      kernel,
      dilations,
      strides: [1, 1],
      outHeight: height,
      outWidth: width,
    } as const;
    const [top, left] = this.#before;
    const around = [top, left, wholeHeight - top - outHeight, wholeWidth - left - outWidth] as const;
    const isDense = strides.every((stride) => stride === 1) && around.every((pad) => pad >= 0);
    this.windows = isDense
      ? { ...shared, height: outHeight, width: outWidth, pads: around }
      : { ...shared, height: wholeHeight, width: wholeWidth, pads: [0, 0, 0, 0] };
    if (!isDense) this.#copy = new Float32Array(rows * wholeHeight * wholeWidth);
  }

  /** Takes a group's gradients of an image, which begin at `from`. @returns where the convolution finds them */
  open(values: Float32Array, from: number): { readonly source: Float32Array; readonly from: number } {
    const copy = this.#copy;
    if (copy === undefined) return { source: values, from };
    const { channels, outHeight, outWidth, strides } = this.#output;
    const { height, width } = this.windows;
    const [top, left] = this.#before;
    for (let c = 0, at = from; c < channels; c++)
      for (let y = 0; y < outHeight; y++) {
        const row = y * strides[0] + top;
        const isInside = row >= 0 && row < height;
        const to = (c * height + row) * width;
        for (let x = 0; x < outWidth; x++, at++) {
          const column = x * strides[1] + left;
          if (isInside && column >= 0 && column < width) copy[to + column] = values[at] ?? 0;
        }
      }
    return { source: copy, from: 0 };
  }
}
