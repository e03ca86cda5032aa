import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { posit } from "../../../golden/posit.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { goldenProduct, macSum } from "./machines.js";
import { scalesNone } from "./operands.js";
import { positPatterns, positSequences } from "./posit-operands.js";

const shapes = [
  { m: 1, rows: 1, depth: 1 },
  { m: 5, rows: 6, depth: 7 },
  { m: 4, rows: 4, depth: 32 },
];

const specs = [
  "n=16 es=1",
  "n=16 es=2",
  "n=16 es=0",
  "n=8 es=0",
  "n=8 es=2",
  "n=9 es=1",
  "n=13 es=3",
  "n=3 es=0",
  "n=4 es=2",
  "n=5 es=4",
  "n=16 es=1 width=96",
];

describe.each(["exact", "plam"])("product=%s", (product) => {
  describe.each(specs)("%s", (parameters) => {
    const design = parseDesign(`PositQuireMac ${parameters} product=${product}`);
    const { n, es } = design.parameters as { n: number; es: number };
    const format = posit(n, es);
    const kernel = kernelFor(design);

    test.each(
      Object.entries(positSequences).flatMap(([name, draw]) => [
        { name, draw, cancels: false },
        { name: `${name}, cancelling`, draw, cancels: true },
      ]),
    )("$name", ({ draw, cancels }) => {
      for (const [seed, shape] of shapes.entries()) {
        const patterns = positPatterns(format, draw, shape, { seed, cancels });
        const floats = (list: readonly bigint[]) => Float32Array.from(list, (bits) => format.number(bits));
        const out = new Float32Array(shape.m * shape.rows);
        const weights = kernel.prepare(floats(patterns.weights), floats(patterns.bias), shape, scalesNone);
        kernel.multiply(floats(patterns.activations), shape.m, weights, out);
        const expected = goldenProduct(patterns, macSum(design), format.one);
        expect(out).toEqual(floats(expected));
      }
    });
  });
});
