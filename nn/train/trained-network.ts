import { RequestError } from "../../tools/errors.js";
import { preprocessing } from "../network/preprocessing.js";
import type { Network, Step } from "../network/steps.js";
import { runElementwise } from "../run/elementwise.js";
import { Mean } from "../run/exact.js";
import { runScale } from "../run/simple.js";
import type { TrainingArithmetic } from "./arithmetic.js";
import type { Parameter, Pass, Statistic, TrainedLayer } from "./layer.js";
import { layerOf } from "./layer-of.js";
import type { LowBit } from "./low-bit/places.js";
import { TrainingMemory } from "./memory.js";

/** A step as it is trained; null: it prepares the image, in float32. */
interface TrainedStep {
  readonly step: Step;
  readonly layer: TrainedLayer | null;
}

/** A network with weights that can be learned, on one arithmetic. */
export class TrainedNetwork {
  readonly parameters: readonly Parameter[];
  readonly statistics: readonly Statistic[];
  readonly outputs: number;
  readonly #network: Network;
  readonly #arithmetic: TrainingArithmetic;
  readonly #steps: readonly TrainedStep[];
  /** Whether a value depends on a parameter. */
  readonly #isLearned: readonly boolean[];
  /** Of a batch, by index. */
  readonly #values: readonly Float32Array[];
  /** For each value, the gradients that its readers give; of the output also those of the loss. */
  readonly #gradients: readonly (readonly Float32Array[])[];
  readonly #mean = new Mean();

  /**
   * @param images the most in a batch
   * @param lowBit where the network has few bits, and how many just now
   * @throws {RequestError} the network has a layer that cannot be trained
   */
  constructor(
    network: Network,
    arithmetic: TrainingArithmetic,
    readonly images: number,
    lowBit?: LowBit,
  ) {
    this.#network = network;
    this.#arithmetic = arithmetic;
    const before = preprocessing(network);
    const memory = new TrainingMemory();
    this.#steps = network.steps.map((step) => ({
      step,
      layer: before.has(step) ? prepares(step) : layerOf(step, arithmetic, lowBit, { memory, images }),
    }));
    const layers = this.#steps.flatMap(({ layer }) => layer ?? []);
    this.parameters = layers.flatMap(({ parameters }) => parameters);
    if (this.parameters.length === 0) throw new RequestError("the network has no weights to train");
    this.statistics = layers.flatMap(({ statistics = [] }) => statistics);
    this.outputs = network.classes;
    const isLearned = network.sizes.map(() => false);
    for (const { step, layer } of this.#steps)
      isLearned[step.target] =
        (layer?.parameters.length ?? 0) > 0 || step.sources.some((source) => isLearned[source]);
    this.#isLearned = isLearned;
    const readers = network.sizes.map((_, at): number => (at === network.output ? 1 : 0));
    for (const { sources } of network.steps)
      for (const source of sources)
        if (isLearned[source] === true) readers[source] = (readers[source] ?? 0) + 1;
    const places = network.sizes.map((size, at) => ({
      length: size * images,
      value: memory.reserve(size * images),
      gradients: Array.from({ length: readers[at] ?? 0 }, () => memory.reserve(size * images)),
    }));
    this.#values = places.map(({ value, length }) => memory.floats(value, length));
    this.#gradients = places.map(({ gradients, length }) => gradients.map((at) => memory.floats(at, length)));
  }

  /** @returns logits of a batch, overwritten by the next */
  forward(input: Float32Array, images: number, isTraining: boolean): Float32Array {
    this.#values[0]?.set(input);
    for (const trained of this.#steps) {
      const pass = this.#pass(trained.step, images);
      if (trained.layer === null) this.#prepare(trained.step, pass);
      else trained.layer.forward(pass, isTraining);
    }
    return this.#valueOf(this.#network.output, images);
  }

  /**
   * Sets every parameter's gradients, after `forward`.
   * @param gradient of the logits
   */
  backward(images: number, gradient: Float32Array): void {
    const given = this.#network.sizes.map((): Float32Array[] => []);
    const ofLoss = this.#gradientOf(this.#network.output, 0, images);
    ofLoss.set(gradient);
    given[this.#network.output]?.push(ofLoss);
    for (const { step, layer } of [...this.#steps].reverse()) {
      const terms = given[step.target] ?? [];
      if (layer === null || this.#isLearned[step.target] !== true || terms.length === 0) continue;
      const into = step.sources.map((source) => {
        if (this.#isLearned[source] !== true) return undefined;
        const made = this.#gradientOf(source, given[source]?.length ?? 0, images);
        given[source]?.push(made);
        return made;
      });
      layer.backward(this.#pass(step, images), this.#summed(terms), into);
    }
  }

  #pass(step: Step, images: number): Pass {
    return {
      inputs: step.sources.map((source) => this.#valueOf(source, images)),
      output: this.#valueOf(step.target, images),
      images,
    };
  }

  #valueOf(index: number, images: number): Float32Array {
    return this.#ofBatch(this.#values[index], index, images);
  }

  #gradientOf(index: number, reader: number, images: number): Float32Array {
    return this.#ofBatch(this.#gradients[index]?.[reader], index, images);
  }

  #ofBatch(array: Float32Array | undefined, index: number, images: number): Float32Array {
    if (array === undefined) throw new RangeError(`value ${index} has no memory`);
    return array.subarray(0, images * (this.#network.sizes[index] ?? 0));
  }

  /** Gradients of all who read a value: the exact sum, rounded once. */
  #summed(terms: readonly Float32Array[]): Float32Array {
    const [first = new Float32Array(0), ...others] = terms;
    if (others.length === 0) return first;
    const { grid } = this.#arithmetic;
    for (let at = 0; at < first.length; at++) {
      this.#mean.clear();
      for (const term of terms) this.#mean.add(term[at] ?? 0);
      first[at] = grid.round === undefined ? this.#mean.nearest(1) : this.#mean.toOdd(1);
    }
    grid.round?.(first);
    return first;
  }

  #prepare(step: Step, { inputs, output, images }: Pass): void {
    if (step.kind === "elementwise")
      runElementwise(
        step,
        inputs,
        step.sources.map((index) => this.#network.sizes[index] ?? 0),
        output,
        images,
        false,
      );
    else if (step.kind === "scale") runScale(step, inputs[0] ?? output, output, images);
  }
}

/** @throws {RequestError} it is none of the layers that prepare images */
function prepares(step: Step): null {
  if (step.kind === "elementwise" || step.kind === "scale") return null;
  throw new RequestError(`'${step.name}' (${step.op}) before the first weights cannot be trained with yet`);
}
