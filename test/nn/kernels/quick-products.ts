import { expect, vi } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { Dyadic } from "../../../golden/dyadic.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { Engine } from "../../../nn/kernels/run/engine.js";
import { positOf } from "./machines.js";
import { randomNumbers, scalesNone } from "./operands.js";

/** Exponents of activations. */
const exponents = { from: -12, to: 9 };
/** Weights of each exponent. */
const each = 6;
/** Weights whose products quick steps may give wrong, in one call: so many are put right. */
export const fewRare = 20;

export interface QuickRange {
  /** Quick steps are right for products from 2^−end to 2^end. */
  readonly end: number;
  /** Operands are below 2^room. */
  readonly room: number;
}

/**
 * Products of an activation with weights of many exponents. From each one what the golden model says is taken off, which leaves
 * 0 only if it was rounded to that very posit. Fractions are short ones, so that many products are halfway between two posits.
 * Products that
 * are too large as a weight are compared alone. No operand or product is so large that quick steps would not do.
 * @param mostRare so many products of an activation, at most, are below 2^−end; not put right if there are too many
 * @returns how many products were compared
 */
export function expectQuickProducts(design: Design, { end, room }: QuickRange, mostRare: number): number {
  const kernel = kernelFor(design);
  const format = positOf(design.parameters);
  const golden = goldenProduct(design);
  const next = randomNumbers(5);
  const smallest = Math.log2(format.number(1n));
  const draw = (exponent: number): bigint => {
    const bits = Math.floor(next() * 13);
    const fraction = 2 ** bits + Math.floor(next() * 2 ** bits);
    return format.round(new Dyadic(BigInt(next() < 0.5 ? fraction : -fraction), exponent - bits));
  };
  const drawn = (from: number, to: number): bigint[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).flatMap((exponent) =>
      Array.from({ length: each }, () => draw(exponent)),
    );
  const wrong: string[] = [];
  let compared = 0;
  for (const x of [...drawn(exponents.from, exponents.to), format.one]) {
    const own = Math.floor(Math.log2(Math.abs(format.number(x))));
    const rare = drawn(smallest, -end - own - 1).toSorted(() => next() - 0.5);
    const weights = [
      ...drawn(Math.max(smallest, -end - own), Math.min(room - 2, end - 2, end - 2 - own)),
      ...[0n, format.one, ...rare.slice(0, mostRare)],
    ];
    const floats = (patterns: bigint[]) => Float32Array.from(patterns, (bits) => format.number(bits));
    const products = weights.map((y) => golden(x, y));
    const largest = 2 ** Math.min(room - 1, end - 2 - Math.max(0, own));
    const less = products.map((r) => (Math.abs(format.number(r)) < largest ? format.negate(r) : 0n));
    const terms = weights.flatMap((y, row) => [y, less[row] ?? -1n]);
    const shape = { rows: weights.length, depth: 2 };
    const prepared = kernel.prepare(floats(terms), undefined, shape, scalesNone);
    // Of 0, what is taken off is left.
    const out = new Float32Array(2 * weights.length);
    kernel.multiply(floats([x, format.one, 0n, format.one]), 2, prepared, out);
    for (const [row, y] of weights.entries()) {
      const [product, taken] = [format.number(products[row] ?? -1n), format.number(less[row] ?? -1n)];
      const [rest, alone] = [out[row], out[weights.length + row]];
      if (rest !== product + taken || alone !== taken)
        wrong.push(
          `${format.number(x)} · ${format.number(y)} + ${taken} = ${rest}, and 0 + ${taken} = ${alone}`,
        );
    }
    compared += weights.length;
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  return compared;
}

/** The functions for sums that are called while something runs. */
export function sumsCalledBy(run: () => void): ReadonlySet<string> {
  const call = vi.spyOn(Engine.prototype, "call");
  run();
  return new Set(call.mock.calls.map(([name]) => name).filter((name) => name.startsWith("sums")));
}

/** That quick steps are right for every exponent, and that others are taken where there are many rare products. */
export function expectEveryExponent(spec: string, range: Parameters<typeof expectQuickProducts>[1]): void {
  let compared = 0;
  const called = sumsCalledBy(() => {
    compared = expectQuickProducts(parseDesign(spec), range, fewRare);
  });
  expect([...called].filter((name) => !name.endsWith("quick"))).toEqual([]);
  expect(compared).toBeGreaterThan(10_000);
  const others = sumsCalledBy(() => {
    expectQuickProducts(parseDesign(spec), range, Infinity);
  });
  expect([...others].some((name) => !name.endsWith("quick"))).toBe(true);
}
