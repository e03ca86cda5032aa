import { describe, expect, test } from "vitest";
import type { Windows } from "../../nn/network/steps.js";
import { addToOdd, multiplyToOdd } from "../../nn/run/exact.js";
import { windowsOfPlane } from "../../nn/run/pool-windows.js";
import { vectorFunctions } from "../../nn/run/vectors/functions.js";
import { maximaOf } from "../../nn/run/vectors/run-maxima.js";
import { Random } from "../../operands/random.js";
import { geometry, type Geometry } from "./geometry.js";

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

const pools: readonly (readonly [string, Geometry])[] = [
  ["two by two", { channels: 3, height: 28, width: 28, kernel: [2, 2], strides: [2, 2] }],
  ["rows of six, odd planes", { channels: 4, height: 5, width: 13, kernel: [2, 2], strides: [2, 2] }],
  ["rows of four and five", { channels: 2, height: 3, width: 5, kernel: [2, 2], strides: [1, 1] }],
  ["rows of three", { channels: 5, height: 7, width: 7, kernel: [3, 3], strides: [2, 2] }],
  [
    "overlapping, padded",
    { channels: 2, height: 14, width: 15, kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  ],
  ["dilated", { channels: 2, height: 12, width: 12, kernel: [2, 3], strides: [1, 1], dilations: [2, 2] }],
  ["three apart", { channels: 2, height: 13, width: 20, kernel: [2, 2], strides: [3, 3] }],
  [
    "padding alone",
    { channels: 1, height: 2, width: 9, kernel: [1, 1], strides: [1, 1], pads: [1, 2, 1, 2] },
  ],
];

describe("maxima of windows: the first of the largest, never NaN; none of a window without a number", () => {
  test.each(pools)("%s", (_, given) => {
    const windows = geometry(given);
    const positions = placesOf(windows);
    const { channels, height, width } = windows;
    const random = Random.seeded(height * width);
    const few = [0, -0, 1, 2, -3, NaN, -Infinity, 0.5];
    const input = Float32Array.from(
      { length: channels * height * width },
      () => few[random.below(few.length)] ?? 0,
    );
    const memory = new WebAssembly.Memory({ initial: 1 });
    const [from, to, places] = [16_384, 32_768, 49_152];
    new Float32Array(memory.buffer, from).set(input);
    let used = 0;
    const step = { kind: "pool", of: "maximum", windows, countsPadding: false } as const;
    const run = maximaOf(windowsOfPlane(step), windows.strides[1], vectorFunctions(memory), (table) => {
      new Int32Array(memory.buffer, used, table.length).set(table);
      return (used += 4 * table.length) - 4 * table.length;
    });
    const count = channels * positions.length;
    const expected = Array.from({ length: count }, (_each, at) => {
      const plane = Math.floor(at / positions.length) * height * width;
      const inside = positions[at % positions.length] ?? [];
      const [first] = inside;
      let best = { value: -Infinity, place: first };
      for (const place of inside) {
        const value = input[plane + place] ?? NaN;
        if (value > best.value) best = { value, place };
      }
      return best;
    });
    run(channels, from, to);
    const values = Float32Array.from(expected, ({ value }) => value);
    expect(new Float32Array(memory.buffer, to, count)).toEqual(values);
    new Float32Array(memory.buffer, to, count).fill(77);
    run(channels, from, to, places);
    expect(new Float32Array(memory.buffer, to, count)).toEqual(values);
    const noted = new Int32Array(memory.buffer, places, count);
    for (const [at, { place }] of expected.entries())
      if (place !== undefined) expect(noted[at]).toBe(4 * place);
    expect([...new Float32Array(memory.buffer, to + 4 * count, 2)]).toEqual([0, 0]);
  });
});

/** Where the numbers of each window stand in a plane. */
function placesOf({
  kernel,
  strides,
  dilations,
  pads,
  height,
  width,
  outHeight,
  outWidth,
}: Windows): number[][] {
  return Array.from({ length: outHeight * outWidth }, (_, at) => {
    const [y, x] = [Math.floor(at / outWidth) * strides[0] - pads[0], (at % outWidth) * strides[1] - pads[1]];
    const inside: number[] = [];
    for (let row = y; row < y + kernel[0] * dilations[0]; row += dilations[0])
      for (let column = x; column < x + kernel[1] * dilations[1]; column += dilations[1])
        if (row >= 0 && row < height && column >= 0 && column < width) inside.push(row * width + column);
    return inside;
  });
}

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
