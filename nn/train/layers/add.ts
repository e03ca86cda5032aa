import type { Pass, TrainedLayer } from "../layer.js";
import { adderOf, type Grid } from "../sums.js";

/** The sum of two values, rounded once. */
export class AddLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #grid: Grid;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  forward({ inputs: [left, right], output }: Pass): void {
    const add = adderOf(this.#grid);
    for (let at = 0; at < output.length; at++) output[at] = add(left?.[at] ?? 0, right?.[at] ?? 0);
    this.#grid.round?.(output);
  }

  backward(_: Pass, gradient: Float32Array, into: readonly (Float32Array | undefined)[]): void {
    for (const one of into) one?.set(gradient);
  }
}
