import type { NormNumbers, Scale } from "../../network/steps.js";
import { runScale } from "../../run/simple.js";
import type { Crew, Range } from "../crew.js";
import {
  kept,
  parameter,
  type Parameter,
  type Pass,
  type Statistic,
  type TrainedLayer,
  type Workshop,
} from "../layer.js";
import { narrowOf, type Grid } from "../sums.js";

/** Added to a variance. */
export const epsilon = 1e-5;
/** The share of the running mean and variance that a batch takes the place of. */
const share = 0.1;

/**
 * Batch normalization, by channel: while training with the batch's own mean and variance, else with running ones, as the
 * written network has it: a factor and a summand in float32. Means, variances and gradients are computed in double, each
 * result rounded once. Threads share the channels of sums, and the images of what is made of them.
 * Source: S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015.
 */
export class BatchNormLayer implements TrainedLayer {
  readonly takesBatch = true;
  readonly parameters: readonly Parameter[];
  readonly statistics: readonly Statistic[];
  readonly #channels: number;
  readonly #area: number;
  readonly #grid: Grid;
  readonly #crew: Crew;
  /** undefined: a Float32Array rounds what it is given. */
  readonly #narrow: ((value: number) => number) | undefined;
  readonly #gamma: Parameter;
  readonly #beta: Parameter;
  /** Of the last batch. */
  readonly #mean: Float64Array;
  readonly #inverse: Float64Array;
  /** Of its gradients, and of their products with what was normalised. */
  readonly #sums: Float64Array;
  readonly #products: Float64Array;

  constructor(
    name: string,
    { scale, area }: Scale,
    grid: Grid,
    { memory, crew }: Omit<Workshop, "images">,
    start?: NormNumbers,
  ) {
    this.#channels = scale.length;
    this.#area = area;
    this.#grid = grid;
    this.#crew = crew;
    this.#narrow = grid.round === undefined ? undefined : narrowOf(grid);
    const all = (value: number): Float32Array => new Float32Array(this.#channels).fill(value);
    this.#gamma = parameter(`${name}.gamma`, start?.gamma ?? all(1), memory);
    this.#beta = parameter(`${name}.beta`, start?.beta ?? all(0), memory);
    this.parameters = [this.#gamma, this.#beta];
    this.statistics = [
      { name: `${name}.mean`, values: kept(start?.mean ?? all(0), memory) },
      { name: `${name}.variance`, values: kept(start?.variance.map((v) => v - epsilon) ?? all(1), memory) },
    ];
    this.#mean = memory.doubles(this.#channels);
    this.#inverse = memory.doubles(this.#channels);
    this.#sums = memory.doubles(this.#channels);
    this.#products = memory.doubles(this.#channels);
  }

  forward({ inputs: [input = new Float32Array(0)], output, images, own }: Pass, isTraining: boolean): void {
    const done = this.#of(output, own);
    if (!isTraining) {
      runScale(this.#scale(), this.#of(input, own), done, own.to - own.from);
      this.#grid.round?.(done);
      return;
    }
    this.#crew.meet();
    this.#measure(input, images);
    this.#crew.meet();
    const narrow = this.#narrow;
    const [gamma, beta] = [this.#gamma.values, this.#beta.values];
    this.#each(own, (channel, from, to) => {
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
    this.#grid.round?.(done);
  }

  backward(
    { inputs: [input = new Float32Array(0)], images, own }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    const count = images * this.#area;
    this.#crew.meet();
    this.#sum(input, gradient, images);
    this.#crew.meet();
    if (into === undefined) return;
    const [narrow, sums, products] = [this.#narrow, this.#sums, this.#products];
    this.#each(own, (channel, from, to) => {
      const [mean, inverse] = [this.#mean[channel] ?? 0, this.#inverse[channel] ?? 0];
      const factor = (this.#gamma.values[channel] ?? 0) * inverse;
      const [sum, product] = [(sums[channel] ?? 0) / count, (products[channel] ?? 0) / count];
      for (let at = from; at < to; at++) {
        const normal = ((input[at] ?? 0) - mean) * inverse;
        const value = factor * ((gradient[at] ?? 0) - sum - normal * product);
        into[at] = narrow === undefined ? value : narrow(value);
      }
    });
    this.#grid.round?.(this.#of(into, own));
  }

  /** Gradients of factors and summands, of this thread's channels. */
  #sum(input: Float32Array, gradient: Float32Array, images: number): void {
    const [narrow, sums, products] = [this.#narrow, this.#sums, this.#products];
    const { from: first, to: beyond } = this.#crew.part(this.#channels);
    for (const all of [sums, products]) all.fill(0, first, beyond);
    this.#eachOwn(images, (channel, from, to) => {
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
    for (const [{ gradients }, found] of [
      [this.#beta, sums],
      [this.#gamma, products],
    ] as const) {
      const own = found.subarray(first, beyond);
      gradients.set(narrow === undefined ? own : own.map(narrow), first);
      this.#grid.round?.(gradients.subarray(first, beyond));
    }
  }

  /** Mean and variance of each of this thread's channels; the running ones follow, the variance without bias. */
  #measure(input: Float32Array, images: number): void {
    const count = images * this.#area;
    const { from: first, to: beyond } = this.#crew.part(this.#channels);
    this.#mean.fill(0, first, beyond);
    this.#eachOwn(images, (channel, from, to) => {
      let sum = 0;
      for (let at = from; at < to; at++) sum += input[at] ?? 0;
      this.#mean[channel] = (this.#mean[channel] ?? 0) + sum / count;
    });
    const variances = new Float64Array(this.#channels);
    this.#eachOwn(images, (channel, from, to) => {
      const mean = this.#mean[channel] ?? 0;
      let sum = 0;
      for (let at = from; at < to; at++) sum += ((input[at] ?? 0) - mean) ** 2;
      variances[channel] = (variances[channel] ?? 0) + sum / count;
    });
    for (let channel = first; channel < beyond; channel++) {
      const variance = variances[channel] ?? 0;
      this.#inverse[channel] = 1 / Math.sqrt(variance + epsilon);
      const unbiased = count > 1 ? (variance * count) / (count - 1) : variance;
      follow(this.statistics[0]?.values, channel, this.#mean[channel] ?? 0);
      follow(this.statistics[1]?.values, channel, unbiased);
    }
  }

  #scale(): Scale {
    const [mean, variance] = this.statistics.map(({ values }) => values);
    return asScale([this.#gamma.values, this.#beta.values, mean, variance], this.#area);
  }

  /** Each channel of some images: where its numbers stand. */
  #each(images: Range, work: (channel: number, from: number, to: number) => void): void {
    for (let plane = images.from * this.#channels; plane < images.to * this.#channels; plane++)
      work(plane % this.#channels, plane * this.#area, (plane + 1) * this.#area);
  }

  /** Each of this thread's channels of all images, in the same order for each channel. */
  #eachOwn(images: number, work: (channel: number, from: number, to: number) => void): void {
    const { from, to } = this.#crew.part(this.#channels);
    for (let image = 0; image < images; image++)
      for (let channel = from; channel < to; channel++) {
        const plane = image * this.#channels + channel;
        work(channel, plane * this.#area, (plane + 1) * this.#area);
      }
  }

  /** The numbers of some images. */
  #of(values: Float32Array, { from, to }: Range): Float32Array {
    const size = this.#channels * this.#area;
    return values.subarray(from * size, to * size);
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
