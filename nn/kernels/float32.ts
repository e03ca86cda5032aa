import type { MatrixKernel } from "./kernel.js";
import { simdKernel, type SimdKernel } from "./run/simd-kernel.js";
import { float32Scheme } from "./schemes/float32.js";
import { winogradKernel } from "./winograd/winograd-kernel.js";

/** Products and sums in float32, each rounded once, in order of k from 0; the bias is added last. */
export const float32Kernel = (): SimdKernel =>
  simdKernel({
    description: "float32, products and sums each rounded",
    scheme: float32Scheme,
    codeWeights: (weights) => weights,
    takesNonFinite: true,
  });

/** The same, but for convolutions that take fewer products by a Winograd transform. */
export const fastFloat32Kernel = (): MatrixKernel => winogradKernel(float32Kernel());
