import type { Product } from "../../network/steps.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import { parameter, type Pass, type Parameter, type TrainedLayer } from "../layer.js";
import { DenseProduct } from "./dense-product.js";
import type { ProductPasses } from "./product-passes.js";
import { WindowProduct } from "./window-product.js";

/*
 * Three matrix products a batch, each sum of them by the kernel, from 0, rounded as the kernel rounds:
 *
 *     outputs            x · wᵀ + bias      depth: channel, row, column of the window
 *     inputs' gradients  g · w              depth: output channel, row, column of the flipped window
 *     weights' gradients gᵀ · x             depth: image, output pixel
 *
 * The bias is the weight of an operand that is 1.
 */

/** Conv, Gemm or MatMul. */
export class ProductLayer implements TrainedLayer {
  readonly parameters: readonly Parameter[];
  readonly #passes: ProductPasses;

  constructor(name: string, step: Product, arithmetic: TrainingArithmetic) {
    const weight = parameter(`${name}.weight`, step.weights.slice());
    const bias = step.bias && parameter(`${name}.bias`, step.bias.slice());
    this.parameters = bias === undefined ? [weight] : [weight, bias];
    const layer = { step, arithmetic, weight, bias };
    const { windows } = step;
    this.#passes = windows === undefined ? new DenseProduct(layer) : new WindowProduct(layer, windows);
  }

  forward({ inputs: [input = new Float32Array(0)], output, images }: Pass): void {
    this.#passes.forward(input, output, images);
  }

  backward(
    { inputs: [input = new Float32Array(0)], images }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    this.#passes.learn(input, gradient, images);
    if (into !== undefined) this.#passes.pass(gradient, into, images);
  }
}
