import type { Product } from "../../network/steps.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import { parameter, type Parameter, type Pass, type TrainedLayer, type Workshop } from "../layer.js";
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
 *
 * Threads share the images of the first two, or, where weights are very many, their rows. The weights' gradients are shared by
 * rows, channels or columns, never by the terms of a sum.
 */

/** Conv, Gemm or MatMul. */
export class ProductLayer implements TrainedLayer {
  readonly takesBatch = true;
  readonly parameters: readonly Parameter[];
  readonly #passes: ProductPasses;

  constructor(
    name: string,
    step: Product,
    arithmetic: TrainingArithmetic,
    { memory, crew }: Omit<Workshop, "images">,
  ) {
    const weight = parameter(`${name}.weight`, step.weights, memory);
    const bias = step.bias && parameter(`${name}.bias`, step.bias, memory);
    this.parameters = bias === undefined ? [weight] : [weight, bias];
    const layer = { step, arithmetic, crew, weight, bias };
    const { windows } = step;
    this.#passes = windows === undefined ? new DenseProduct(layer) : new WindowProduct(layer, windows);
  }

  forward(pass: Pass): void {
    this.#passes.forward(inputOf(pass), pass.output, pass);
  }

  backward(pass: Pass, gradient: Float32Array, [into]: readonly (Float32Array | undefined)[]): void {
    if (into !== undefined) this.#passes.pass(gradient, into, pass);
  }

  learn(pass: Pass, gradient: Float32Array): void {
    this.#passes.learn(inputOf(pass), gradient, pass);
  }
}

const inputOf = ({ inputs: [input = new Float32Array(0)] }: Pass): Float32Array => input;
