import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { randomNumbers } from "./operands.js";

/*
 * One's complement makes a negative product one less. Kernels count such products in bytes, of sixteen rows and four pixels
 * at a time: sums of more products than a byte counts, and rows and pixels beyond those.
 */

const shape = { m: 6, rows: 19, depth: 530 };

/** Signs of activations and of weights, from numbers below 1. */
const signs: Readonly<Record<string, readonly [(next: number) => number, (next: number) => number]>> = {
  any: [(next) => Math.floor(next * 3) - 1, (next) => Math.floor(next * 3) - 1],
  "all different": [() => 1, () => -1],
  "all different, the other way": [() => -1, () => 1],
  "all negative": [() => -1, () => -1],
};

describe.each([
  "MitchwMac n=16 w=6 sign=c1 acc=48",
  "MitchwMac n=6 w=6 sign=c1 acc=32",
  "MitchwMac n=12 w=7 sign=c1 compensation=both acc=40",
  "DrAlmMult n=8 t=4 sign=c1",
])("%s", (spec) => {
  const design = parseDesign(spec);
  const bits = design.ports.x?.format.width ?? 0;
  const width = design.ports.r?.format.width ?? 0;
  const product = goldenProduct(design);
  const kernel = kernelFor(design);

  test.each(Object.entries(signs))("signs: %s", (_, [ofActivation, ofWeight]) => {
    const { m, rows, depth } = shape;
    const next = randomNumbers(bits);
    const list = (length: number, sign: (next: number) => number) =>
      Float32Array.from({ length }, () => sign(next()) * Math.ceil(next() * (2 ** (bits - 1) - 1)));
    const [activations, weights] = [list(m * depth, ofActivation), list(rows * depth, ofWeight)];
    const out = new Float32Array(m * rows);
    const prepared = kernel.prepare(weights, undefined, { rows, depth }, { activations: 0, weights: 0 });
    kernel.multiply(activations, m, prepared, out);
    const known = new Map<number, number>();
    const golden = (x: number, y: number): number => {
      const key = (x + 2 ** 20) * 2 ** 21 + y;
      const found =
        known.get(key) ??
        Number(
          BigInt.asIntN(width, product(BigInt.asUintN(bits, BigInt(x)), BigInt.asUintN(bits, BigInt(y)))),
        );
      known.set(key, found);
      return found;
    };
    const expected = Float32Array.from(out, (_each, index) => {
      const [pixel, row] = [Math.floor(index / rows), index % rows];
      let sum = 0;
      for (let k = 0; k < depth; k++)
        sum += golden(activations[pixel * depth + k] ?? NaN, weights[row * depth + k] ?? NaN);
      return sum;
    });
    expect(out).toEqual(expected);
  });
});
