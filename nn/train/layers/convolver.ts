import type { Convolution, KernelWindows, MatrixKernel, PreparedWeights } from "../../kernels/kernel.js";
import { Patches } from "../../run/patches.js";
import { turn } from "./product-passes.js";

/** Convolutions by a kernel's own, or, where it has none, by matrix products of windows that are written out. */
export class Convolver {
  readonly #kernel: MatrixKernel;
  readonly #windows: KernelWindows;
  readonly #patches: Patches | undefined;
  #operands = new Float32Array(0);
  #sums = new Float32Array(0);

  constructor(kernel: MatrixKernel, windows: KernelWindows) {
    this.#kernel = kernel;
    this.#windows = windows;
    if (kernel.convolution === undefined) this.#patches = new Patches(windows, windows.channels, undefined);
  }

  /** By weights that the kernel has prepared, until it is released. */
  of(weights: PreparedWeights): Convolution {
    const patches = this.#patches;
    if (patches === undefined) {
      const convolve = this.#kernel.convolution?.(weights, this.#windows);
      if (convolve !== undefined) return convolve;
      throw new RangeError("the kernel has no convolution");
    }
    const { rows, depth } = weights;
    const positions = this.#windows.outHeight * this.#windows.outWidth;
    this.#operands = atLeast(this.#operands, positions * depth);
    this.#sums = atLeast(this.#sums, positions * rows);
    return (image, at, out, to) => {
      const { source, base } = patches.open(image, at);
      patches.collect(source, base, 0, positions, this.#operands, 0);
      this.#kernel.multiply(this.#operands, positions, weights, this.#sums);
      turn(this.#sums, positions, rows, out, to);
    };
  }
}

const atLeast = (array: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> =>
  array.length < length ? new Float32Array(length) : array;
