import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { randomNumbers } from "./operands.js";

/* Golden products of integer operators, added up as integers modulo 2^acc, against matrix kernels. */

const shapes = [
  { m: 5, rows: 6, depth: 7 },
  { m: 2, rows: 5, depth: 33 },
];

const specs = [
  ...["none", "last", "constant", "both"].flatMap((compensation) =>
    ["unsigned", "c1", "c2"].flatMap((sign) => [
      `MitchwMac n=8 w=6 sign=${sign} compensation=${compensation} acc=32`,
      `MitchwMac n=16 w=6 sign=${sign} compensation=${compensation} acc=48`,
    ]),
  ),
  ...["MitchwMac n=8 w=3 acc=24", "MitchwMult n=12 w=12 sign=c2", "MitchwMac n=8 w=4 sign=c1 acc=16"],
  ...[
    "IntMac n=8 acc=32",
    "IntMac n=16 acc=48 signed=false",
    "IntMac n=8 acc=16",
    "IntMac n=4 acc=10 form=sequential",
  ],
  ...[
    "IntMult n=16 signed=true",
    "IntMult n=6",
    "DrAlmMult n=16 t=6 sign=c1",
    "DrAlmMult n=8 t=5",
    "DrAlmMult n=12 t=3 sign=c2",
  ],
];

/** Integers: any, small ones and zeros, the ends of the range. */
const draws: Readonly<Record<string, (next: () => number, bits: number) => bigint>> = {
  uniform: (next, bits) => BigInt(Math.floor(next() * 2 ** bits)),
  small: (next, bits) => BigInt.asUintN(bits, BigInt(Math.floor(next() * 5) - 2)),
  extreme: (next, bits) =>
    BigInt.asUintN(
      bits,
      [0n, 1n, -1n, 1n << BigInt(bits - 1), (1n << BigInt(bits - 1)) - 1n][Math.floor(next() * 5)] ?? 0n,
    ),
};

describe.each(specs)("%s", (spec) => {
  const design = parseDesign(spec);
  const kernel = kernelFor(design);
  const { x, r } = design.ports;
  const bits = x?.format.width ?? 0;
  const acc = design.operator.name.endsWith("Mac") ? (r?.format.width ?? 0) : 128;
  const isSigned = r?.format.ascendsAs === "signed";
  const valueOf = (pattern: bigint, width: number): bigint =>
    isSigned ? BigInt.asIntN(width, pattern) : BigInt.asUintN(width, pattern);
  const product = goldenProduct(design);

  test.each(Object.entries(draws))("%s", (_, draw) => {
    for (const [seed, { m, rows, depth }] of shapes.entries()) {
      const next = randomNumbers(seed);
      const list = (length: number) => Array.from({ length }, () => draw(next, bits));
      const [activations, weights, bias] = [list(m * depth), list(rows * depth), list(rows)];
      const floats = (patterns: readonly bigint[]) =>
        Float32Array.from(patterns, (pattern) => Number(valueOf(pattern, bits)) * 2 ** -3);
      const out = new Float32Array(m * rows);
      const prepared = kernel.prepare(
        floats(weights),
        floats(bias).map((value) => value * 2 ** -3),
        { rows, depth },
        { activations: -3, weights: -3 },
      );
      kernel.multiply(floats(activations), m, prepared, out);
      const expected = Float32Array.from(out, (_each, index) => {
        const [pixel, row] = [Math.floor(index / rows), index % rows];
        let sum = valueOf(bias[row] ?? 0n, bits);
        for (let k = 0; k < depth; k++) {
          const term = product(activations[pixel * depth + k] ?? 0n, weights[row * depth + k] ?? 0n);
          sum += valueOf(term, r?.format.width ?? 0);
        }
        return Number(valueOf(sum, acc)) * 2 ** -6;
      });
      expect(out).toEqual(expected);
    }
  });
});
