/** Weights, biases, factors or summands that training changes. */
export interface Parameter {
  /** As the file names it: `conv1.weight`. */
  readonly name: string;
  readonly values: Float32Array;
  /** Sums over the images of a batch. */
  readonly gradients: Float32Array;
}

export function parameter(name: string, values: Float32Array): Parameter {
  return { name, values, gradients: new Float32Array(values.length) };
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
}

/** A layer of a network being trained. What `forward` notes of a batch, `backward` uses. */
export interface TrainedLayer {
  readonly parameters: readonly Parameter[];
  readonly statistics?: readonly Statistic[];
  forward(pass: Pass, isTraining: boolean): void;
  /**
   * Sets the parameters' gradients, and those of each input.
   * @param into undefined for an input whose gradients nobody needs
   */
  backward(pass: Pass, gradient: Float32Array, into: readonly (Float32Array | undefined)[]): void;
}
