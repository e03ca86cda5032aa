import type { PreparedWeights } from "../../kernels/kernel.js";
import {
  Kept,
  learnBias,
  preparedGroups,
  scalesOf,
  turn,
  type ProductOf,
  type ProductPasses,
} from "./product-passes.js";

/** Gemm or MatMul: rows of operands, positions × depth of each image. */
export class DenseProduct implements ProductPasses {
  readonly #kept = new Kept();

  constructor(private readonly layer: ProductOf) {}

  forward(input: Float32Array, output: Float32Array, images: number): void {
    const { step, arithmetic, weight } = this.layer;
    const { kernel } = arithmetic;
    const prepared = preparedGroups(this.layer, kernel, scalesOf(arithmetic, input, weight.values));
    kernel.multiply(input, images * step.positions, only(prepared), output);
    kernel.release();
  }

  learn(input: Float32Array, gradient: Float32Array, images: number): void {
    const { step, arithmetic, weight, bias } = this.layer;
    const { rows, depth, positions } = step;
    const { kernel } = arithmetic;
    const length = images * positions;
    const operands = this.#kept.array("operands", depth * length);
    const columns = this.#kept.array("columns", rows * length);
    const sums = this.#kept.array("sums", depth * rows);
    turn(input, length, depth, operands);
    turn(gradient, length, rows, columns);
    const scales = scalesOf(arithmetic, input, gradient);
    const prepared = kernel.prepare(columns, undefined, { rows, depth: length }, scales);
    kernel.multiply(operands, depth, prepared, sums);
    turn(sums, depth, rows, weight.gradients);
    if (bias !== undefined) learnBias(arithmetic, prepared, columns, bias.gradients);
    kernel.release();
  }

  pass(gradient: Float32Array, into: Float32Array, images: number): void {
    const { step, arithmetic, weight } = this.layer;
    const { rows, depth, positions } = step;
    const { kernel } = arithmetic;
    const turned = this.#kept.array("turned", rows * depth);
    turn(weight.values, rows, depth, turned);
    const scales = scalesOf(arithmetic, gradient, weight.values);
    const prepared = kernel.prepare(turned, undefined, { rows: depth, depth: rows }, scales);
    kernel.multiply(gradient, images * positions, prepared, into);
    kernel.release();
  }
}

function only(prepared: readonly PreparedWeights[]): PreparedWeights {
  const [first] = prepared;
  if (first === undefined) throw new RangeError("a product without weights");
  return first;
}
