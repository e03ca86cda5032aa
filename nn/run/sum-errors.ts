import type { RoundedWeights } from "../kernels/kernel.js";
import { Patches } from "./patches.js";
import type { ProductTerms } from "./product.js";

/** Sums of a layer that are looked at in each image, about: those of all rows at some of its positions. */
const sumsOfImage = 1024;

/** What errors' statistics are made of, one number after the other; those of several images are added up. */
export const moment = { sums: 0, errors: 1, squaredErrors: 2, squaredSums: 3 } as const;
export const momentCount = 4;

/** Compares a layer's results with the exact sums of exact products of the same rounded operands, bias included. */
export class SumErrors {
  readonly #terms: ProductTerms;
  readonly #patches: Patches | undefined;
  readonly #operands: Float32Array;
  /** Positions in an image that are looked at. */
  readonly #looked: number;
  /** From one of them to the next. */
  readonly #stride: number;

  constructor(terms: ProductTerms) {
    this.#terms = terms;
    const { positions, rows, groups, depth, windows } = terms.step;
    this.#looked = Math.min(positions, Math.max(1, Math.floor(sumsOfImage / (rows * groups))));
    this.#stride = spread(positions);
    this.#operands = new Float32Array(depth);
    if (windows !== undefined) this.#patches = new Patches(windows, windows.channels / groups, undefined);
  }

  /**
   * Adds the errors in one image to some moments.
   * @param input the layer's input, in which the image begins at `from`
   * @param output its results, in which those of the image begin at `to`
   * @param image its number: other images are looked at in other places
   */
  add(
    moments: Float64Array,
    input: Float32Array,
    from: number,
    output: Float32Array,
    to: number,
    image: number,
  ): void {
    const { step, kernel, scales, weights } = this.#terms;
    const { positions, groups, windows } = step;
    const source = this.#patches?.open(input, from) ?? { source: input, base: from };
    const channels = (windows?.channels ?? 0) / groups;
    for (let look = 0; look < this.#looked; look++) {
      const position = ((image * this.#looked + look) * this.#stride) % positions;
      for (const [group, rounded] of weights.entries()) {
        this.#collect(source, group * channels, position);
        kernel.round(this.#operands, scales.activations);
        this.#addRows(moments, rounded, output, to, group, position);
      }
    }
  }

  #collect(
    { source, base }: { source: Float32Array; base: number },
    channel: number,
    position: number,
  ): void {
    const { depth } = this.#terms.step;
    const patches = this.#patches;
    if (patches === undefined) {
      const first = base + position * depth;
      this.#operands.set(source.subarray(first, first + depth));
      return;
    }
    patches.collect(source, base + patches.channel(channel), position, position + 1, this.#operands, 0);
  }

  /** Results of a Conv stand in planes of a row each, others row by row. */
  #addRows(
    moments: Float64Array,
    { weights, bias }: RoundedWeights,
    output: Float32Array,
    to: number,
    group: number,
    position: number,
  ): void {
    const { rows, positions } = this.#terms.step;
    const isConv = this.#patches !== undefined;
    for (let row = 0; row < rows; row++) {
      const at = isConv ? (group * rows + row) * positions + position : position * rows + row;
      addError(moments, output[to + at] ?? NaN, this.#operands, weights, row, bias[row] ?? 0);
    }
  }
}

/**
 * Products of two floats are exact in double. Their sum is kept in two doubles, a sum and what its roundings lost: as good as
 * one of 106 bits.
 */
function addError(
  moments: Float64Array,
  result: number,
  operands: Float32Array,
  weights: Float32Array,
  row: number,
  bias: number,
): void {
  const depth = operands.length;
  const first = row * depth;
  let sum = bias;
  let rest = 0;
  for (let k = 0; k < depth; k++) {
    const product = (operands[k] ?? 0) * (weights[first + k] ?? 0);
    const next = sum + product;
    const part = next - sum;
    rest += sum - (next - part) + (product - part);
    sum = next;
  }
  const error = result - sum - rest;
  moments[moment.sums] = (moments[moment.sums] ?? 0) + 1;
  moments[moment.errors] = (moments[moment.errors] ?? 0) + error;
  moments[moment.squaredErrors] = (moments[moment.squaredErrors] ?? 0) + error * error;
  moments[moment.squaredSums] = (moments[moment.squaredSums] ?? 0) + (sum + rest) ** 2;
}

/** A step through so many positions that spreads its first ones over them, and comes to each: without a common factor. */
function spread(positions: number): number {
  let stride = Math.max(1, Math.round(positions * 0.618));
  while (commonFactor(stride, positions) > 1) stride++;
  return stride;
}

const commonFactor = (a: number, b: number): number => (b === 0 ? a : commonFactor(b, a % b));
