import { describe, expect, test } from "vitest";
import { addToOdd, multiplyToOdd } from "../../nn/run/exact.js";
import { vectorFunctions } from "../../nn/run/vectors/functions.js";
import { Random } from "../../operands/random.js";

/* Vector functions against the same number by number, bit for bit. */

const next = 2 ** -23;
const hard = [0, -0, 1, -1, 1 + next, 1 - next / 2, 3, 2 ** -60, -(2 ** -60), 2 ** -149, -(2 ** -149)].concat(
  [2 ** -126, 2 ** -100, 2 ** 127, -(2 ** 127), 3.4028234663852886e38, Infinity, -Infinity, NaN],
);

/** Pairs of hard numbers, and random ones of like magnitudes. */
function operands(): readonly (readonly [number, number])[] {
  const random = Random.seeded(18);
  const draw = (): number => Math.fround((random.below(2 ** 24) - 2 ** 23) * 2 ** -(random.below(30) + 10));
  return [
    ...hard.flatMap((a) => hard.map((b) => [a, b] as const)),
    ...Array.from({ length: 4000 }, () => [draw(), draw()] as const),
  ];
}

/** What a function makes of all pairs; NaNs are one. */
function results(name: string, isSingle = false): Float32Array {
  const pairs = operands();
  const vectors = Math.ceil(pairs.length / 4);
  const memory = new WebAssembly.Memory({ initial: 4 });
  const [left, right, to] = [0, 16 * vectors, 32 * vectors];
  new Float32Array(memory.buffer, left).set(pairs.map(([a]) => a));
  new Float32Array(memory.buffer, right).set(pairs.map(([, b]) => b));
  const run = vectorFunctions(memory)[name];
  run?.(...(isSingle ? [left, to, vectors] : [left, right, to, vectors]));
  return new Float32Array(memory.buffer, to, pairs.length);
}

const negative = (x: number): number => -x;

describe("numbers in pairs", () => {
  test.each<[string, (a: number, b: number) => number]>([
    ["add", (a, b) => a + b],
    ["subtract", (a, b) => a - b],
    ["multiply", (a, b) => a * b],
    ["divide", (a, b) => a / b],
    ["atLeast", (a, b) => (a >= b ? 1 : 0)],
    ["addToOdd", addToOdd],
    ["subtractToOdd", (a, b) => addToOdd(a, negative(b))],
    ["multiplyToOdd", multiplyToOdd],
  ])("%s", (name, expected) => {
    expect(results(name)).toEqual(Float32Array.from(operands(), ([a, b]) => expected(a, b)));
  });
});

test.each<[string, (x: number) => number]>([
  ["relu", (x) => Math.max(0, x)],
  ["sign", Math.sign],
])("%s", (name, expected) => {
  expect(results(name, true)).toEqual(Float32Array.from(operands(), ([a]) => expected(a)));
});

test("maxima of windows: NaN is never the largest, and a window without a number has none", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  // two windows of a plane of four numbers, and an empty one
  new Int32Array(memory.buffer, 0).set([2, 0, 4, 3, 8, 12, 0, 0]);
  new Float32Array(memory.buffer, 256).set([1, -2, NaN, -3, -5, -4, 7, 9]);
  vectorFunctions(memory).maxima?.(0, 256, 512, 3, 2, 16);
  expect([...new Float32Array(memory.buffer, 512, 6)]).toEqual([1, 1, -Infinity, -4, 9, -Infinity]);
});

test("a channel's factor and summand, whatever is left of its last vector", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer, 0).set([2, 1, -3, 0.5]);
  new Float32Array(memory.buffer, 256).set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  vectorFunctions(memory).scale?.(256, 512, 0, 2, 2, 20);
  expect([...new Float32Array(memory.buffer, 512, 10)]).toEqual([
    ...[3, 5, 7, 9, 11],
    ...[-17.5, -20.5, -23.5, -26.5, -29.5],
  ]);
});
