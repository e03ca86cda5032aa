import type { NormNumbers, Scale } from "../../network/steps.js";
import { runScale } from "../../run/simple.js";
import { parameter, type Parameter, type Pass, type Statistic, type TrainedLayer } from "../layer.js";
import { narrowOf, type Grid } from "../sums.js";

/** Added to a variance. */
export const epsilon = 1e-5;
/** The share of the running mean and variance that a batch takes the place of. */
const share = 0.1;

/**
 * Batch normalization, by channel: while training with the batch's own mean and variance, else with running ones, as the
 * written network has it: a factor and a summand in float32. Means, variances and gradients are computed in double, each
 * result rounded once.
 * Source: S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015.
 */
export class BatchNormLayer implements TrainedLayer {
  readonly parameters: readonly Parameter[];
  readonly statistics: readonly Statistic[];
  readonly #channels: number;
  readonly #area: number;
  readonly #grid: Grid;
  /** undefined: a Float32Array rounds what it is given. */
  readonly #narrow: ((value: number) => number) | undefined;
  readonly #gamma: Parameter;
  readonly #beta: Parameter;
  /** Of the last batch. */
  readonly #mean: Float64Array;
  readonly #inverse: Float64Array;

  constructor(name: string, { scale, area }: Scale, grid: Grid, start?: NormNumbers) {
    this.#channels = scale.length;
    this.#area = area;
    this.#grid = grid;
    this.#narrow = grid.round === undefined ? undefined : narrowOf(grid);
    const all = (value: number): Float32Array => new Float32Array(this.#channels).fill(value);
    this.#gamma = parameter(`${name}.gamma`, start?.gamma.slice() ?? all(1));
    this.#beta = parameter(`${name}.beta`, start?.beta.slice() ?? all(0));
    this.parameters = [this.#gamma, this.#beta];
    this.statistics = [
      { name: `${name}.mean`, values: start?.mean.slice() ?? all(0) },
      { name: `${name}.variance`, values: start?.variance.map((v) => v - epsilon) ?? all(1) },
    ];
    this.#mean = new Float64Array(this.#channels);
    this.#inverse = new Float64Array(this.#channels);
  }

  forward({ inputs: [input = new Float32Array(0)], output, images }: Pass, isTraining: boolean): void {
    if (!isTraining) {
      runScale(this.#scale(), input, output, images);
      this.#grid.round?.(output);
      return;
    }
    this.#measure(input, images);
    const narrow = this.#narrow;
    const [gamma, beta] = [this.#gamma.values, this.#beta.values];
    this.#each(images, (channel, from, to) => {
      const [mean, factor] = [
        this.#mean[channel] ?? 0,
        (gamma[channel] ?? 0) * (this.#inverse[channel] ?? 0),
      ];
      const shift = beta[channel] ?? 0;
      for (let at = from; at < to; at++) {
        const value = ((input[at] ?? 0) - mean) * factor + shift;
        output[at] = narrow === undefined ? value : narrow(value);
      }
    });
    this.#grid.round?.(output);
  }

  backward(
    { inputs: [input = new Float32Array(0)], images }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    const count = images * this.#area;
    const sums = new Float64Array(this.#channels);
    const products = new Float64Array(this.#channels);
    this.#each(images, (channel, from, to) => {
      const [mean, inverse] = [this.#mean[channel] ?? 0, this.#inverse[channel] ?? 0];
      let [sum, product] = [0, 0];
      for (let at = from; at < to; at++) {
        const g = gradient[at] ?? 0;
        sum += g;
        product += g * ((input[at] ?? 0) - mean) * inverse;
      }
      sums[channel] = (sums[channel] ?? 0) + sum;
      products[channel] = (products[channel] ?? 0) + product;
    });
    const narrow = this.#narrow;
    this.#beta.gradients.set(narrow === undefined ? sums : sums.map(narrow));
    this.#gamma.gradients.set(narrow === undefined ? products : products.map(narrow));
    for (const { gradients } of this.parameters) this.#grid.round?.(gradients);
    if (into === undefined) return;
    this.#each(images, (channel, from, to) => {
      const [mean, inverse] = [this.#mean[channel] ?? 0, this.#inverse[channel] ?? 0];
      const factor = (this.#gamma.values[channel] ?? 0) * inverse;
      const [sum, product] = [(sums[channel] ?? 0) / count, (products[channel] ?? 0) / count];
      for (let at = from; at < to; at++) {
        const normal = ((input[at] ?? 0) - mean) * inverse;
        const value = factor * ((gradient[at] ?? 0) - sum - normal * product);
        into[at] = narrow === undefined ? value : narrow(value);
      }
    });
    this.#grid.round?.(into);
  }

  /** Mean and variance of each channel; the running ones follow, the variance without bias. */
  #measure(input: Float32Array, images: number): void {
    const count = images * this.#area;
    this.#mean.fill(0);
    this.#each(images, (channel, from, to) => {
      let sum = 0;
      for (let at = from; at < to; at++) sum += input[at] ?? 0;
      this.#mean[channel] = (this.#mean[channel] ?? 0) + sum / count;
    });
    const variances = new Float64Array(this.#channels);
    this.#each(images, (channel, from, to) => {
      const mean = this.#mean[channel] ?? 0;
      let sum = 0;
      for (let at = from; at < to; at++) sum += ((input[at] ?? 0) - mean) ** 2;
      variances[channel] = (variances[channel] ?? 0) + sum / count;
    });
    variances.forEach((variance, channel) => {
      this.#inverse[channel] = 1 / Math.sqrt(variance + epsilon);
      const unbiased = count > 1 ? (variance * count) / (count - 1) : variance;
      follow(this.statistics[0]?.values, channel, this.#mean[channel] ?? 0);
      follow(this.statistics[1]?.values, channel, unbiased);
    });
  }

  #scale(): Scale {
    const [mean, variance] = this.statistics.map(({ values }) => values);
    return asScale([this.#gamma.values, this.#beta.values, mean, variance], this.#area);
  }

  /** Each channel of each image: where its numbers stand. */
  #each(images: number, work: (channel: number, from: number, to: number) => void): void {
    for (let plane = 0; plane < images * this.#channels; plane++)
      work(plane % this.#channels, plane * this.#area, (plane + 1) * this.#area);
  }
}

/** A factor and a summand for each channel, as the written network has them. @param numbers gamma, beta, mean, variance */
function asScale(numbers: readonly (Float32Array | undefined)[], area: number): Scale {
  const [gamma, beta, mean, variance] = numbers.map((values) => values ?? new Float32Array(0));
  const scale = Float64Array.from(
    gamma ?? [],
    (factor, channel) => factor / Math.sqrt((variance?.[channel] ?? 0) + Math.fround(epsilon)),
  );
  const shift = Float64Array.from(
    beta ?? [],
    (summand, channel) => summand - (mean?.[channel] ?? 0) * (scale[channel] ?? 0),
  );
  return { kind: "scale", scale, shift, area };
}

/** A trained batch norm. @param numbers a network's, by name */
export const normOf = (
  { name, area }: { readonly name: string; readonly area: number },
  numbers: ReadonlyMap<string, Float32Array>,
): Scale =>
  asScale(
    ["gamma", "beta", "mean", "variance"].map((what) => numbers.get(`${name}.${what}`)),
    area,
  );

function follow(values: Float32Array | undefined, channel: number, value: number): void {
  if (values !== undefined) values[channel] = (values[channel] ?? 0) * (1 - share) + value * share;
}
