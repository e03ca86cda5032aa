import { uses } from "../../network/fuse.js";
import type { Network, Pool, Step } from "../../network/steps.js";
import { Mean } from "../../run/exact.js";
import { windowsOfPlane, type PlaneWindows } from "../../run/pool-windows.js";
import { runMeans } from "../../run/pools.js";
import { maximaOf, type RunMaxima } from "../../run/vectors/run-maxima.js";
import type { Pass, TrainedLayer, Workshop } from "../layer.js";
import type { TrainingMemory } from "../memory.js";
import type { Grid } from "../sums.js";

/**
 * Maximum or mean of windows. A maximum passes its gradient to the first of the largest numbers. Where windows overlap, a
 * number's gradient is the exact sum of what it gets, rounded once; so is a mean's share.
 */
export class PoolLayer implements TrainedLayer {
  readonly parameters = [];
  readonly #step: Pool;
  readonly #grid: Grid;
  readonly #plane: PlaneWindows;
  /** Numbers that are averaged. */
  readonly #count: number;
  readonly #mean = new Mean();
  readonly #memory: TrainingMemory;
  /** Of a maximum; and the address of where in its plane, for each output, the number stands that gets the gradient. */
  readonly #maxima: RunMaxima;
  readonly #winnersAt: number;
  readonly #isPositive: boolean;

  /** @param isPositive a ReLU is computed with it: see `withRelu` */
  constructor(step: Pool, grid: Grid, { memory, images }: Omit<Workshop, "crew">, isPositive = false) {
    this.#step = step;
    this.#grid = grid;
    this.#memory = memory;
    this.#plane = windowsOfPlane(step);
    this.#count = this.#plane.counts[0] ?? 1;
    const { strides } = step.windows;
    this.#isPositive = isPositive;
    this.#maxima = maximaOf(
      this.#plane,
      strides[1],
      memory.functions,
      (table) => memory.keep(table),
      isPositive ? "positiveMaximaAndPlaces" : "maximaAndPlaces",
    );
    this.#winnersAt = memory.reserve(images * this.#outputs);
  }

  /** Of an image. */
  get #outputs(): number {
    return this.#step.windows.channels * (this.#plane.starts.length - 1);
  }

  forward({ inputs: [input = new Float32Array(0)], output, images, own }: Pass): void {
    if (this.#step.of === "maximum") {
      const winnersAt = this.#winnersAt + 4 * own.from * this.#outputs;
      this.#maxima(images * this.#step.windows.channels, input.byteOffset, output.byteOffset, winnersAt);
      return;
    }
    const planes = images * this.#step.windows.channels;
    runMeans(this.#plane, input, output, planes, this.#grid.round !== undefined);
    this.#grid.round?.(output);
  }

  backward(
    { inputs: [input], images, own }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (input === undefined || into === undefined) return;
    const winnersAt = this.#winnersAt + 4 * own.from * this.#outputs;
    const { starts, area, areApart } = this.#plane;
    // Each number is in one window at most.
    if (this.#step.of === "maximum" && areApart) {
      const { giveBack, giveBackPositive } = this.#memory.functions;
      const shape = [starts.length - 1, images * this.#step.windows.channels, 4 * area] as const;
      const clear = [Math.floor(area / 4), area % 4] as const;
      const places = [winnersAt, gradient.byteOffset, into.byteOffset] as const;
      if (this.#isPositive) giveBackPositive?.(...places, ...shape, ...clear, input.byteOffset);
      else giveBack?.(...places, ...shape, ...clear);
    } else {
      into.fill(0);
      this.#giveSums(gradient, into, images, this.#memory.integers(winnersAt, gradient.length));
    }
    this.#grid.round?.(into);
  }

  /** @param winners in bytes */
  #giveSums(gradient: Float32Array, into: Float32Array, images: number, winners: Int32Array): void {
    const { starts, inside, area } = this.#plane;
    const outputs = starts.length - 1;
    const isMaximum = this.#step.of === "maximum";
    for (let plane = 0; plane < images * this.#step.windows.channels; plane++) {
      /** Terms of inputs that get more than one. */
      const several = new Map<number, number[]>();
      const own = into.subarray(plane * area, (plane + 1) * area);
      for (let window = 0; window < outputs; window++) {
        const out = plane * outputs + window;
        const g = gradient[out] ?? 0;
        if (g === 0) continue;
        if (isMaximum) give(own, (winners[out] ?? 0) / 4, g, several);
        else
          for (let at = starts[window] ?? 0; at < (starts[window + 1] ?? 0); at++)
            give(own, inside[at] ?? 0, g, several);
      }
      // A mean's windows have as many terms each: see `isEven`.
      const count = isMaximum ? 1 : this.#count;
      if (count === 1) for (const [at, terms] of several) own[at] = this.#meanOf(terms, 1);
      else
        for (let at = 0; at < own.length; at++)
          own[at] = this.#meanOf(several.get(at) ?? [own[at] ?? 0], count);
    }
  }

  #meanOf(terms: readonly number[], count: number): number {
    this.#mean.clear();
    for (const term of terms) this.#mean.add(term);
    return this.#grid.round === undefined ? this.#mean.nearest(count) : this.#mean.toOdd(count);
  }
}

/** Adds a term, which is not 0, to a number's gradient. */
function give(into: Float32Array, at: number, value: number, several: Map<number, number[]>): void {
  const there = into[at] ?? 0;
  const terms = several.get(at);
  if (terms !== undefined) terms.push(value);
  else if (there === 0) into[at] = value;
  else several.set(at, [there, value]);
}

/** Whether every window of a mean has as many terms: then its gradients are shared evenly, with one rounding. */
export const isEven = (step: Pool): boolean =>
  step.of === "maximum" || new Set(windowsOfPlane(step).counts).size === 1;

/**
 * Maxima of a ReLU's numbers that nobody else reads, with that ReLU: it then needs no array of its own. Its gradients are those of
 * the pool where its input is above 0.
 */
export function withRelu(network: Pick<Network, "steps" | "output">): ReadonlyMap<Step, Step> {
  const { steps } = network;
  const pairs = steps.flatMap((step) => {
    if (step.kind !== "pool" || step.of !== "maximum" || !windowsOfPlane(step).areApart) return [];
    const relu = steps.find(({ target }) => target === step.sources[0]);
    return relu?.kind === "relu" && uses(network, relu.target) === 1 ? [[step, relu] as const] : [];
  });
  return new Map(pairs);
}
