import type { Pass, TrainedLayer } from "../layer.js";
import { levelsOf } from "./course.js";
import type { LowBit } from "./places.js";

/** Where activations begin and end: −1 and 1, so that one bit is the sign. */
const low = -1;
const high = 1;

/** A number's share of the way from the least to the largest activation, in double; NaN stays NaN. */
function share(value: number): number {
  const ofWay = (value - low) / (high - low);
  if (ofWay < 1) return ofWay > 0 ? ofWay : 0;
  return ofWay >= 1 ? 1 : NaN;
}

/** The activation that a number becomes: 0 … `levels`, ties upwards. It never falls as the number rises. */
export function levelOf(value: number, levels: number): number {
  // Whole steps, and what is beyond: as Math.round, which takes several times as long.
  const scaled = share(value) * levels;
  const whole = Math.floor(scaled);
  return scaled - whole >= 0.5 ? whole + 1 : whole;
}

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
