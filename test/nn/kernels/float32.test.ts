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

test.each(shapes)("weights that are given depth × rows: $m × $rows × $depth", ({ m, rows, depth }) => {
  const a = randomFloats(m * depth, 1);
  const weights = randomFloats(rows * depth, 2);
  const bias = randomFloats(rows, 3);
  const columns = Float32Array.from(
    weights,
    (_, at) => weights[(at % rows) * depth + Math.floor(at / rows)] ?? NaN,
  );
  const kernel = float32Kernel();
  // what is left in memory goes into no result
  kernel.multiply(
    a,
    m,
    kernel.prepare(
      weights.map(() => NaN),
      bias,
      { rows, depth },
      scalesNone,
    ),
    new Float32Array(m * rows),
  );
  kernel.release();
  const prepared = kernel.prepareTurned?.(columns, bias, { rows, depth }, scalesNone);
  if (prepared === undefined) throw new Error("it takes none");
  const out = new Float32Array(m * rows);
  kernel.multiply(a, m, prepared, out);
  expect(out).toEqual(inOrder(a, weights, bias, depth));
  expect(kernel.rounded(prepared)).toEqual({ weights, bias: Float64Array.from(bias) });
  const plane = {
    channels: depth,
    height: 1,
    width: m,
    kernel: [1, 1],
    strides: [1, 1],
    dilations: [1, 1],
  } as const;
  const image = Float32Array.from(a, (_, at) => a[(at % m) * depth + Math.floor(at / m)] ?? NaN);
  const planes = new Float32Array(m * rows);
  kernel.convolution(prepared, { ...plane, pads: [0, 0, 0, 0], outHeight: 1, outWidth: m })(
    image,
    0,
    planes,
    0,
  );
  expect(planes).toEqual(out.map((_, at) => out[(at % m) * rows + Math.floor(at / m)] ?? NaN));
});
