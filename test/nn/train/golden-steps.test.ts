import { expect, test } from "vitest";
import { Dyadic } from "../../../golden/dyadic.js";
import { posit } from "../../../golden/posit.js";
import { trainingArithmetic } from "../../../nn/train/arithmetic.js";
import { networkOf } from "../../../nn/train/description/build.js";
import { initialised } from "../../../nn/train/initial.js";
import { crossEntropy } from "../../../nn/train/loss.js";
import { Optimizer } from "../../../nn/train/optimizer.js";
import { TrainedNetwork } from "../../../nn/train/trained-network.js";
import { Random } from "../../../operands/random.js";

/*
 * Two steps of a tiny network, beside the same steps on the golden model: posits as patterns, sums in exact arithmetic on
 * integers, loops of their own. Every weight must be the same bit for bit.
 *
 *     image 4 × 4 ── conv 3 × 3, stride 2, pad 1: 2 × 2 × 2 ── relu ── fc: 3 logits
 */

const [momentum, rate, images] = [0.5, 0.25, 2];
const labels = [2, 0];
const [side, out, channels, classes] = [4, 2, 2, 3];

/** A finite double of at least 2^−200, exactly. */
function exact(value: number): Dyadic {
  let [significand, exponent] = [value, 0];
  while (!Number.isInteger(significand)) [significand, exponent] = [significand * 2, exponent - 1];
  return new Dyadic(BigInt(significand), exponent);
}

type Round = (value: Dyadic) => Dyadic;

interface Weights {
  conv: Dyadic[];
  convBias: Dyadic[];
  fc: Dyadic[];
  fcBias: Dyadic[];
}
const names = ["conv", "convBias", "fc", "fcBias"] as const;

/** Where tap (ky, kx) of output (oy, ox) stands in the image; undefined: in the padding. */
function source(oy: number, ox: number, ky: number, kx: number): number | undefined {
  const [y, x] = [2 * oy + ky - 1, 2 * ox + kx - 1];
  return y < 0 || x < 0 || y >= side || x >= side ? undefined : y * side + x;
}

