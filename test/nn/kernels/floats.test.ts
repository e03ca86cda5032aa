import { describe, expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import type { Float } from "../../../golden/float.js";
import { Dyadic } from "../../../golden/dyadic.js";
import { float } from "../../../golden/float.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { randomNumbers, scalesNone } from "./operands.js";

/* Golden multiply-add units and multipliers of short floats, summed in binary32 step by step, against matrix kernels. */

const specs = [
  ...["bfloat16", "binary16", "e4m3", "e5m2"].flatMap((format) =>
    ["flush", "keep"].flatMap((subnormals) => [
      `FloatMac format=${format} acc=binary32 subnormals=${subnormals}`,
      `FloatMult format=${format} subnormals=${subnormals}`,
    ]),
  ),
  "FloatMac format=bfloat16 acc=binary32 form=sequential",
  ...["bfloat16", "binary32", "e4m3"].flatMap((format) => [
    `FloatMac format=${format} acc=binary32 product=mitchell w=4`,
    `FloatMac format=${format} acc=binary32 product=lmul subnormals=keep`,
  ]),
  ...["none", "last", "constant", "both"].map(
    (compensation) =>
      `FloatMac format=bfloat16 acc=binary32 product=mitchell w=6 compensation=${compensation}`,
  ),
  "FloatMult format=bfloat16 product=mitchell w=5 compensation=both",
  "FloatMult format=binary32 product=lmul",
  "FloatMult format=e5m2 product=mitchell subnormals=keep",
];

/** Numbers around 1; of every exponent; so small that products are subnormal; far below 1, and 0. */
const draws: Readonly<Record<string, (next: () => number, format: Float) => number>> = {
  usual: (next) => (next() < 0.2 ? 0 : (next() - 0.5) * 4),
  wide: (next, { wE }) => (next() - 0.5) * 2 ** ((next() - 0.5) * 2 ** (wE - 1)),
  small: (next, { emin }) => (next() - 0.5) * 2 ** (emin / 2 - 4 + next() * 8),
  // too small for quick sums, in which products with 0 are small numbers
  "far below 1, and 0": (next) => (next() < 0.2 ? 0 : Math.sign(next() - 0.5) * (1 + next()) * 2 ** -47),
  coarse: (next) => Math.floor(next() * 9 - 4) / 8,
};

describe.each(specs)("%s", (spec) => {
  const design = parseDesign(spec);
  const kernel = kernelFor(design);
  const x = design.ports.x?.format as Float;
  const flushes = spec.includes("Mac") && design.parameters.subnormals === "flush";
  const sums = float(8, 23, { subnormals: flushes ? "flush" : "keep" });

  test.each(Object.entries(draws))("%s", (_, draw) => {
    const next = randomNumbers(7);
    const [m, rows, depth] = [3, 5, 19];
    const pattern = (value: number): bigint => x.nearest(new Dyadic(BigInt(value * 2 ** 200), -200));
    const list = (length: number): bigint[] =>
      Array.from({ length }, () => pattern(Math.fround(draw(next, x))));
    const [activations, weights] = [list(m * depth), list(rows * depth)];
    const bias = Float32Array.from({ length: rows }, () => draw(next, x) * draw(next, x));
    const floats = (patterns: readonly bigint[]) => Float32Array.from(patterns, (bits) => x.number(bits));
    const out = new Float32Array(m * rows);
    kernel.multiply(
      floats(activations),
      m,
      kernel.prepare(floats(weights), bias, { rows, depth }, scalesNone),
      out,
    );
    const expected = Float32Array.from(out, (_each, index) => {
      const [pixel, row] = [Math.floor(index / rows), index % rows];
      const step = design.machine?.();
      let sum = 0n;
      for (let k = 0; k < depth; k++) {
        const factors = { x: activations[pixel * depth + k] ?? 0n, y: weights[row * depth + k] ?? 0n };
        const { r = 0n } = step
          ? step({ rst: 0n, clear: 0n, en: 1n, ...factors })
          : design.golden({ ...factors, a: sum });
        sum = spec.includes("Mac") ? r : sums.add(sum, sums.round(x.datum(r)));
      }
      const last = BigInt(new Uint32Array(bias.buffer)[row] ?? 0);
      return sums.number(sums.add(sum, last));
    });
    expect(out).toEqual(expected);
  });
});
