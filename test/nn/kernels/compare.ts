import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import type { MatrixKernel } from "../../../nn/kernels/index.js";
import { goldenProduct, positOf, type Sum } from "./machines.js";
import { scalesNone } from "./operands.js";
import { positPatterns, positSequences } from "./posit-operands.js";

/** Kinds of sequences, each as it is and with sums that cancel. */
export const sequences = Object.entries(positSequences).flatMap(([name, draw]) => [
  { name, draw, cancels: false },
  { name: `${name}, cancelling`, draw, cancels: true },
]);

const shapes = [
  { m: 1, rows: 1, depth: 1 },
  { m: 5, rows: 3, depth: 6 },
  { m: 1, rows: 2, depth: 31 },
];

/** Holds a kernel's results against a golden sum, for posit operands. */
export function expectPositSums(
  { parameters }: Design,
  kernel: MatrixKernel,
  sum: Sum,
  { draw, cancels }: Pick<(typeof sequences)[number], "draw" | "cancels">,
): void {
  const format = positOf(parameters);
  const floats = (list: readonly bigint[]) => Float32Array.from(list, (bits) => format.number(bits));
  for (const [seed, shape] of shapes.entries()) {
    const patterns = positPatterns(format, draw, shape, { seed, cancels });
    const out = new Float32Array(shape.m * shape.rows);
    const weights = kernel.prepare(floats(patterns.weights), floats(patterns.bias), shape, scalesNone);
    kernel.multiply(floats(patterns.activations), shape.m, weights, out);
    expect(out).toEqual(floats(goldenProduct(patterns, sum, format.one)));
  }
}
