import type { MatrixKernel, PreparedWeights } from "./kernel.js";

interface Float32Weights extends PreparedWeights {
  readonly values: Float32Array;
  readonly bias: Float32Array;
}

/** Products and sums in float32, each rounded once, in order of k from 0; the bias is added last. */
export function float32Kernel(): MatrixKernel {
  return {
    description: "float32, products and sums each rounded",
    prepare: (weights, bias, { rows, depth }): Float32Weights => ({
      rows,
      depth,
      values: weights.slice(0, rows * depth),
      bias: bias?.slice(0, rows) ?? new Float32Array(rows),
    }),
    multiply(a, m, weights, out) {
      const { rows, depth, values, bias } = weights as Float32Weights;
      for (let image = 0; image < m; image++)
        for (let row = 0; row < rows; row++) {
          let sum = 0;
          for (let k = 0; k < depth; k++)
            sum = Math.fround(
              sum + Math.fround((a[image * depth + k] ?? 0) * (values[row * depth + k] ?? 0)),
            );
          out[image * rows + row] = sum + (bias[row] ?? 0);
        }
    },
  };
}
