import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { Dyadic } from "../../../golden/dyadic.js";
import { RequestError } from "../../../tools/errors.js";
import { goldenProduct } from "../../../nn/kernels/golden-redo.js";
import { kernelFor } from "../../../nn/kernels/index.js";
import { randomNumbers, scalesNone } from "./operands.js";

test.each(["DrumMult n=6 k=4 sign=c1", "MbmMult n=6 w=5", "RealmMult n=6 w=5", "TosamMult n=6 t=4 h=2"])(
  "%s: golden products from a table, added up exactly",
  (spec) => {
    const design = parseDesign(spec);
    const kernel = kernelFor(design);
    const isSigned = design.ports.x?.format.ascendsAs === "signed";
    const value = (pattern: bigint, bits: number): number =>
      Number(isSigned ? BigInt.asIntN(bits, pattern) : pattern);
    const next = randomNumbers(3);
    const list = (length: number) => Array.from({ length }, () => BigInt(Math.floor(next() * 64)));
    const [m, rows, depth] = [3, 6, 11];
    const [activations, weights] = [list(m * depth), list(rows * depth)];
    const floats = (patterns: readonly bigint[]) =>
      Float32Array.from(patterns, (pattern) => value(pattern, 6));
    const bias = Float32Array.of(1, -2, 3, 0, 5, 6);
    const out = new Float32Array(m * rows);
    kernel.multiply(
      floats(activations),
      m,
      kernel.prepare(floats(weights), bias, { rows, depth }, scalesNone),
      out,
    );
    const expected = Float32Array.from(out, (_, index) => {
      const [pixel, row] = [Math.floor(index / rows), index % rows];
      let sum = bias[row] ?? NaN;
      for (let k = 0; k < depth; k++) {
        const operands = { x: activations[pixel * depth + k] ?? 0n, y: weights[row * depth + k] ?? 0n };
        sum += value(design.golden(operands).r ?? 0n, 12);
      }
      return sum;
    });
    expect(out).toEqual(expected);
  },
);

test.each(["IntMac n=5 acc=10 product=or t=4", "IntMac n=5 acc=11 product=segments m=3 signed=false"])(
  "%s: its golden model step by step, sums that leave the accumulator too",
  (spec) => {
    const design = parseDesign(spec);
    const kernel = kernelFor(design);
    const isSigned = design.ports.x?.format.ascendsAs === "signed";
    const width = design.ports.r?.format.width ?? NaN;
    const next = randomNumbers(5);
    const [rows, depth] = [7, 40];
    const number = () => Math.floor(next() * 32) - (isSigned ? 16 : 0);
    const activations = Float32Array.from({ length: depth }, number);
    const weights = Float32Array.from({ length: rows * depth }, number);
    const out = new Float32Array(rows);
    const prepared = kernel.prepare(weights, undefined, { rows, depth }, scalesNone);
    kernel.multiply(activations, 1, prepared, out);
    const exact = Float32Array.from(out);
    const expected = Float32Array.from(out, (_, row) => {
      let [sum, whole] = [0n, 0];
      for (const [k, x] of activations.entries()) {
        const y = weights[row * depth + k] ?? NaN;
        whole += x * y;
        const operands = { x: BigInt.asUintN(5, BigInt(x)), y: BigInt.asUintN(5, BigInt(y)), a: sum };
        sum = design.core.golden(operands).r ?? 0n;
      }
      exact[row] = whole;
      return Number(isSigned ? BigInt.asIntN(width, sum) : sum);
    });
    expect(out).toEqual(expected);
    expect(Math.max(...exact.map(Math.abs))).toBeGreaterThan(2 ** (isSigned ? width - 1 : width));
  },
);

