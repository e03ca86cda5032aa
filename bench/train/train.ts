import type { LabelledImages } from "../../nn/data/images.js";
import { Random } from "../../operands/random.js";
import type { Layer } from "./layers.js";

/** Stochastic gradient descent with momentum. */
export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  /** At the beginning. */
  readonly rate: number;
  /** Epochs over which the rate falls evenly to 0. */
  readonly fall: number;
  readonly momentum: number;
  readonly seed: number;
}

/** Trains in place. The same seed gives the same weights. */
export function train(
  layers: readonly Layer[],
  images: LabelledImages,
  { epochs, batch, rate, fall, momentum, seed }: Schedule,
  onEpoch: (epoch: number, loss: number) => void,
): void {
  const random = Random.seeded(seed);
  const parameters = layers.flatMap((layer) => layer.parameters);
  for (const { values, fanIn } of parameters)
    // Uniform, of variance 2 / fanIn: He et al., "Delving deep into rectifiers", ICCV 2015.
    if (fanIn > 0)
      for (let at = 0; at < values.length; at++)
        values[at] = (random.word() / 2 ** 31 - 1) * Math.sqrt(6 / fanIn);
  const velocities = parameters.map(({ values }) => new Float32Array(values.length));
  const inOrder = Array.from({ length: images.count }, (_, image) => image);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.some(inOrder, images.count);
    let loss = 0;
    for (let from = 0; from < order.length; from += batch) {
      const step = rate * (1 - (epoch + from / order.length) / fall);
      const chosen = order.slice(from, from + batch);
      for (const image of chosen) loss += learn(layers, images, image);
      parameters.forEach(({ values, gradients }, index) => {
        const velocity = velocities[index] ?? new Float32Array(0);
        for (let at = 0; at < values.length; at++) {
          const v = momentum * (velocity[at] ?? 0) - (step / chosen.length) * (gradients[at] ?? 0);
          velocity[at] = v;
          values[at] = (values[at] ?? 0) + v;
        }
        gradients.fill(0);
      });
    }
    onEpoch(epoch + 1, loss / order.length);
  }
}

/** The share of images whose class has the largest output. */
export function accuracy(layers: readonly Layer[], images: LabelledImages): number {
  let right = 0;
  for (let image = 0; image < images.count; image++) {
    const outputs = forward(layers, images, image);
    if (outputs.indexOf(Math.max(...outputs)) === images.labels[image]) right++;
  }
  return right / images.count;
}

const pixels = 28 * 28;

function forward(layers: readonly Layer[], { values }: LabelledImages, image: number): Float32Array {
  let data: Float32Array = Float32Array.from(
    values.subarray(image * pixels, (image + 1) * pixels),
    (v) => v / 255,
  );
  for (const layer of layers) data = layer.forward(data);
  return data;
}

/** Adds an image's gradients. @returns its cross-entropy */
function learn(layers: readonly Layer[], images: LabelledImages, image: number): number {
  const outputs = forward(layers, images, image);
  const label = images.labels[image] ?? 0;
  const largest = Math.max(...outputs);
  const powers = Array.from(outputs, (value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  let gradient: Float32Array = Float32Array.from(powers, (power, at) => power / sum - (at === label ? 1 : 0));
  for (const layer of [...layers].reverse()) gradient = layer.backward(gradient);
  return -Math.log((powers[label] ?? 0) / sum);
}
