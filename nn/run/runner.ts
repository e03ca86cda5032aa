import type { Network, Step } from "../network/steps.js";
import type { Arithmetic, Scales } from "./arithmetic.js";
import { buffersOf } from "./buffers.js";
import { runElementwise } from "./elementwise.js";
import { runFastSigmoid } from "./fast-sigmoid.js";
import { runPool } from "./pools.js";
import { ProductRunner, type ProductTerms } from "./product.js";
import { runConcat, runGather, runPointwise, runScale, runSoftmax, runSum } from "./simple.js";

/** A step with the arithmetic that it is run on. */
export interface RunStep {
  readonly step: Step;
  /** null: float32, each operation rounded. */
  readonly arithmetic: Arithmetic | null;
  readonly scales: Scales;
}

export const noScales: Scales = { activations: 0, weights: 0 };

/** Sees what a step has made of a block of images. */
export type Watch = (
  step: Step,
  inputs: readonly Float32Array[],
  images: number,
  output: Float32Array,
) => void;

/**
 * A network with its weights coded, ready for images. It owns its memory, so each thread has its own.
 */
export class Runner {
  readonly #network: Network;
  readonly #steps: readonly RunStep[];
  readonly #products = new Map<Step, ProductRunner>();
  readonly #buffers: (Float32Array | undefined)[];

  /** @param images the most that `run` gets at a time */
  constructor(
    network: Network,
    steps: readonly RunStep[],
    readonly images: number,
  ) {
    this.#network = network;
    this.#steps = steps;
    this.#buffers = buffersOf(network, images);
    for (const { step, arithmetic, scales } of steps)
      if (step.kind === "product") {
        if (arithmetic === null) throw new RangeError(`${step.name} has no kernel`);
        this.#products.set(step, new ProductRunner(step, arithmetic, scales));
      }
  }

  /**
   * @param input raw images, one after the other
   * @returns logits, images × classes: overwritten by the next run
   */
  run(input: Float32Array, images: number, watch?: Watch): Float32Array {
    for (const { step, arithmetic } of this.#steps) {
      const inputs = step.sources.map((source) => this.#valueOf(source, input));
      const output = this.#valueOf(step.target, new Float32Array(0));
      this.#step(step, inputs, output, images, arithmetic);
      watch?.(step, inputs, images, output);
    }
    const { output, classes } = this.#network;
    return this.#valueOf(output, input).subarray(0, images * classes);
  }

  /** Of each Conv, Gemm and MatMul, in order. */
  terms(): ProductTerms[] {
    return [...this.#products.values()].map((product) => product.terms());
  }

  #valueOf(index: number, input: Float32Array): Float32Array {
    const values = index === 0 ? input : this.#buffers[index];
    if (values === undefined) throw new RangeError(`value ${index} has no memory`);
    return values;
  }

  #step(
    step: Step,
    inputs: readonly Float32Array[],
    out: Float32Array,
    images: number,
    arithmetic: Arithmetic | null,
  ): void {
    const { sizes } = this.#network;
    const [input = new Float32Array(0)] = inputs;
    const [source = 0] = step.sources;
    const size = sizes[source] ?? 0;
    const count = images * (sizes[step.target] ?? 0);
    const toOdd = arithmetic?.isCoded === true;
    switch (step.kind) {
      case "product":
        this.#products.get(step)?.run(input, size, out, images);
        return;
      case "gather":
        runGather(step, input, size, out, images);
        return;
      case "concat":
        runConcat(step, inputs, out, images);
        return;
      case "pool":
        // A mean is rounded where the next layer takes it.
        runPool(step, input, out, images, toOdd);
        return;
      case "elementwise":
        runElementwise(
          step,
          inputs,
          step.sources.map((index) => sizes[index] ?? 0),
          out,
          images,
          toOdd,
        );
        break;
      case "sum":
        runSum(step, input, out, count, toOdd);
        break;
      case "scale":
        runScale(step, input, out, images);
        break;
      case "softmax":
        runSoftmax(input, out, size / step.groups, images * step.groups);
        break;
      case "fastSigmoid":
        runFastSigmoid(input, out, count, arithmetic?.fastSigmoidBits);
        break;
      default:
        runPointwise(step, input, out, count);
        if (step.kind === "relu" || step.kind === "sign") return;
    }
    arithmetic?.round?.(out.subarray(0, count));
  }
}