test.each([
  [1, 1, 1],
  [3, 9, 5],
  [2, 33, 6],
  [300, 17, 4],
  // too long for lines of products
  [2, 3, 70_000],
])("%d sums of each of %d rows, %d products: scaled, tied and saturated operands", (m, rows, depth) => {
  for (const spec of ["DrumMult n=8 k=3 sign=c2", "MbmMult n=8 w=6"]) {
    const design = parseDesign(spec);
    const kernel = kernelFor(design);
    const product = goldenProduct(design);
    const { x, r } = design.ports;
    const next = randomNumbers(m);
    const scale = -7;
    // halves of the last bit, also beyond the largest number
    const list = (length: number) =>
      Float32Array.from({ length }, () => Math.floor((next() - 0.5) * 600) / 2 ** 8);
    const [activations, weights] = [list(m * depth), list(rows * depth)];
    const shape = { rows, depth };
    const scales = { activations: scale, weights: scale };
    const out = new Float32Array(m * rows);
    kernel.multiply(activations, m, kernel.prepare(weights, undefined, shape, scales), out);
    const nearest = (value = NaN): bigint =>
      x?.format.nearest?.(new Dyadic(BigInt(value * 2 ** 8), -8 - scale)) ?? -1n;
    const [xs, ys] = [Array.from(activations, nearest), Array.from(weights, nearest)];
    const known = new Map<bigint, number>();
    const expected = Float32Array.from(out, (_, index) => {
      const [pixel, row] = [Math.floor(index / rows), index % rows];
      let sum = 0;
      for (let k = 0; k < depth; k++) {
        const [a = 0n, b = 0n] = [xs[pixel * depth + k], ys[row * depth + k]];
        const found = known.get(256n * a + b) ?? r?.format.number?.(product(a, b)) ?? NaN;
        known.set(256n * a + b, found);
        sum += found;
      }
      return sum * 2 ** (2 * scale);
    });
    expect(out).toEqual(expected);
  }
});

test.each([
  ["DrumMult n=16", /cannot run a network: .*more than 8 bits/],
  ["PositQuireMac n=32 es=2", /posit⟨32,2⟩ does not fit float32/],
  ["IntMac n=9 acc=24 product=or", /more than 8 bits/],
  ["IntMac n=8 acc=24 product=or sum=loa", /its sums are not exact/],
  ["IntMac n=8 acc=24 product=truncated correction=constant", /with 0 they are not 0/],
  ["IntMult n=32", /32 bits do not fit float32/],
  ["PositAdd n=8 es=0", /with 0 they are not 0/],
  ["PlamDiv n=8 es=0", /with 0 they are not 0/],
  ["FloatMac format=binary32 acc=binary32", /do not fit float32/],
  ["PlamSqrt n=8 es=0", /it is no multiplier/],
  ["PositMult n=16 es=5 rs=6", /posit⟨16,5,rs=6⟩ does not fit float32/],
  ["PositQuireMac n=8 es=5 rs=6", /posit⟨8,5,rs=6⟩ does not fit float32/],
  ["FloatMac format=e5m2 acc=e5m2 overflow=saturate", /no kernel saturates/],
])("%s is refused", (spec, message) => {
  const make = () => kernelFor(parseDesign(spec));
  expect(make).toThrow(RequestError);
  expect(make).toThrow(message);
});

test("an accumulator beside a MAC's own is refused, and a quire of integers", () => {
  expect(() => kernelFor(parseDesign("IntMac n=8 acc=32"), { acc: "exact" })).toThrow(
    /accumulator of its own/,
  );
  expect(() => kernelFor(parseDesign("IntMult n=8"), { acc: "quire" })).toThrow(/a quire is for posits/);
});

test.each(["PositQuireMac n=16 es=1", "IntMac n=8 acc=32", "DrumMult n=6"])("%s: NaN is refused", (spec) => {
  const kernel = kernelFor(parseDesign(spec));
  const shape = { rows: 1, depth: 2 };
  expect(() => kernel.prepare(Float32Array.of(1, NaN), undefined, shape, scalesNone)).toThrow(RequestError);
  const weights = kernel.prepare(Float32Array.of(1, 1), undefined, shape, scalesNone);
  const activations = Float32Array.of(Infinity, 1);
  expect(() => {
    kernel.multiply(activations, 1, weights, new Float32Array(1));
  }).toThrow(RequestError);
});
