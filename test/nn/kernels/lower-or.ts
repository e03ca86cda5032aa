import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { macSum } from "./machines.js";
import { randomNumbers, scalesNone } from "./operands.js";

/*
 * Sums of a lower-part OR adder depend on the order of their terms: kernels against golden machines, step by step. The bias
 * is the last term. As no product of a multiply-add's own need be a bias, it is added here from the adder's definition.
 */

const shapes = [
  { m: 1, rows: 1, depth: 1 },
  { m: 5, rows: 6, depth: 7 },
  { m: 2, rows: 5, depth: 60 },
];

type Draw = (next: () => number, bits: number) => bigint;

/** Any integers; mostly zeros; the ends of the range. */
export const draws: Readonly<Record<string, Draw>> = {
  uniform: (next, bits) => BigInt(Math.floor(next() * 2 ** bits)),
  sparse: (next, bits) => (next() < 0.7 ? 0n : BigInt(Math.floor(next() * 2 ** bits))),
  extreme: (next, bits) =>
    [1n, 1n << BigInt(bits - 1), (1n << BigInt(bits)) - 1n][Math.floor(next() * 3)] ?? 0n,
};

/** Bit by bit: the lower k OR-ed, a carry where both have bit k − 1, then full adders. */
function lowerOr(a: bigint, b: bigint, width: number, k: number): bigint {
  const bit = (value: bigint, at: number): number => Number((value >> BigInt(at)) & 1n);
  let [sum, carry] = [0n, bit(a, k - 1) & bit(b, k - 1)];
  for (let at = 0; at < width; at++) {
    const [x, y] = [bit(a, at), bit(b, at)];
    const total = x + y + carry;
    if (at >= k) carry = total >> 1;
    sum |= BigInt(at < k ? x | y : total & 1) << BigInt(at);
  }
  return sum;
}

/** Holds the kernel's sums against those of the golden model. */
export function expectLowerOrSums(design: Design, draw: Draw): void {
  const kernel = kernelFor(design);
  const { x, r } = design.ports;
  const [bits, acc] = [x?.format.width ?? 0, r?.format.width ?? 0];
  const isSigned = r?.format.ascendsAs === "signed";
  const valueOf = (pattern: bigint, width: number): number =>
    Number(isSigned ? BigInt.asIntN(width, pattern) : BigInt.asUintN(width, pattern));
  const sumOf = macSum(design);
  for (const [seed, { m, rows, depth }] of shapes.entries()) {
    const next = randomNumbers(seed + 11);
    const list = (length: number) => Array.from({ length }, () => draw(next, bits));
    const [activations, weights, bias] = [list(m * depth), list(rows * depth), list(rows)];
    const floats = (patterns: readonly bigint[]) =>
      Float32Array.from(patterns, (pattern) => valueOf(pattern, bits));
    const out = new Float32Array(m * rows);
    const prepared = kernel.prepare(floats(weights), floats(bias), { rows, depth }, scalesNone);
    kernel.multiply(floats(activations), m, prepared, out);
    const expected = Float32Array.from(out, (_each, index) => {
      const [pixel, row] = [Math.floor(index / rows), index % rows];
      const factors = Array.from(
        { length: depth },
        (_none, k) => [activations[pixel * depth + k] ?? 0n, weights[row * depth + k] ?? 0n] as const,
      );
      const last = BigInt.asUintN(acc, BigInt(valueOf(bias[row] ?? 0n, bits)));
      return valueOf(lowerOr(sumOf(factors), last, acc, Number(design.parameters.k)), acc);
    });
    expect(out).toEqual(expected);
  }
}
