import { Random } from "../../operands/random.js";
import { RequestError } from "../../tools/errors.js";
import { classOf } from "../accuracy.js";
import { sizeOf, type LabelledImages } from "../data/images.js";
import type { Network } from "../network/steps.js";
import { masterGrid, trainingArithmetic } from "./arithmetic.js";
import type { TrainingData } from "./data.js";
import { initialised } from "./initial.js";
import { bitsName, phaseAt } from "./low-bit/course.js";
import { placesOf, type LowBit } from "./low-bit/places.js";
import { crossEntropy } from "./loss.js";
import { Optimizer } from "./optimizer.js";
import { rateAt, type Run, type Settings } from "./settings.js";
import { TrainedNetwork } from "./trained-network.js";

/** What came of an epoch. Field names as in the JSON. */
export interface Epoch {
  /** Cross-entropy in nats, mean over the training images as they were learned from. */
  readonly loss: number;
  readonly training_percent: number;
  readonly test_percent: number;
  readonly seconds: number;
  /** By a recipe: `W1A1`, `float32`. */
  readonly bits?: string;
}

/** All that a training needs to go on after an epoch. */
export interface RunState {
  readonly epochs: readonly Epoch[];
  readonly steps: number;
  /** Of the optimizer, then the statistics. */
  readonly arrays: readonly Float32Array[];
}

/** What a training tells, as it goes. */
export type RunEvent =
  | { readonly kind: "progress"; readonly epoch: number; readonly share: number; readonly loss: number }
  | {
      readonly kind: "epoch";
      readonly state: RunState;
      /** The numbers that the network's file has, by name. */
      readonly numbers: ReadonlyMap<string, Float32Array>;
      /** Of each test image the class that was found. */
      readonly classes: Uint16Array;
    }
  | { readonly kind: "diverged"; readonly epoch: number; readonly why: string };

/** Milliseconds between two tellings of progress. */
const tellEvery = 200;

/** Trains a network. The same seed gives the same bits. */
export function* trainRun(
  network: Network,
  isTrained: boolean,
  settings: Settings,
  { design, seed, course }: Run,
  { training, test }: TrainingData,
  from: RunState | undefined,
): Generator<RunEvent> {
  const random = Random.seeded(seed);
  const first = isTrained ? network : initialised(network, random);
  const arithmetic = trainingArithmetic(design, settings.acc);
  const lowBit: LowBit | undefined = course && { places: placesOf(first, course), bits: null };
  const trained = new TrainedNetwork(first, arithmetic, settings.batch, lowBit);
  const master = settings.master === undefined ? undefined : masterGrid(settings.master);
  const optimizer = new Optimizer(trained.parameters, settings.method, arithmetic.grid, master);
  const arrays = [...optimizer.state, ...trained.statistics.map(({ values }) => values)];
  const learner = new Learner(trained, optimizer, settings, training, arithmetic.grid);
  const epochs = [...(from?.epochs ?? [])];
  if (from !== undefined) {
    from.arrays.forEach((values, at) => arrays[at]?.set(values));
    optimizer.restore(from.steps);
    learner.steps = from.steps;
  }
  const phaseOf = (epoch: number) =>
    course === undefined
      ? { phase: { bits: null, epochs: settings.epochs }, first: 0 }
      : phaseAt(course, epoch);
  const told = (classes: Uint16Array): RunEvent => {
    const all = [...trained.parameters, ...trained.statistics];
    return {
      kind: "epoch",
      state: { epochs: [...epochs], steps: learner.steps, arrays: arrays.map((values) => values.slice()) },
      numbers: new Map(all.map(({ name, values }) => [name, values.slice()])),
      classes,
    };
  };
  if (from !== undefined) {
    if (lowBit) lowBit.bits = phaseOf(epochs.length - 1).phase.bits;
    yield told(classesOf(trained, test, settings.batch));
  }
  const limit = largestNumber(arithmetic.grid.round);
  // Each epoch has an order of its own, which is found without those before it.
  const orders = Random.seeded((seed ^ 0x5eed) >>> 0);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const order = Random.seeded(orders.word());
    if (epoch < epochs.length) continue;
    const { phase, first: begin } = phaseOf(epoch);
    if (lowBit) lowBit.bits = phase.bits;
    if (epoch === begin && epoch > 0) {
      optimizer.restart();
      learner.steps = 0;
    }
    const start = performance.now();
    let last = start;
    try {
      for (const share of learner.epoch(epoch - begin, phase.epochs, order)) {
        const [now, why] = [performance.now(), diverged(trained, learner.loss, limit)];
        if (why !== undefined) {
          yield { kind: "diverged", epoch, why };
          return;
        }
        if (now - last < tellEvery) continue;
        last = now;
        yield { kind: "progress", epoch, share, loss: learner.meanLoss };
      }
    } catch (error) {
      // A kernel that takes finite numbers only.
      if (!(error instanceof RequestError)) throw error;
      yield { kind: "diverged", epoch, why: error.message };
      return;
    }
    const classes = classesOf(trained, test, settings.batch);
    epochs.push({
      loss: learner.meanLoss,
      training_percent: 100 * learner.rightShare,
      test_percent: (100 * classes.filter((one, image) => one === test.labels[image]).length) / test.count,
      seconds: (performance.now() - start) / 1000,
      ...(course && { bits: bitsName(phase.bits) }),
    });
    yield told(classes);
  }
}

