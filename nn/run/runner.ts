import { once } from "../../tools/once.js";
import type { Network, Step } from "../network/steps.js";
import type { Arithmetic, Scales } from "./arithmetic.js";
import { chainsOf, type Chain } from "./chains.js";
import { runElementwise } from "./elementwise.js";
import { runFastSigmoid } from "./fast-sigmoid.js";
import { windowsOfPlane } from "./pool-windows.js";
import { runMeans } from "./pools.js";
import { ProductRunner, type ProductTerms } from "./product.js";
import { runConcat, runSigmoid, runSoftmax, runSum } from "./simple.js";
import { vectorStep, type VectorStep } from "./vectors/steps.js";
import { Values } from "./vectors/values.js";

/** A step with the arithmetic that it is run on. */
export interface RunStep {
  readonly step: Step;
  /** null: float32, each operation rounded. */
  readonly arithmetic: Arithmetic | null;
  readonly scales: Scales;
  /** Whether the bias is added in float32 to the rounded sum. Default: it is a term of the sum. */
  readonly hasFloatBias?: boolean;
}

export const noScales: Scales = { activations: 0, weights: 0 };

/** Sees what a step has made of a block of images. */
export type Watch = (
  step: Step,
  inputs: readonly Float32Array[],
  images: number,
  output: Float32Array,
) => void;

/** A product's sums by tiles, if it has them: they say whether they could be computed. */
interface Tiles {
  readonly alone: () => TiledSums | undefined;
  /** With steps behind it. */
  readonly together: TiledSums | undefined;
  /** How many steps that is. */
  readonly steps: number;
}
type TiledSums = (images: number) => boolean;

/**
 * A network with its weights coded, ready for images. It owns its memory, so each thread has its own.
 */
export class Runner {
  readonly #network: Network;
  readonly #steps: readonly RunStep[];
  readonly #products = new Map<Step, ProductRunner>();
  readonly #vectorSteps = new Map<Step, VectorStep>();
  /** By the index of a product. */
  readonly #tiles = new Map<number, Tiles>();
  readonly #values: Values;

  /** @param images the most that `run` gets at a time */
  constructor(
    network: Network,
    steps: readonly RunStep[],
    readonly images: number,
  ) {
    this.#network = network;
    this.#steps = steps;
    const chains = chainsOf(network, steps);
    this.#values = new Values(network, images, new Map([...chains].map(([at, chain]) => [at, chain.steps])));
    for (const [at, { step, arithmetic, scales, hasFloatBias }] of steps.entries())
      if (step.kind === "product") {
        if (arithmetic === null) throw new RangeError(`${step.name} has no kernel`);
        const product = new ProductRunner(step, arithmetic, scales, hasFloatBias);
        this.#products.set(step, product);
        this.#tiles.set(at, this.#tilesOf(product, chains.get(at)));
      } else {
        const vectors = vectorStep(step, network, this.#values, arithmetic?.isCoded === true);
        if (vectors !== null) this.#vectorSteps.set(step, vectors);
      }
  }

  #tilesOf(product: ProductRunner, chain: Chain | undefined): Tiles {
    const tiles = product.tiles(this.#values, this.images, chain);
    return {
      steps: chain?.steps ?? 1,
      together: tiles,
      alone: chain === undefined ? () => tiles : once(() => product.tiles(this.#values, this.images)),
    };
  }

  /**
   * @param input raw images, one after the other
   * @returns logits, images × classes: overwritten by the next run
   */
  run(input: Float32Array, images: number, watch?: Watch): Float32Array {
    this.#values.of(0).set(input.subarray(0, images * (this.#network.sizes[0] ?? 0)));
    let done = 0;
    for (const [at, step] of this.#steps.entries())
      if (at === done) done += this.#compute(at, step, images, watch);
    const { output, classes } = this.#network;
    return this.#values.of(output).subarray(0, images * classes);
  }

  /** Computes a step, or several together. @returns how many */
  #compute(at: number, { step, arithmetic }: RunStep, images: number, watch: Watch | undefined): number {
    const tiles = this.#tiles.get(at);
    const run = watch === undefined ? tiles?.together : tiles?.alone();
    const isDone = run?.(images) === true;
    if (isDone && watch === undefined) return tiles?.steps ?? 1;
    const inputs = step.sources.map((source) => this.#values.of(source));
    const output = this.#values.of(step.target);
    const vectors = this.#vectorSteps.get(step);
    if (vectors !== undefined) vectors(images);
    else if (!isDone) this.#step(step, inputs, output, images, arithmetic);
    if (roundsResults(step))
      arithmetic?.round?.(output.subarray(0, images * (this.#network.sizes[step.target] ?? 0)));
    watch?.(step, inputs, images, output);
    return 1;
  }

  /** Of each Conv, Gemm and MatMul, in order. */
  terms(): ProductTerms[] {
    return [...this.#products.values()].map((product) => product.terms());
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
      case "concat":
        runConcat(step, inputs, out, images);
        return;
      case "pool":
        runMeans(windowsOfPlane(step), input, out, images * step.windows.channels, toOdd);
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
        return;
      case "sum":
        runSum(step, input, out, count, toOdd);
        return;
      case "softmax":
        runSoftmax(input, out, size / step.groups, images * step.groups);
        return;
      case "fastSigmoid":
        runFastSigmoid(input, out, count, arithmetic?.fastSigmoidBits);
        return;
      case "sigmoid":
        runSigmoid(input, out, count);
        return;
      default:
        throw new RangeError(`${step.name} is computed as vectors`);
    }
  }
}

/**
 * Whether results are rounded to the arithmetic's format here. A product's already are; a mean is rounded where the next layer
 * takes it; the others are numbers of the format, as their operands are.
 */
const roundsResults = ({ kind }: Step): boolean =>
  !["product", "gather", "concat", "pool", "relu", "sign"].includes(kind);
