import type { Convolution, KernelWindows, MatrixKernel, PreparedWeights } from "../../kernels/kernel.js";
import { Patches } from "../../run/patches.js";
import { Kept, turn } from "./product-passes.js";

/** Convolutions by a kernel's own, or, where it has none, by matrix products of windows that are written out. */
export class Convolver {
  readonly #kernel: MatrixKernel;
  readonly #windows: KernelWindows;
  readonly #patches: Patches | undefined;
  readonly #kept = new Kept();

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
    const operands = this.#kept.array("operands", positions * depth);
    const sums = this.#kept.array("sums", positions * rows);
    return (image, at, out, to) => {
      const { source, base } = patches.open(image, at);
      patches.collect(source, base, 0, positions, operands, 0);
      this.#kernel.multiply(operands, positions, weights, sums);
      turn(sums, positions, rows, out, to);
    };
  }
}

/** Convolvers whose windows depend on a count of images or products: the last batch of an epoch may have fewer. */
export class Convolvers {
  readonly #made = new Map<number, Convolver>();

  constructor(
    private readonly kernel: MatrixKernel,
    private readonly windowsOf: (count: number) => KernelWindows,
  ) {}

  for(count: number): Convolver {
    const found = this.#made.get(count) ?? new Convolver(this.kernel, this.windowsOf(count));
    this.#made.set(count, found);
    return found;
  }
}