/** Gradients of a batch, each the exact sum of all its terms, rounded once. */
function gradientsOf(
  weights: Weights,
  batch: Dyadic[][],
  round: Round,
  toNumber: (value: Dyadic) => number,
): Weights {
  const zero = () => ({
    conv: weights.conv.map(() => Dyadic.zero),
    convBias: weights.convBias.map(() => Dyadic.zero),
    fc: weights.fc.map(() => Dyadic.zero),
    fcBias: weights.fcBias.map(() => Dyadic.zero),
  });
  const sums = zero();
  const add = (list: Dyadic[], at: number, term: Dyadic): void => {
    list[at] = (list[at] ?? Dyadic.zero).plus(term);
  };
  const size = channels * out * out;
  batch.forEach((image, index) => {
    const x = image.map(round);
    const hidden: Dyadic[] = [];
    for (let c = 0; c < channels; c++)
      for (let oy = 0; oy < out; oy++)
        for (let ox = 0; ox < out; ox++) {
          let sum = weights.convBias[c] ?? Dyadic.zero;
          for (let tap = 0; tap < 9; tap++) {
            const at = source(oy, ox, Math.floor(tap / 3), tap % 3);
            if (at !== undefined)
              sum = sum.plus((x[at] ?? Dyadic.zero).times(weights.conv[c * 9 + tap] ?? Dyadic.zero));
          }
          hidden.push(round(sum));
        }
    const active = hidden.map((value) => (value.sign() > 0 ? value : Dyadic.zero));
    const logits = Array.from({ length: classes }, (_, row) => {
      let sum = weights.fcBias[row] ?? Dyadic.zero;
      for (let k = 0; k < size; k++)
        sum = sum.plus((active[k] ?? Dyadic.zero).times(weights.fc[row * size + k] ?? Dyadic.zero));
      return toNumber(round(sum));
    });
    const most = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp(logit - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    const g = powers.map((power, row) => round(exact(power / total - (row === labels[index] ? 1 : 0))));
    g.forEach((own, row) => {
      add(sums.fcBias, row, own);
      active.forEach((value, k) => {
        add(sums.fc, row * size + k, own.times(value));
      });
    });
    const back = active.map((_, k) => {
      let sum = Dyadic.zero;
      g.forEach((own, row) => {
        sum = sum.plus(own.times(weights.fc[row * size + k] ?? Dyadic.zero));
      });
      return (hidden[k]?.sign() ?? 0) > 0 ? round(sum) : Dyadic.zero;
    });
    for (let c = 0; c < channels; c++)
      for (let pixel = 0; pixel < out * out; pixel++) {
        const own = back[c * out * out + pixel] ?? Dyadic.zero;
        add(sums.convBias, c, own);
        for (let tap = 0; tap < 9; tap++) {
          const at = source(Math.floor(pixel / out), pixel % out, Math.floor(tap / 3), tap % 3);
          if (at !== undefined) add(sums.conv, c * 9 + tap, own.times(x[at] ?? Dyadic.zero));
        }
      }
  });
  return Object.fromEntries(names.map((name) => [name, sums[name].map(round)])) as unknown as Weights;
}

test.each([
  [8, 0],
  [8, 1],
  [11, 2],
  [16, 1],
])("posit⟨%d,%d⟩ with a quire: two steps by hand", (n, es) => {
  const format = posit(n, es);
  const round: Round = (value) => format.value(format.round(value));
  const toNumber = (value: Dyadic): number => format.number(format.round(value));
  const random = Random.seeded(n + es);
  const form = { conv: channels, kernel: 3, stride: 2, pad: 1, groups: 1 } as const;
  const network = initialised(networkOf([form, "relu", { fc: classes }], [1, side, side], {}), random);
  const arithmetic = trainingArithmetic(`PositQuireMac n=${n} es=${es}`);
  const trained = new TrainedNetwork(network, arithmetic, images);
  const method = { kind: "sgd", momentum } as const;
  const optimizer = new Optimizer(trained.parameters, method, arithmetic.grid, undefined, trained.workshop);
  const input = Float32Array.from({ length: images * side * side }, () => random.word() / 2 ** 32);
  const batch = Array.from({ length: images }, (_, image) =>
    Array.from(input.subarray(image * side * side, (image + 1) * side * side), exact),
  );

  const first = new Map(initialParameters(network).map(([name, values]) => [name, values]));
  const weights = Object.fromEntries(
    names.map((name) => [name, Array.from(first.get(name) ?? [], (value) => round(exact(value)))]),
  ) as unknown as Weights;
  const velocity = Object.fromEntries(
    names.map((name) => [name, weights[name].map(() => Dyadic.zero)]),
  ) as unknown as Weights;
  const [mu, eta] = [exact(momentum), exact(rate / images)];

  let changed = 0;
  for (let step = 0; step < 2; step++) {
    const gradients = gradientsOf(weights, batch, round, toNumber);
    for (const name of names)
      weights[name] = weights[name].map((weight, at) => {
        const v = round(
          mu
            .times(velocity[name][at] ?? Dyadic.zero)
            .plus(eta.times(gradients[name][at] ?? Dyadic.zero).negated()),
        );
        velocity[name][at] = v;
        return round(weight.plus(v));
      });

    const logits = trained.forward(input, images, true);
    const gradient = new Float32Array(logits.length);
    crossEntropy(logits, labels, classes, arithmetic.grid, { gradient });
    trained.backward(images, gradient);
    const before = trained.parameters.map(({ values }) => values.slice());
    optimizer.step(rate, images, 1);
    trained.parameters.forEach(({ values }, at) => {
      changed += values.filter((value, index) => value !== before[at]?.[index]).length;
      expect([...values], names[at]).toEqual(weights[names[at] ?? "conv"].map(toNumber));
    });
  }
  expect(changed).toBeGreaterThan(20);
});

/** The numbers that a network begins with, as its file would have them. */
function initialParameters(network: ReturnType<typeof networkOf>): [string, Float32Array][] {
  return network.steps.flatMap((step): [string, Float32Array][] =>
    step.kind !== "product"
      ? []
      : [
          [step.windows === undefined ? "fc" : "conv", step.weights],
          [step.windows === undefined ? "fcBias" : "convBias", step.bias ?? new Float32Array(0)],
        ],
  );
}
