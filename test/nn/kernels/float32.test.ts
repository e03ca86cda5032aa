import { expect, test } from "vitest";
import { float32Kernel } from "../../../nn/kernels/index.js";
import { shapes, randomFloats, scalesNone } from "./operands.js";

/** The same by the definition, one step after the other. */
function inOrder(a: Float32Array, weights: Float32Array, bias: Float32Array, depth: number): Float32Array {
  const rows = bias.length;
  return Float32Array.from({ length: (a.length / depth) * rows }, (_, index) => {
    const [pixel, row] = [Math.floor(index / rows), index % rows];
    let sum = 0;
    for (let k = 0; k < depth; k++)
      sum = Math.fround(sum + Math.fround((a[pixel * depth + k] ?? NaN) * (weights[row * depth + k] ?? NaN)));
    return sum + (bias[row] ?? NaN);
  });
}

test.each(shapes)("float32 in order of k: $m × $rows × $depth", ({ m, rows, depth }) => {
  const a = randomFloats(m * depth, 1);
  const weights = randomFloats(rows * depth, 2);
  const bias = randomFloats(rows, 3);
  const kernel = float32Kernel();
  const out = new Float32Array(m * rows);
  kernel.multiply(a, m, kernel.prepare(weights, bias, { rows, depth }, scalesNone), out);
  expect(out).toEqual(inOrder(a, weights, bias, depth));
});
