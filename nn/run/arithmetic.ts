import type { MatrixKernel } from "../kernels/kernel.js";

/** How a layer computes. */
export interface Arithmetic {
  /** Of a Conv, Gemm or MatMul. */
  readonly kernel: MatrixKernel;
  /**
   * Whether operands are coded into fewer than 24 significant bits. Other layers' results are then rounded to odd, as they
   * are rounded again: by `round`, or where the next layer takes them. Otherwise they are the nearest float32.
   */
  readonly isCoded: boolean;
  /** Whether there is a zero, as the operand that padding is. By default there is. */
  readonly takesPadding?: boolean;
  /** Of posits⟨n,0⟩ n: PositSigmoid takes them as they are. */
  readonly fastSigmoidBits?: number | undefined;
  /** Rounds results of layers that are no products to the kernel's format, in place; undefined: nothing does. */
  readonly round?: (values: Float32Array) => void;
}

/** Power-of-two exponents of a layer's activations and weights. */
export interface Scales {
  readonly activations: number;
  readonly weights: number;
}