/** Steps over the images of an epoch. */
class Learner {
  steps = 0;
  /** Of the last batch, an image. */
  loss = 0;
  #sum = 0;
  #right = 0;
  #seen = 0;

  constructor(
    private readonly trained: TrainedNetwork,
    private readonly optimizer: Optimizer,
    private readonly settings: Settings,
    private readonly images: LabelledImages,
    private readonly grid: Parameters<typeof crossEntropy>[3],
  ) {}

  get meanLoss(): number {
    return this.#sum / this.#seen;
  }

  get rightShare(): number {
    return this.#right / this.#seen;
  }

  /**
   * Yields after each step the share of the epoch that is done.
   * @param epoch of `epochs`, over which the rate falls
   */
  *epoch(epoch: number, epochs: number, random: Random): Generator<number> {
    const { batch, lossScale } = this.settings;
    const { count, shape } = this.images;
    const order = random.some(
      Array.from({ length: count }, (_, image) => image),
      count,
    );
    const input = new Float32Array(batch * sizeOf(shape));
    const gradient = new Float32Array(batch * this.trained.outputs);
    this.#sum = this.#right = this.#seen = 0;
    for (let at = 0; at < count; at += batch) {
      const chosen = order.slice(at, at + batch);
      const part = collect(this.images, chosen, input);
      const labels = chosen.map((image) => this.images.labels[image] ?? 0);
      const logits = this.trained.forward(part, chosen.length, true);
      const own = gradient.subarray(0, chosen.length * this.trained.outputs);
      const { sum, right } = crossEntropy(logits, labels, this.trained.outputs, this.grid, {
        gradient: own,
        scale: lossScale,
      });
      this.#sum += sum;
      this.#right += right;
      this.#seen += chosen.length;
      this.loss = sum / chosen.length;
      if (!Number.isFinite(sum)) {
        yield at / count;
        return;
      }
      this.trained.backward(part, chosen.length, own);
      const rate = rateAt(this.settings, (epoch + at / count) / epochs);
      this.optimizer.step(rate, chosen.length, lossScale);
      this.steps++;
      yield (at + chosen.length) / count;
    }
  }
}

/** Images one after the other, as floats. */
function collect(
  { values, shape }: LabelledImages,
  images: readonly number[],
  out: Float32Array,
): Float32Array {
  const size = sizeOf(shape);
  images.forEach((image, at) => {
    out.set(values.subarray(image * size, (image + 1) * size), at * size);
  });
  return out.subarray(0, images.length * size);
}

/** Of each image the class with the largest logit, of equal ones the first; one output is class 1's logit beside 0. */
function classesOf(trained: TrainedNetwork, images: LabelledImages, batch: number): Uint16Array {
  const input = new Float32Array(batch * sizeOf(images.shape));
  const found = new Uint16Array(images.count);
  const { outputs } = trained;
  for (let from = 0; from < images.count; from += batch) {
    const count = Math.min(batch, images.count - from);
    const chosen = Array.from({ length: count }, (_, at) => from + at);
    const logits = trained.forward(collect(images, chosen, input), count, false);
    for (let at = 0; at < count; at++)
      found[from + at] = outputs === 1 ? ((logits[at] ?? 0) > 0 ? 1 : 0) : classOf(logits, at, outputs);
  }
  return found;
}

/** The largest number of a format, at which all beyond it end up. */
function largestNumber(round: ((values: Float32Array) => void) | undefined): number {
  if (round === undefined) return Infinity;
  const largest = Float32Array.of(2 ** 127);
  round(largest);
  return largest[0] ?? Infinity;
}

/** In nats, an image of a batch: e^−10,000 is the likelihood of its class. No training comes back from there. */
const mostLoss = 1e4;

/** Why a training cannot go on; undefined: it can. */
function diverged(trained: TrainedNetwork, loss: number, limit: number): string | undefined {
  if (!(loss < mostLoss)) return `the loss is ${loss}`;
  for (const { name, values } of trained.parameters)
    for (const value of values)
      if (!(Math.abs(value) < limit))
        return Number.isFinite(value)
          ? `${name} has reached ${value}, the format's largest number`
          : `${name} has become ${value}`;
  return undefined;
}
