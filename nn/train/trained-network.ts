import { RequestError } from "../../tools/errors.js";
import { preprocessing } from "../network/preprocessing.js";
import type { Network, Step } from "../network/steps.js";
import { runElementwise } from "../run/elementwise.js";
import { Mean } from "../run/exact.js";
import { runScale } from "../run/simple.js";
import { vectorStep, type VectorStep } from "../run/vectors/steps.js";
import type { TrainingArithmetic } from "./arithmetic.js";
import { alone, type Crew, type Range } from "./crew.js";
import type { Parameter, Pass, Statistic, TrainedLayer, Workshop } from "./layer.js";
import { layerOf } from "./layer-of.js";
import { withRelu } from "./layers/pool.js";
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
  /** The threads that train it together, and where its numbers stand. */
  readonly workshop: Workshop;
  readonly #network: Network;
  readonly #arithmetic: TrainingArithmetic;
  readonly #steps: readonly TrainedStep[];
  /** Of steps that prepare images: those that are computed as vectors. */
  readonly #vectorSteps = new Map<Step, VectorStep>();
  /** Whether a value depends on a parameter. */
  readonly #isLearned: readonly boolean[];
  /** Of a batch, by index. */
  readonly #values: readonly Float32Array[];
  /** For each value, the gradients that its readers give; of the output also those of the loss. */
  readonly #gradients: readonly (readonly Float32Array[])[];
  readonly #mean = new Mean();
  /** Images that stay together: a vector of a ReLU may reach into the next image. */
  readonly #together: number;

  /**
   * @param images the most in a batch
   * @param lowBit where the network has few bits, and how many just now
   * @param crew the thread's; each thread has the same network
   * @throws {RequestError} the network has a layer that cannot be trained
   */
  constructor(
    network: Network,
    arithmetic: TrainingArithmetic,
    readonly images: number,
    lowBit?: LowBit,
    crew: Crew = alone,
  ) {
    this.#network = network;
    this.#arithmetic = arithmetic;
    const before = preprocessing(network);
    const memory = new TrainingMemory(crew);
    this.workshop = { crew, memory, images };
    // Of few bits a ReLU may be a quantiser.
    const relus = lowBit === undefined ? withRelu(network) : new Map<Step, Step>();
    const gone = new Set(relus.values());
    const steps = network.steps
      .filter((step) => !gone.has(step))
      .map((step) => {
        const relu = relus.get(step);
        return relu === undefined
          ? { step, isPositive: false }
          : { step: { ...step, sources: relu.sources }, isPositive: true };
      });
    this.#together = steps.some(
      ({ step: { kind, target } }) => kind === "relu" && (network.sizes[target] ?? 0) % 4 > 0,
    )
      ? 4
      : 1;
    this.#steps = steps.map(({ step, isPositive }) => ({
      step,
      layer: before.has(step) ? prepares(step) : layerOf(step, arithmetic, lowBit, this.workshop, isPositive),
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
    for (const { step } of this.#steps)
      for (const source of step.sources)
        if (isLearned[source] === true) readers[source] = (readers[source] ?? 0) + 1;
    const places = network.sizes.map((size, at) => ({
      length: size * images,
      value: memory.reserve(size * images),
      gradients: Array.from({ length: readers[at] ?? 0 }, () => memory.reserve(size * images)),
    }));
    this.#values = places.map(({ value, length }) => memory.floats(value, length));
    this.#gradients = places.map(({ gradients, length }) => gradients.map((at) => memory.floats(at, length)));
    const vectors = {
      functions: memory.functions,
      addressOf: (value: number): number => places[value]?.value ?? NaN,
      keep: (numbers: Float32Array | Int32Array): number => memory.keep(numbers),
    };
    for (const { step, layer } of this.#steps) {
      // A vector that reaches into the next image would meet another thread there.
      const lengths = [...step.sources, step.target].map((value) => network.sizes[value] ?? 0);
      if (step.kind === "scale") lengths.push(step.area);
      const areWhole = lengths.every((length) => length % 4 === 0);
      const computed = layer === null && areWhole ? vectorStep(step, network, vectors, false) : null;
      if (computed !== null) this.#vectorSteps.set(step, computed);
    }
  }

  /** Which images of a batch are this thread's. */
  own(images: number): Range {
    return this.workshop.crew.part(images, this.#together);
  }

  /**
   * @param input of a batch: of each thread its own images count
   * @returns logits of the batch, overwritten by the next: threads meet before it
   */
  forward(input: Float32Array, images: number, isTraining: boolean): Float32Array {
    const { crew } = this.workshop;
    const own = this.own(images);
    const size = this.#network.sizes[0] ?? 0;
    this.#values[0]?.set(input.subarray(own.from * size, own.to * size), own.from * size);
    for (const { step, layer } of this.#steps) {
      const pass = this.#pass(step, layer, images, own);
      if (pass.images === 0) continue;
      if (layer === null) this.#prepare(step, pass);
      else layer.forward(pass, isTraining);
    }
    crew.meet();
    return this.#valueOf(this.#network.output, all(images));
  }

  /**
   * Sets every parameter's gradients, after `forward`.
   * @param gradient of the logits: of each thread its own images' count
   */
  backward(images: number, gradient: Float32Array): void {
    const own = this.own(images);
    const given = this.#network.sizes.map((): number => 0);
    const { output } = this.#network;
    const ofLoss = this.#gradientOf(output, 0, own);
    ofLoss.set(gradient.subarray(own.from * this.outputs, own.to * this.outputs));
    given[output] = 1;
    const learners: (() => void)[] = [];
    for (const { step, layer } of [...this.#steps].reverse()) {
      const terms = given[step.target] ?? 0;
      if (layer === null || this.#isLearned[step.target] !== true || terms === 0) continue;
      this.#sum(step.target, terms, own);
      const pass = this.#pass(step, layer, images, own);
      const taken = layer.takesBatch === true ? all(images) : own;
      const into = step.sources.map((source) => {
        if (this.#isLearned[source] !== true) return undefined;
        const reader = given[source] ?? 0;
        given[source] = reader + 1;
        return this.#gradientOf(source, reader, taken);
      });
      const ofOutput = this.#gradientOf(step.target, 0, taken);
      if (pass.images > 0) layer.backward(pass, ofOutput, into);
      learners.push(() => layer.learn?.(pass, ofOutput));
    }
    this.workshop.crew.meet();
    for (const learn of learners) learn();
  }

  /** What a layer is given: the batch, or this thread's images. */
  #pass(step: Step, layer: TrainedLayer | null, images: number, own: Range): Pass {
    const range = layer?.takesBatch === true ? all(images) : own;
    return {
      inputs: step.sources.map((source) => this.#valueOf(source, range)),
      output: this.#valueOf(step.target, range),
      images: range.to - range.from,
      own,
    };
  }

  #valueOf(index: number, images: Range): Float32Array {
    return this.#ofImages(this.#values[index], index, images);
  }

  #gradientOf(index: number, reader: number, images: Range): Float32Array {
    return this.#ofImages(this.#gradients[index]?.[reader], index, images);
  }

  #ofImages(array: Float32Array | undefined, index: number, { from, to }: Range): Float32Array {
    if (array === undefined) throw new RangeError(`value ${index} has no memory`);
    const size = this.#network.sizes[index] ?? 0;
    return array.subarray(from * size, to * size);
  }

  /** Gradients of all who read a value: the exact sum, rounded once, in the place of the first. */
  #sum(index: number, readers: number, own: Range): void {
    if (readers === 1) return;
    const terms = Array.from({ length: readers }, (_, reader) => this.#gradientOf(index, reader, own));
    const [first = new Float32Array(0)] = terms;
    const { grid } = this.#arithmetic;
    for (let at = 0; at < first.length; at++) {
      this.#mean.clear();
      for (const term of terms) this.#mean.add(term[at] ?? 0);
      first[at] = grid.round === undefined ? this.#mean.nearest(1) : this.#mean.toOdd(1);
    }
    grid.round?.(first);
  }

  #prepare(step: Step, { inputs, output, images, own }: Pass): void {
    const vectors = this.#vectorSteps.get(step);
    if (vectors !== undefined) vectors(images, own.from);
    else if (step.kind === "elementwise")
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

const all = (images: number): Range => ({ from: 0, to: images });

/** @throws {RequestError} it is none of the layers that prepare images */
function prepares(step: Step): null {
  if (step.kind === "elementwise" || step.kind === "scale") return null;
  throw new RequestError(`'${step.name}' (${step.op}) before the first weights cannot be trained with yet`);
}
