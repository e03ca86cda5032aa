import { expect, test } from "vitest";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import { initialised } from "../../../nn/train/initial.js";
import { crossEntropy } from "../../../nn/train/loss.js";
import type { Bits } from "../../../nn/train/low-bit/course.js";
import { placesOf } from "../../../nn/train/low-bit/places.js";
import { float32Grid } from "../../../nn/train/sums.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";
import { Random } from "../../../operands/random.js";

/*
 * Straight-through gradients beside central differences. What is rounded has no useful slope, so differences are those of
 * what the trainer takes in its place: rounded weights count as numbers that may change, and an activation is the rounded
 * one plus what its ramp has moved from there. Loops and rounding are this test's own, in double.
 *
 *     6 inputs ── fc1, float32 ── ramp or levels ── fc2, few bits ── sigmoid ── fc3, float32: 3 logits
 */

const [inputs, hidden, middle, classes, count] = [6, 9, 5, 3, 4];
const labels = [0, 1, 2, 1];
const text = `layers: [{ fc: ${hidden} }, relu, { fc: ${middle} }, sigmoid, { fc: ${classes} }]`;

type Weights = ReadonlyMap<string, number[]>;

function dense(x: readonly number[], weights: readonly number[], bias: readonly number[]): number[] {
  return bias.map((b, row) =>
    x.reduce((sum, value, k) => sum + value * (weights[row * x.length + k] ?? 0), b),
  );
}

const ramp = (value: number): number => Math.min(1, Math.max(0, (value + 1) / 2));

/** One bit: the sign times the row's mean magnitude. Three: the nearest of −3 … 3 steps of 0.8156 means. */
function rounded(weights: readonly number[], bits: number): number[] {
  return weights.map((weight, at) => {
    const first = at - (at % hidden);
    const row = weights.slice(first, first + hidden);
    const mean = row.reduce((sum, one) => sum + Math.abs(one), 0) / hidden;
    if (bits === 1) return weight < 0 ? -mean : mean;
    const step = mean * 0.8156;
    return step * Math.max(-3, Math.min(3, Math.round(weight / step)));
  });
}

/** @param offsets what rounding has added to each ramp: of each image, of each activation */
function lossOf(weights: Weights, images: readonly number[][], offsets: readonly number[][]): number {
  const of = (name: string): number[] => weights.get(name) ?? [];
  let sum = 0;
  for (const [image, x] of images.entries()) {
    const sums = dense(x, of("fc1.weight"), of("fc1.bias"));
    const activations = sums.map((value, at) => ramp(value) + (offsets[image]?.[at] ?? 0));
    const next = dense(activations, of("fc2.weight"), of("fc2.bias")).map((v) => 1 / (1 + Math.exp(-v)));
    const logits = dense(next, of("fc3.weight"), of("fc3.bias"));
    const right = logits[labels[image] ?? 0] ?? 0;
    sum += Math.log(logits.reduce((all, logit) => all + Math.exp(logit - right), 0));
  }
  return sum;
}

test.each([
  ["the accurate model", null],
  ["W1A1", { weights: 1, activations: 1 }],
  ["W3A2", { weights: 3, activations: 2 }],
] as const)("%s", (_, bits: Bits | null) => {
  const random = Random.seeded(17);
  const uniform = (): number => random.word() / 2 ** 31 - 1;
  const network = initialised(networkOf(readDescription("a.yaml", text), [inputs], {}), random);
  const places = placesOf(network, { float32: ["fc1", "fc3"] });
  const trained = new TrainedNetwork(network, trainingArithmetic(null), count, { places, bits });
  for (const { values } of trained.parameters) values.forEach((__, at) => (values[at] = uniform()));
  const input = Float32Array.from({ length: count * inputs }, uniform);
  const logits = trained.forward(input, count, true).slice();
  const gradient = new Float32Array(logits.length);
  const { sum } = crossEntropy(logits, labels, classes, float32Grid, { gradient });
  trained.backward(count, gradient);

  const weights = new Map(trained.parameters.map(({ name, values }) => [name, [...values]]));
  const images = labels.map((__, image) => [...input.subarray(image * inputs, (image + 1) * inputs)]);
  const levels = bits === null ? 0 : 2 ** bits.activations - 1;
  const offsets = images.map((x) =>
    dense(x, weights.get("fc1.weight") ?? [], weights.get("fc1.bias") ?? []).map((value) =>
      levels === 0 ? 0 : Math.round(ramp(value) * levels) / levels - ramp(value),
    ),
  );
  if (bits !== null) weights.set("fc2.weight", rounded(weights.get("fc2.weight") ?? [], bits.weights));
  expect(sum).toBeCloseTo(lossOf(weights, images, offsets), 4);
  const step = 2 ** -12;
  for (const { name, gradients } of trained.parameters) {
    const own = weights.get(name) ?? [];
    let seen = 0;
    for (const [at, value] of [...own.entries()]) {
      const [above, below] = [step, -step].map((by) => {
        own[at] = value + by;
        return lossOf(weights, images, offsets);
      });
      own[at] = value;
      const difference = ((above ?? NaN) - (below ?? NaN)) / (2 * step);
      expect(Math.abs((gradients[at] ?? 0) - difference), `${name}[${at}]`).toBeLessThan(2e-4);
      if (Math.abs(difference) > 1e-3) seen++;
    }
    // Gradients that are all 0 would show nothing.
    expect(seen, name).toBeGreaterThan(1);
  }
});
