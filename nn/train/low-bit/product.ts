import { parseDesign } from "../../../generators/request.js";
import { arithmeticOf } from "../../arithmetic-of.js";
import { trainingArithmetic } from "../arithmetic.js";
import type { Crew } from "../crew.js";
import type { Parameter, Pass, TrainedLayer, Workshop } from "../layer.js";
import { ProductLayer } from "../layers/product.js";
import { TrainingMemory } from "../memory.js";
import { float32Grid } from "../sums.js";
import { levelsOf, type Bits } from "./course.js";
import type { LowBit, ProductStep, Taken } from "./places.js";
import { fewBitWeights } from "./weights.js";

/*
 * A layer of few bits. Its parameters are float32 weights; what it computes with are rounded anew in each batch:
 *
 *     S = Σ w q            integers, by the kernel of LowBitDot
 *     y = S · factor + bias     factor: the weights' step of the row × the activations' unit; each rounded to float32
 *
 * Gradients are those of the rounded weights in float32, and go to the float32 ones as they are (straight through).
 */

/** The activations' largest number: of an image's bytes, or of a quantiser. */
export const largestTaken = (taken: Taken, bits: Bits): number => (taken === "bytes" ? 255 : levelsOf(bits));

/** By what a row's integer sums are multiplied, in float32. */
export const factorOf = (step: number, largest: number): number => Math.fround(step / largest);

export class LowBitProduct implements TrainedLayer {
  readonly takesBatch = true;
  readonly parameters: readonly Parameter[];
  readonly #step: ProductStep;
  readonly #lowBit: LowBit;
  readonly #taken: Taken;
  /** The layer as it is without rounding: its parameters are this layer's. */
  readonly #accurate: ProductLayer;
  /** For gradients: its weights are the rounded ones. */
  readonly #rounded: ProductLayer;
  /** For sums, by the names of their designs. */
  readonly #sums = new Map<string, ProductLayer>();
  readonly #crew: Crew;
  #bytes = new Float32Array(0);

  constructor(step: ProductStep, lowBit: LowBit, taken: Taken, workshop: Workshop) {
    this.#step = step;
    this.#lowBit = lowBit;
    this.#taken = taken;
    this.#crew = workshop.crew;
    const float32 = trainingArithmetic(null);
    this.#accurate = new ProductLayer(step.name, step, float32, workshop);
    this.#rounded = new ProductLayer(step.name, step, float32, workshop);
    this.parameters = this.#accurate.parameters;
  }

  forward(pass: Pass): void {
    const { bits } = this.#lowBit;
    if (bits === null) {
      this.#accurate.forward(pass);
      return;
    }
    const { depth, positions, windows, rows, groups } = this.#step;
    // Bytes are made of the whole batch.
    if (this.#taken === "bytes") this.#crew.meet();
    const { integers, steps } = fewBitWeights(this.#weights, depth, bits.weights);
    const largest = largestTaken(this.#taken, bits);
    const sums = this.#sumsOn(bits);
    sums.parameters[0]?.values.set(integers);
    const { output, own } = pass;
    sums.forward({ ...pass, inputs: [this.#integersOf(pass)] });
    const factors = steps.map((step) => factorOf(step, largest));
    const bias = this.parameters[1]?.values;
    const channels = rows * groups;
    // Channels of a Conv are planes; the sums of others stand channel by channel.
    const [area, planesOfImage] = windows === undefined ? [1, channels * positions] : [positions, channels];
    const beyond = own.to * planesOfImage;
    for (let plane = own.from * planesOfImage, at = plane * area; plane < beyond; plane++) {
      const channel = plane % channels;
      const factor = factors[channel] ?? 0;
      const summand = bias?.[channel] ?? 0;
      for (const end = at + area; at < end; at++)
        output[at] = Math.fround((output[at] ?? 0) * factor) + summand;
    }
  }

  backward(pass: Pass, gradient: Float32Array, into: readonly (Float32Array | undefined)[]): void {
    const { bits } = this.#lowBit;
    if (bits === null) {
      this.#accurate.backward(pass, gradient, into);
      return;
    }
    const { depth } = this.#step;
    const largest = largestTaken(this.#taken, bits);
    const { integers, steps } = fewBitWeights(this.#weights, depth, bits.weights);
    const [weight] = this.#rounded.parameters;
    if (weight === undefined) throw new RangeError("a product without weights");
    // Each thread writes all of them, and the same ones.
    for (let at = 0; at < integers.length; at++)
      weight.values[at] = (integers[at] ?? 0) * factorOf(steps[Math.floor(at / depth)] ?? 0, largest);
    this.#rounded.backward(pass, gradient, into);
  }

  learn(pass: Pass, gradient: Float32Array): void {
    const { bits } = this.#lowBit;
    if (bits === null) {
      this.#accurate.learn(pass, gradient);
      return;
    }
    this.#rounded.learn({ ...pass, inputs: [this.#integersOf(pass)] }, gradient);
    this.#crew.meet();
    const largest = largestTaken(this.#taken, bits);
    const [weight, bias] = this.#rounded.parameters;
    const [own, ownBias] = this.parameters;
    const { from, to } = this.#crew.part(own?.gradients.length ?? 0);
    if (weight !== undefined && own !== undefined)
      for (let at = from; at < to; at++) own.gradients[at] = (weight.gradients[at] ?? 0) / largest;
    if (bias !== undefined && this.#crew.leads) ownBias?.gradients.set(bias.gradients);
  }

  get #weights(): Float32Array {
    return this.parameters[0]?.values ?? new Float32Array(0);
  }

  /** Bytes come divided by 255. */
  #integersOf({ inputs: [input = new Float32Array(0)] }: Pass): Float32Array {
    if (this.#taken === "levels") return input;
    if (this.#bytes.length < input.length) this.#bytes = new Float32Array(input.length);
    const bytes = this.#bytes.subarray(0, input.length);
    for (let at = 0; at < input.length; at++) bytes[at] = Math.round((input[at] ?? 0) * 255);
    return bytes;
  }

  /** The layer's sums alone, on LowBitDot. */
  #sumsOn(bits: Bits): ProductLayer {
    const xbits = this.#taken === "bytes" ? 8 : bits.activations;
    const spec = `LowBitDot lanes=1 xbits=${xbits} wbits=${Math.max(2, bits.weights)} signs=mixed acc=64`;
    const found = this.#sums.get(spec) ?? sumsOn(spec, this.#step, this.#crew);
    this.#sums.set(spec, found);
    return found;
  }
}

/** A bias is added to the scaled sums, not to these: here it stays 0. */
function sumsOn(spec: string, step: ProductStep, crew: Crew): ProductLayer {
  const { kernel } = arithmeticOf(parseDesign(spec), undefined);
  const arithmetic = { name: spec, kernel, grid: float32Grid, integers: undefined };
  // Each thread has all weights, in a memory of its own.
  const layer = new ProductLayer(step.name, step, arithmetic, { crew, memory: new TrainingMemory() });
  layer.parameters[1]?.values.fill(0);
  return layer;
}
