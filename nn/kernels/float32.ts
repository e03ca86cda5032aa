import type { MatrixKernel } from "./kernel.js";
import { simdKernel } from "./run/simd-kernel.js";
import { float32Scheme } from "./schemes/float32.js";

/** Products and sums in float32, each rounded once, in order of k from 0; the bias is added last. */
export const float32Kernel = (): MatrixKernel =>
  simdKernel({
    description: "float32, products and sums each rounded",
    scheme: float32Scheme,
    codeWeights: (weights) => weights,
    takesNonFinite: true,
  });
