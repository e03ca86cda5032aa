import type { Pass, TrainedLayer } from "../layer.js";
import { levelsOf } from "./course.js";
import type { LowBit } from "./places.js";

/** Where activations begin and end: −1 and 1, so that one bit is the sign. */
const [low, high] = [-1, 1] as const;

/** A number's share of the way from the least to the largest activation, in double. */
const share = (value: number): number => Math.min(1, Math.max(0, (value - low) / (high - low)));

/** The activation that a number becomes: 0 … `levels`, ties upwards. It never falls as the number rises. */
export const levelOf = (value: number, levels: number): number => Math.round(share(value) * levels);

/**
 * Rounds to few bits, where a ReLU stands in the description: 0 … 2^k − 1 for −1 … 1. Of the accurate model it is the
 * same without rounding, 0 … 1. Gradients pass between the ends as if nothing were rounded (straight through).
 * Source: Y. Bengio et al., arXiv:1308.3432; I. Hubara et al., "Binarized neural networks", NeurIPS 2016.
 */
export class Quantiser implements TrainedLayer {
  readonly parameters = [];
  readonly #lowBit: LowBit;

  constructor(lowBit: LowBit) {
    this.#lowBit = lowBit;
  }

  forward({ inputs: [input = new Float32Array(0)], output }: Pass): void {
    const { bits } = this.#lowBit;
    if (bits === null) for (let at = 0; at < output.length; at++) output[at] = share(input[at] ?? 0);
    else {
      const levels = levelsOf(bits);
      for (let at = 0; at < output.length; at++) output[at] = levelOf(input[at] ?? 0, levels);
    }
  }

  backward(
    { inputs: [input = new Float32Array(0)] }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (into === undefined) return;
    const { bits } = this.#lowBit;
    const slope = (bits === null ? 1 : levelsOf(bits)) / (high - low);
    for (let at = 0; at < into.length; at++) {
      const value = input[at] ?? 0;
      into[at] = value > low && value < high ? (gradient[at] ?? 0) * slope : 0;
    }
  }
}
