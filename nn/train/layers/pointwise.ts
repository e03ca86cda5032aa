import type { Pointwise } from "../../network/steps.js";
import { runPointwise } from "../../run/simple.js";
import type { Pass, TrainedLayer } from "../layer.js";
import { narrowOf, type Grid } from "../sums.js";

/** A layer that looks at one number at a time. */
export class PointwiseLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #work: Pointwise;
  readonly #grid: Grid;
  readonly #narrow: (value: number) => number;

  constructor(work: Exclude<Pointwise, { readonly kind: "sign" }>, grid: Grid) {
    this.#work = work;
    this.#grid = grid;
    this.#narrow = narrowOf(grid);
  }

  forward({ inputs: [input = new Float32Array(0)], output }: Pass): void {
    runPointwise(this.#work, input, output, output.length);
    if (this.#work.kind !== "relu") this.#grid.round?.(output);
  }

  backward(
    { inputs: [input = new Float32Array(0)], output }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (into === undefined) return;
    const work = this.#work;
    if (work.kind === "sigmoid") {
      for (let at = 0; at < into.length; at++) {
        const share = output[at] ?? 0;
        into[at] = this.#narrow((gradient[at] ?? 0) * share * (1 - share));
      }
      this.#grid.round?.(into);
      return;
    }
    const [low, high] = work.kind === "clip" ? [work.low, work.high] : [0, Infinity];
    for (let at = 0; at < into.length; at++) {
      const value = input[at] ?? 0;
      into[at] = value > low && value < high ? (gradient[at] ?? 0) : 0;
    }
  }
}
