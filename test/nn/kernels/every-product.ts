import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { kernelFor, type MatrixKernel } from "../../../nn/kernels/index.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { scalesNone } from "./operands.js";

interface Operand {
  readonly pattern: bigint;
  readonly value: number;
}

/**
 * Every pair of operands that are numbers, as sums of one product each, against the golden model.
 *
 * Operands of like magnitude go into the kernel together. Beside the largest ones all sums would be thought too large, and
 * be done again by the golden model.
 * @returns how many pairs were compared
 */
export function expectEveryProduct(design: Design): number {
  const { x, y } = design.ports;
  const kernel = kernelFor(design);
  const product = goldenProduct(design);
  const numbers = (port: typeof x): Operand[] =>
    Array.from({ length: 2 ** (port?.format.width ?? 0) }, (_, pattern) => BigInt(pattern))
      .map((pattern) => ({ pattern, value: port?.format.number?.(pattern) ?? NaN }))
      .filter(({ value }) => Number.isFinite(value));
  const [activations, weights] = [byMagnitude(numbers(x)), byMagnitude(numbers(y))];
  const wrong: string[] = [];
  for (const some of activations)
    for (const others of weights) {
      const expected = (a: Operand, b: Operand): number =>
        Math.fround(design.ports.r?.format.number?.(product(a.pattern, b.pattern)) ?? NaN);
      wrong.push(...wrongProducts(kernel, some, others, expected));
    }
  expect(wrong.slice(0, 10)).toEqual([]);
  return activations.flat().length * weights.flat().length;
}

/** Four groups, the smallest first. */
function byMagnitude(operands: readonly Operand[]): Operand[][] {
  const sorted = operands.toSorted((a, b) => Math.abs(a.value) - Math.abs(b.value));
  const length = Math.ceil(sorted.length / 4);
  return [0, 1, 2, 3].map((group) => sorted.slice(group * length, (group + 1) * length));
}

function wrongProducts(
  kernel: MatrixKernel,
  activations: readonly Operand[],
  weights: readonly Operand[],
  expected: (activation: Operand, weight: Operand) => number,
): string[] {
  const rows = weights.length;
  const values = (operands: readonly Operand[]) => Float32Array.from(operands, ({ value }) => value);
  const prepared = kernel.prepare(values(weights), undefined, { rows, depth: 1 }, scalesNone);
  const out = new Float32Array(activations.length * rows);
  kernel.multiply(values(activations), activations.length, prepared, out);
  return activations.flatMap((activation, index) =>
    weights.flatMap((weight, row) => {
      const [right, got] = [expected(activation, weight), out[index * rows + row] ?? 0];
      // A product of e4m3 that is too large is NaN in both.
      if (got === right || (Number.isNaN(got) && Number.isNaN(right))) return [];
      return `${activation.value} · ${weight.value} = ${got}, not ${right}`;
    }),
  );
}
