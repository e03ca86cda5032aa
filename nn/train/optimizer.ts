import { vectorsFor } from "../kernels/code/vector.js";
import type { Crew } from "./crew.js";
import { kept, type Parameter, type Workshop } from "./layer.js";
import type { TrainingMemory } from "./memory.js";
import { narrowOf, type Grid } from "./sums.js";

/** How weights follow their gradients. */
export type Method =
  | { readonly kind: "sgd"; readonly momentum: number }
  | { readonly kind: "adam"; readonly momentum: number; readonly second: number };

/** Added to Adam's root. */
const adamEpsilon = 1e-8;

/** Of one parameter: the weights that are kept, and what the method remembers. All of it is the grid's. */
interface Kept {
  readonly weights: Float32Array;
  readonly velocity: Float32Array;
  /** Of Adam: mean squares. */
  readonly squares: Float32Array | undefined;
}

type Own = Kept & Omit<Parameter, "name">;

/** Numbers that one thread changes: a line of a cache. */
const together = 16;

/**
 * Updates on a grid: that of the arithmetic, or that of a wider copy of the weights (master), which is rounded to the
 * arithmetic's after each step.
 *
 * SGD: v = round(µ v − η g), w = round(w + v), each an exact sum that is rounded once. µ and η are float32 numbers.
 * Adam: both means and the step are computed in double and rounded once each; w = round(w + step) is exact before it is
 * rounded. Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
 */
export class Optimizer {
  readonly #parameters: readonly Parameter[];
  readonly #method: Method;
  readonly #grid: Grid;
  readonly #working: Grid;
  readonly #kept: readonly Kept[];
  readonly #hasMaster: boolean;
  readonly #crew: Crew;
  readonly #memory: TrainingMemory;
  /** Of velocities and gradients, for `momentum`. */
  readonly #factors: Float64Array;
  #steps = 0;

  /** @param working the arithmetic's grid @param master that of the copy, if there is one */
  constructor(
    parameters: readonly Parameter[],
    method: Method,
    working: Grid,
    master: Grid | undefined,
    { crew, memory }: Omit<Workshop, "images">,
  ) {
    this.#parameters = parameters;
    this.#method = method;
    this.#grid = master ?? working;
    this.#working = working;
    this.#hasMaster = master !== undefined;
    this.#crew = crew;
    this.#memory = memory;
    // Each thread has some of its own.
    const factors = Array.from({ length: crew.threads }, () => memory.doubles(2));
    this.#factors = factors[crew.index] ?? memory.doubles(2);
    this.#kept = parameters.map(({ values }) => ({
      weights: master === undefined ? values : kept(values, memory),
      velocity: memory.array(values.length),
      squares: method.kind === "adam" ? memory.array(values.length) : undefined,
    }));
    // Every thread has written what parameters begin with.
    crew.meet();
    for (const { weights } of this.#own) this.#grid.round?.(weights);
    this.#publish();
    crew.meet();
  }

  /** This thread's part of each parameter, and of what is kept of it. */
  get #own(): Own[] {
    return this.#kept.map(({ weights, velocity, squares }, at) => {
      const { values, gradients } = this.#parameters[at] ?? { values: weights, gradients: weights };
      const { from, to } = this.#crew.part(weights.length, together);
      const part = (array: Float32Array): Float32Array => array.subarray(from, to);
      return {
        ...{ weights: part(weights), velocity: part(velocity), squares: squares && part(squares) },
        ...{ values: part(values), gradients: part(gradients) },
      };
    });
  }

  /** Everything that has to be kept to go on; the arrays are the optimizer's own. */
  get state(): readonly Float32Array[] {
    return this.#kept.flatMap(({ weights, velocity, squares }) => [
      weights,
      velocity,
      ...(squares === undefined ? [] : [squares]),
    ]);
  }

  /** After `state` was filled from elsewhere, by one thread. */
  restore(steps: number): void {
    this.#steps = steps;
    this.#crew.meet();
    this.#publish();
    this.#crew.meet();
  }

  /** Forgets velocities and mean squares: another training begins with these weights. */
  restart(): void {
    this.#steps = 0;
    for (const { velocity, squares } of this.#own) {
      velocity.fill(0);
      squares?.fill(0);
    }
  }

  /** @param rate η; gradients are sums over images, times a scale: it is divided by both */
  step(rate: number, images: number, scale: number): void {
    this.#steps++;
    const factor = 1 / (images * scale);
    this.#crew.meet();
    for (const own of this.#own)
      if (this.#method.kind === "adam") this.#adam(own, rate, factor, this.#method);
      else this.#sgd(own, Math.fround(rate * factor), this.#method.momentum);
    this.#publish();
    this.#crew.meet();
  }

  #sgd({ gradients, weights, velocity }: Own, rate: number, momentum: number): void {
    if (velocity.length === 0) return;
    this.#factors.set([Math.fround(momentum), -rate]);
    const { functions } = this.#memory;
    const move = this.#grid.round === undefined ? functions.momentum : functions.momentumToOdd;
    const vectors = vectorsFor(velocity.length);
    move?.(velocity.byteOffset, gradients.byteOffset, this.#factors.byteOffset, vectors);
    this.#grid.round?.(velocity);
    this.#add(weights, velocity);
  }

  #adam(
    { gradients, weights, velocity, squares = velocity }: Own,
    rate: number,
    factor: number,
    { momentum, second }: { readonly momentum: number; readonly second: number },
  ): void {
    const narrow = narrowOf(this.#grid);
    const [first, other] = [1 - momentum ** this.#steps, 1 - second ** this.#steps];
    for (let at = 0; at < velocity.length; at++) {
      const g = (gradients[at] ?? 0) * factor;
      velocity[at] = narrow(momentum * (velocity[at] ?? 0) + (1 - momentum) * g);
      squares[at] = narrow(second * (squares[at] ?? 0) + (1 - second) * g * g);
    }
    this.#grid.round?.(velocity);
    this.#grid.round?.(squares);
    // Steps take the place of gradients, which are not needed any more.
    for (let at = 0; at < gradients.length; at++) {
      const mean = (velocity[at] ?? 0) / first;
      gradients[at] = narrow((-rate * mean) / (Math.sqrt((squares[at] ?? 0) / other) + adamEpsilon));
    }
    this.#grid.round?.(gradients);
    this.#add(weights, gradients);
  }

  #add(weights: Float32Array, steps: Float32Array): void {
    if (weights.length === 0) return;
    const { functions } = this.#memory;
    // The nearest float to a sum of two is what float32 adds.
    const add = this.#grid.round === undefined ? functions.add : functions.addToOdd;
    add?.(weights.byteOffset, steps.byteOffset, weights.byteOffset, vectorsFor(weights.length));
    this.#grid.round?.(weights);
  }

  /** The weights that the network computes with. */
  #publish(): void {
    if (!this.#hasMaster) return;
    for (const { values, weights } of this.#own) {
      values.set(weights);
      this.#working.round?.(values);
    }
  }
}
