import type { Pointwise } from "../../network/steps.js";
import { fastSigmoidSlope, runFastSigmoid } from "../../run/fast-sigmoid.js";
import { runClip, runSigmoid } from "../../run/simple.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import type { Pass, TrainedLayer } from "../layer.js";
import { narrowOf, type Grid } from "../sums.js";

type Work = Exclude<Pointwise, { readonly kind: "sign" | "relu" }>;

/** A layer that looks at one number at a time, other than ReLU. */
export class PointwiseLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #work: Work;
  readonly #grid: Grid;
  readonly #narrow: (value: number) => number;
  readonly #fastSigmoidBits: number | undefined;

  constructor(work: Work, { grid, fastSigmoidBits }: TrainingArithmetic) {
    this.#work = work;
    this.#grid = grid;
    this.#narrow = narrowOf(grid);
    this.#fastSigmoidBits = fastSigmoidBits;
  }

  forward({ inputs: [input = new Float32Array(0)], output }: Pass): void {
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
    for (let at = 0; at < into.length; at++) {
      const value = input[at] ?? 0;
      into[at] = value > work.low && value < work.high ? (gradient[at] ?? 0) : 0;
    }
  }
}
