import type { Crew, Range } from "./crew.js";
import type { TrainingMemory } from "./memory.js";

/** Weights, biases, factors or summands that training changes. */
export interface Parameter {
  /** As the file names it: `conv1.weight`. */
  readonly name: string;
  readonly values: Float32Array;
  /** Sums over the images of a batch. */
  readonly gradients: Float32Array;
}

/** What a layer is trained in. */
export interface Workshop {
  readonly crew: Crew;
  readonly memory: TrainingMemory;
  /** The most in a batch. */
  readonly images: number;
}

/** @param values what it begins with */
export function parameter(name: string, values: ArrayLike<number>, memory: TrainingMemory): Parameter {
  return { name, values: kept(values, memory), gradients: memory.array(values.length) };
}

/** Numbers that training changes, and what they are at first. */
export function kept(values: ArrayLike<number>, memory: TrainingMemory): Float32Array {
  const own = memory.array(values.length);
  own.set(values);
  return own;
}

/** Numbers that training changes without a gradient: running means. */
export interface Statistic {
  readonly name: string;
  readonly values: Float32Array;
}

/** Values of a batch: images one after the other. */
export interface Pass {
  readonly inputs: readonly Float32Array[];
  readonly output: Float32Array;
  readonly images: number;
  /** Which of the batch's images are this thread's: of a layer that does not take the batch, those that it is given. */
  readonly own: Range;
}

/**
 * A layer of a network being trained. What `forward` notes of a batch, `backward` uses. Each thread of a crew has the same
 * layers.
 */
export interface TrainedLayer {
  /**
   * Of a layer that may need more than an image for an image's results: it is given the whole batch, in which the thread's own
   * images are ready, and meets the other threads before it reads theirs. Others are given the thread's images.
   */
  readonly takesBatch?: true;
  readonly parameters: readonly Parameter[];
  readonly statistics?: readonly Statistic[];
  forward(pass: Pass, isTraining: boolean): void;
  /**
   * Sets the gradients of each input, and the parameters' unless there is `learn`.
   * @param into undefined for an input whose gradients nobody needs
   */
  backward(pass: Pass, gradient: Float32Array, into: readonly (Float32Array | undefined)[]): void;
  /** Sets this thread's part of the parameters' gradients, when `backward` is done for all images of all layers. */
  learn?(pass: Pass, gradient: Float32Array): void;
}
