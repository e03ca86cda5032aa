import { vectorsFor } from "../../kernels/code/vector.js";
import type { Pass, TrainedLayer } from "../layer.js";
import type { TrainingMemory } from "../memory.js";

/** The larger of each number and 0. NaN stays NaN; −∞ becomes NaN, and the training stops. */
export class ReluLayer implements TrainedLayer {
  readonly parameters = [];

  constructor(private readonly memory: TrainingMemory) {}

  forward({ inputs: [input], output }: Pass): void {
    if (input !== undefined)
      this.memory.functions.positives?.(input.byteOffset, output.byteOffset, vectorsFor(output.length));
  }

  /** Gradients where the input is above 0, else 0. */
  backward(
    { inputs: [input] }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    if (input === undefined || into === undefined) return;
    const { wherePositive } = this.memory.functions;
    wherePositive?.(gradient.byteOffset, input.byteOffset, into.byteOffset, vectorsFor(into.length));
  }
}
