import type { Arena } from "./run/arena.js";

/** How the sums of a multiplier without an accumulator are kept. */
export const accumulators = ["exact", "binary32", "quire"] as const;
export type Accumulator = (typeof accumulators)[number];

/** Weights and bias in the form in which a kernel multiplies them. Only the kernel that made them reads them. */
export interface PreparedWeights {
  readonly rows: number;
  readonly depth: number;
}

/** The windows of a convolution over channels × height × width; pads above, left of, below, right of it. */
export interface KernelWindows {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly outHeight: number;
  readonly outWidth: number;
}

/** Convolves the image that begins at `from`; the results of each row of weights are a plane, one after the other from `to` on. */
export type Convolution = (image: Float32Array, from: number, out: Float32Array, to: number) => void;

/** What else is computed of each result, as steps of their own would: each operation is rounded to float32. */
export interface Finish {
  /** A factor and a summand for each row of weights. */
  readonly scale?: { readonly factors: Float32Array; readonly summands: Float32Array };
  /** Then the larger of it and 0. */
  readonly isRelu: boolean;
}

/**
 * Convolves so many images; they stand one after the other from an address on, and so do their results.
 * @returns false: something is infinite, too large or no number, and the results mean nothing
 */
export type TiledConvolution = (from: number, to: number, images: number) => boolean;

/** Gradients of a convolution's weights and biases, summed over images. */
export interface GradientSums {
  /** Takes an image that begins at `from`, and the gradients of its results, which begin at `at`: rows × positions. */
  add(image: Float32Array, from: number, gradients: Float32Array, at: number): void;
  /** After all images: rows × depth; and for each row. */
  results(): { readonly weights: Float32Array; readonly bias: Float32Array };
}

/** What weights and bias are once they are coded, as numbers. */
export interface RoundedWeights {
  /** rows × depth, of the operand format. */
  readonly weights: Float32Array;
  /** One a row, 0 without a bias: as the sum takes it. */
  readonly bias: Float64Array;
}

/** A matrix product on one arithmetic. Values are float32 (exactly those of the operand format once prepared). */
export interface MatrixKernel {
  /** What it computes, for results: e.g. "posit⟨16,1⟩ products exact, quire, one rounding". */
  readonly description: string;
  /**
   * Codes weights (rows × depth, depth in ONNX order) and bias once. `scales` are the power-of-two exponents of
   * activations and weights (integers, posits), 0 if none.
   * @param weights stay as they are until they are no longer used: they need not be copied
   */
  prepare(
    weights: Float32Array,
    bias: Float32Array | undefined,
    shape: { readonly rows: number; readonly depth: number },
    scales: { readonly activations: number; readonly weights: number },
  ): PreparedWeights;
  /**
   * The same of weights that are given depth × rows, which need not be turned. Left out where they would have to be.
   */
  prepareTurned?: MatrixKernel["prepare"];
  /** The terms of a layer's sums, to compute them in another way. */
  rounded(weights: PreparedWeights): RoundedWeights;
  /**
   * Rounds values in place to the numbers that `multiply` takes: those of the operand format, times 2^scale.
   * Worth it before an image is spread out for a convolution, as each value then goes into many products.
   */
  round(values: Float32Array, scale?: number): void;
  /**
   * out[m × rows + r] = round(Σ_k a[m × depth + k] · w[r × depth + k] + bias[r]), k rising. Any m; same bits for any
   * split of m.
   * @param rounded whether `a` went through `round` already, with the activations' scale; `multiply` then need not
   */
  multiply(a: Float32Array, m: number, weights: PreparedWeights, out: Float32Array, rounded?: boolean): void;
  /**
   * The same for the windows of a convolution, which are not written out one by one: out[r × positions + p]. Left out where
   * `multiply` is no slower.
   */
  convolution?(weights: PreparedWeights, windows: KernelWindows): Convolution;
  /**
   * The same by tiles of windows and in a memory where the images stand already, where that takes less time; undefined: it does not.
   * Sums may then be others than in order, which are the same but for rounding. So it is not for training. Where it says that a result
   * means nothing, sums have to be formed in order.
   * @param images the most of a call
   * @param finish by default nothing else is computed
   */
  tiledConvolution?(
    weights: PreparedWeights,
    windows: KernelWindows,
    memory: { readonly arena: Arena; readonly images: number },
    finish?: Finish,
  ): TiledConvolution | undefined;
  /**
   * The same sums as of a convolution over images: a weight's terms are those of the first image's pixels, of the second's, and so
   * on. Undefined where this is no faster.
   */
  gradientSums?(windows: KernelWindows, rows: number): GradientSums | undefined;
  /** Frees the memory of all prepared weights: none of them may be multiplied any more. Training prepares others each step. */
  release(): void;
}
