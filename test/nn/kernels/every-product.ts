import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { scalesNone } from "./operands.js";

/**
 * Every pair of operands that are numbers, as sums of one product each, against the golden model.
 * @returns how many pairs were compared
 */
export function expectEveryProduct(design: Design): number {
  const { x, y, r } = design.ports;
  const kernel = kernelFor(design);
  const product = goldenProduct(design);
  const numbers = (port: typeof x): { pattern: bigint; value: number }[] =>
    Array.from({ length: 2 ** (port?.format.width ?? 0) }, (_, pattern) => BigInt(pattern))
      .map((pattern) => ({ pattern, value: port?.format.number?.(pattern) ?? NaN }))
      .filter(({ value }) => Number.isFinite(value));
  const [activations, weights] = [numbers(x), numbers(y)];
  const rows = weights.length;
  const prepared = kernel.prepare(
    Float32Array.from(weights, ({ value }) => value),
    undefined,
    { rows, depth: 1 },
    scalesNone,
  );
  const out = new Float32Array(activations.length * rows);
  kernel.multiply(
    Float32Array.from(activations, ({ value }) => value),
    activations.length,
    prepared,
    out,
  );
  const wrong: string[] = [];
  for (const [index, activation] of activations.entries())
    for (const [row, weight] of weights.entries()) {
      const expected = Math.fround(r?.format.number?.(product(activation.pattern, weight.pattern)) ?? NaN);
      const got = out[index * rows + row];
      // A product of e4m3 that is too large is NaN in both.
      const same = got === expected || (Number.isNaN(got) && Number.isNaN(expected));
      if (!same && wrong.length < 10)
        wrong.push(`${activation.value} · ${weight.value} = ${got}, not ${expected}`);
    }
  expect(wrong).toEqual([]);
  return out.length;
}
