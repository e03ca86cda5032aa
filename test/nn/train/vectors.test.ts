import { describe, expect, test } from "vitest";
import type { Pool, Step } from "../../../nn/network/steps.js";
import { PoolLayer, withRelu } from "../../../nn/train/layers/pool.js";
import { ReluLayer } from "../../../nn/train/layers/relu.js";
import { TrainingMemory } from "../../../nn/train/memory.js";
import { addToNearest, float32Grid } from "../../../nn/train/sums.js";
import { addToOdd } from "../../../nn/run/exact.js";
import { Random } from "../../../operands/random.js";

/* Layers of a training that run as vectors: special values, equal maxima, and lengths that are no multiple of four. */

/** Arrays in one memory, from lists of numbers. */
function inMemory(memory: TrainingMemory, lists: readonly (readonly number[])[]): Float32Array[] {
  const places = lists.map((list) => memory.reserve(list.length));
  return lists.map((list, at) => {
    const array = memory.floats(places[at] ?? 0, list.length);
    array.set(list);
    return array;
  });
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

describe("ReLU", () => {
  const values = [1.5, -1.5, 0, -0, NaN, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 3.4e38, -3.4e38];

  test("takes positive numbers, NaN stays NaN, and −∞ is none", () => {
    const memory = new TrainingMemory();
    const [input, output] = inMemory(memory, [values, zeros(values.length)]) as [Float32Array, Float32Array];
    new ReluLayer(memory).forward({ inputs: [input], output, images: 1, own: { from: 0, to: 1 } });
    const largest = Math.fround(3.4e38);
    expect([...output]).toEqual([1.5, 0, 0, 0, NaN, Infinity, NaN, 2 ** -149, 0, largest, 0]);
  });

  test("passes gradients on where the input is above 0", () => {
    const memory = new TrainingMemory();
    const gradients = values.map((_, at) => at - 20);
    const [input, output, gradient, into] = inMemory(memory, [
      values,
      zeros(values.length),
      gradients,
      zeros(values.length),
    ]) as [Float32Array, Float32Array, Float32Array, Float32Array];
    new ReluLayer(memory).backward(
      { inputs: [input], output, images: 1, own: { from: 0, to: 1 } },
      gradient,
      [into],
    );
    const passes = [true, false, false, false, true, true, false, true, false, true, false];
    expect([...into]).toEqual(gradients.map((value, at) => (passes[at] === true ? value : 0)));
  });
});

test("the first of equal maxima gets the gradient, NaN is never the largest", () => {
  const step: Pool = {
    kind: "pool",
    of: "maximum",
    countsPadding: false,
    windows: {
      ...{ channels: 1, height: 2, width: 6, outHeight: 1, outWidth: 3 },
      ...{ kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: [0, 0, 0, 0] },
    },
  };
  const memory = new TrainingMemory();
  const layer = new PoolLayer(step, float32Grid, { memory, images: 2 });
  // two images, two rows each
  const first = [...[1, 3, NaN, -5, 0, -0], ...[3, 2, -7, -5, 0, 0]];
  const second = [...[-Infinity, NaN, 4, 4, NaN, 9], ...[NaN, -Infinity, 4, 8, 9, 9]];
  const [input, output, gradient, into] = inMemory(memory, [
    [...first, ...second],
    zeros(6),
    [1, 2, 3, 4, 5, 6],
    zeros(24),
  ]) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const pass = { inputs: [input], output, images: 2, own: { from: 0, to: 2 } };
  layer.forward(pass);
  layer.backward(pass, gradient, [into]);
  expect([...output]).toEqual([3, -5, 0, -Infinity, 8, 9]);
  expect([...into]).toEqual([
    ...[...[0, 1, 0, 2, 3, 0], ...[0, 0, 0, 0, 0, 0]],
    ...[...[4, 0, 0, 0, 0, 6], ...[0, 0, 0, 5, 0, 0]],
  ]);
});

describe("a pool with the ReLU before it gives what both give", () => {
  const special = [0, -0, NaN, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 1, 1, -1];
  // windows by fours, one by one, some numbers in none; planes of no whole number of vectors
  test.each([
    [8, 8, 2, 2],
    [6, 7, 2, 2],
    [3, 5, 1, 2],
    [9, 9, 3, 3],
    [5, 6, 2, 1],
  ])("%d × %d, windows of %d × %d", (height, width, rows, columns) => {
    const random = Random.seeded(height * width);
    const [outHeight, outWidth] = [Math.floor(height / rows), Math.floor(width / columns)];
    const [channels, images] = [2, 3];
    const step: Pool = {
      ...{ kind: "pool", of: "maximum", countsPadding: false },
      windows: {
        ...{ channels, height, width, outHeight, outWidth, kernel: [rows, columns] },
        ...{ strides: [rows, columns], dilations: [1, 1], pads: [0, 0, 0, 0] },
      },
    };
    const drawn = (): number =>
      random.below(3) === 0 ? (special[random.below(special.length)] ?? 0) : random.word() / 2 ** 31 - 1;
    const [size, outputs] = [height * width * channels * images, outHeight * outWidth * channels * images];
    const memory = new TrainingMemory();
    const list = (length: number, value: () => number): number[] => Array.from({ length }, value);
    const input = list(size, drawn);
    const gradients = list(outputs, () => random.word() / 2 ** 31 - 1);
    const [x, rectified, y, dy, between, dx] = inMemory(memory, [
      ...[input, zeros(size), zeros(outputs), gradients, list(size, () => 7), list(size, () => 7)],
    ]) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
    const own = { from: 0, to: images };
    const [relu, pool] = [new ReluLayer(memory), new PoolLayer(step, float32Grid, { memory, images })];
    const passes = {
      relu: { inputs: [x], output: rectified, images, own },
      pool: { inputs: [rectified], output: y, images, own },
    };
    relu.forward(passes.relu);
    pool.forward(passes.pool);
    pool.backward(passes.pool, dy, [between]);
    relu.backward(passes.relu, between, [dx]);
    const both = [y.slice(), dx.slice()];
    dx.fill(7);
    const together = new PoolLayer(step, float32Grid, { memory, images }, true);
    const pass = { inputs: [x], output: y, images, own };
    together.forward(pass);
    together.backward(pass, dy, [dx]);
    expect([y, dx]).toEqual(both);
  });
});

test("a ReLU whose numbers others read, too, stays by itself", () => {
  const relu: Step = { kind: "relu", name: "r", op: "Relu", sources: [0], target: 1 };
  const windows: Pool["windows"] = {
    ...{ channels: 1, height: 4, width: 4, outHeight: 2, outWidth: 2, kernel: [2, 2] },
    ...{ strides: [2, 2], dilations: [1, 1], pads: [0, 0, 0, 0] },
  };
  const common = { name: "p", op: "Pool", sources: [1], target: 2 };
  const work: Pool = { kind: "pool", of: "maximum", countsPadding: false, windows };
  const pool: Step = { ...common, ...work };
  const mean: Step = { ...common, ...work, of: "mean", target: 3 };
  const overlapping: Step = {
    ...common,
    ...work,
    windows: { ...windows, strides: [1, 1], outHeight: 3, outWidth: 3 },
  };
  const found = (steps: readonly Step[], output: number): unknown => [...withRelu({ steps, output })];
  expect(found([relu, pool], 2)).toEqual([[pool, relu]]);
  expect(found([relu, pool], 1)).toEqual([]);
  expect(found([relu, pool, mean], 2)).toEqual([]);
  expect(found([relu, mean], 3)).toEqual([]);
  expect(found([relu, overlapping], 2)).toEqual([]);
});

describe("velocities of SGD, four at a time, as one by one", () => {
  const random = Random.seeded(11);
  const drawn = (exponents: number): number =>
    Math.fround((random.word() / 2 ** 31 - 1) * 2 ** (random.below(exponents) - exponents / 2));
  // (1 + ε)(1 − ε) 2^−24 is half-way between two floats near 1, but for a little that the double of the sum does not have.
  const almostOne = 1 - 3 * 2 ** -23;
  const halfWay = Array.from({ length: 200 }, () => {
    const v = 1 + random.below(2 ** 23) / 2 ** 23;
    return [v, (random.below(2) === 0 ? 2 ** -24 : -(2 ** -24)) * almostOne] as const;
  });
  // The same between subnormal floats, with a factor of gradients of 2^−100.
  const halfWaySubnormal = Array.from({ length: 40 }, () => {
    const v = (2 ** 21 + random.below(2 ** 21)) * 2 ** -149;
    return [v, (random.below(2) === 0 ? 2 ** -50 : -(2 ** -50)) * almostOne] as const;
  });
  const special = [0, -0, Infinity, -Infinity, NaN, 2 ** -149, -(2 ** -149), 3.4e38].map(Math.fround);
  const pairs = [
    ...Array.from({ length: 3000 }, () => [drawn(40), drawn(40)] as const),
    ...Array.from({ length: 300 }, () => [drawn(280), drawn(280)] as const),
    ...halfWay,
    ...halfWaySubnormal,
    ...special.flatMap((v) => special.map((g) => [v, g] as const)),
  ];

  test.each([
    ["momentum", 0.9, -0.0015625, addToNearest],
    ["momentum", 1, 1, addToNearest],
    ["momentum", 1, 1 + 3 * 2 ** -23, addToNearest],
    ["momentum", 1, (1 + 3 * 2 ** -23) * 2 ** -100, addToNearest],
    ["momentum", 1.9, 1, addToNearest],
    ["momentumToOdd", 0.9, -0.0015625, addToOdd],
    ["momentumToOdd", 1, 1, addToOdd],
    ["momentumToOdd", 2 ** -140, 2 ** -130, addToOdd],
  ] as const)("%s: %f and %f times", (name, mu, nu, add) => {
    const memory = new TrainingMemory();
    const [velocities, gradients] = inMemory(memory, [pairs.map(([v]) => v), pairs.map(([, g]) => g)]) as [
      Float32Array,
      Float32Array,
    ];
    const factors = memory.doubles(2);
    factors.set([Math.fround(mu), Math.fround(nu)]);
    const addresses = [velocities, gradients, factors].map(({ byteOffset }) => byteOffset);
    memory.functions[name]?.(...addresses, Math.ceil(pairs.length / 4));
    const expected = pairs.map(([v, g]) => add(Math.fround(mu) * v, Math.fround(nu) * g));
    expect([...velocities]).toEqual(expected);
  });
});
