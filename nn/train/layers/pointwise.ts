import type { Pointwise } from "../../network/steps.js";
import { fastSigmoidSlope, runFastSigmoid } from "../../run/fast-sigmoid.js";
import { runClip, runSigmoid } from "../../run/simple.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import type { Pass, TrainedLayer } from "../layer.js";
import { narrowOf, type Grid } from "../sums.js";

/** A layer that looks at one number at a time. */
export class PointwiseLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #work: Exclude<Pointwise, { readonly kind: "sign" }>;
  readonly #grid: Grid;
  readonly #narrow: (value: number) => number;
  readonly #fastSigmoidBits: number | undefined;

  constructor(
    work: Exclude<Pointwise, { readonly kind: "sign" }>,
    { grid, fastSigmoidBits }: TrainingArithmetic,
  ) {
    this.#work = work;
    this.#grid = grid;
    this.#narrow = narrowOf(grid);
    this.#fastSigmoidBits = fastSigmoidBits;
  }

  forward({ inputs: [input = new Float32Array(0)], output }: Pass): void {
    if (this.#work.kind === "relu") {
      positives(input, output);
      return;
    }
    if (this.#work.kind === "fastSigmoid")
      runFastSigmoid(input, output, output.length, this.#fastSigmoidBits);
    else if (this.#work.kind === "sigmoid") runSigmoid(input, output, output.length);
    else runClip(this.#work, input, output, output.length);
    this.#grid.round?.(output);
  }

  backward(
    { inputs: [input = new Float32Array(0)], output }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (into === undefined) return;
    const work = this.#work;
    if (work.kind === "sigmoid" || work.kind === "fastSigmoid") {
      for (let at = 0; at < into.length; at++) {
        const g = gradient[at] ?? 0;
        const share = output[at] ?? 0;
        into[at] = this.#narrow(
          work.kind === "sigmoid" ? g * share * (1 - share) : g * fastSigmoidSlope(input[at] ?? 0),
        );
      }
      this.#grid.round?.(into);
      return;
    }
    if (work.kind === "relu") {
      wherePositive(input, gradient, into);
      return;
    }
    for (let at = 0; at < into.length; at++) {
      const value = input[at] ?? 0;
      into[at] = value > work.low && value < work.high ? (gradient[at] ?? 0) : 0;
    }
  }
}

/*
 * ReLU without a branch for each number: half of them would be guessed wrong. NaN stays NaN; −∞ becomes NaN, and the
 * training stops.
 */

/** The larger of each number and 0: the sum of a float and its magnitude is exact in double. */
function positives(input: Float32Array, output: Float32Array): void {
  for (let at = 0; at < output.length; at++) {
    const value = input[at] ?? 0;
    output[at] = (value + Math.abs(value)) / 2;
  }
}

/** Gradients where the input is above 0, else 0: patterns of such floats are integers above 0. */
function wherePositive(input: Float32Array, gradient: Float32Array, into: Float32Array): void {
  const [inputs, gradients, patterns] = [patternsOf(input), patternsOf(gradient), patternsOf(into)];
  for (let at = 0; at < patterns.length; at++) {
    const pattern = inputs[at] ?? 0;
    patterns[at] = (gradients[at] ?? 0) & ~((pattern | (pattern - 1)) >> 31);
  }
}

const patternsOf = ({ buffer, byteOffset, length }: Float32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);
