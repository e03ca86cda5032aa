import { Random } from "../../operands/random.js";
import { NotFinite } from "../kernels/run/not-finite.js";
import type { Network } from "../network/steps.js";
import { masterGrid, trainingArithmetic } from "./arithmetic.js";
import { classesOf } from "./classes.js";
import { alone, CrewStopped, type Crew } from "./crew.js";
import type { TrainingData } from "./data.js";
import { Divergence } from "./divergence.js";
import { initialised } from "./initial.js";
import { Learner } from "./learner.js";
import { bitsName, phaseAt, type Course, type Phase } from "./low-bit/course.js";
import { placesOf, type LowBit } from "./low-bit/places.js";
import { Optimizer } from "./optimizer.js";
import type { Epoch, RunEvent, RunState } from "./run-events.js";
import type { Run, Settings } from "./settings.js";
import { TrainedNetwork } from "./trained-network.js";

/** What a kernel that takes finite numbers only has met: an operand's, a weight's or a result's, whichever thread's was first. */
const notFinite = "a number has become infinite or none (NaN); the arithmetic takes finite numbers only";

/** Milliseconds between two tellings of progress. */
const tellEvery = 200;

/** One training: a network, what it learns by, and how far it has come. */
export class Training {
  readonly #crew: Crew;
  readonly #settings: Settings;
  readonly #data: TrainingData;
  readonly #course: Course | undefined;
  readonly #lowBit: LowBit | undefined;
  readonly #trained: TrainedNetwork;
  readonly #optimizer: Optimizer;
  readonly #learner: Learner;
  readonly #divergence: Divergence;
  /** All that changes: of the optimizer, then the statistics. */
  readonly #arrays: readonly Float32Array[];
  /** Each epoch has an order of its own, which is found without those before it. */
  readonly #orders: readonly number[];
  #epochs: readonly Epoch[] = [];
  /** Of the test images, after the last epoch. */
  #classes = new Uint16Array(0);

  constructor(
    network: Network,
    isTrained: boolean,
    settings: Settings,
    { design, seed, course }: Run,
    data: TrainingData,
    crew: Crew = alone,
  ) {
    const first = isTrained ? network : initialised(network, Random.seeded(seed));
    const arithmetic = trainingArithmetic(design, settings.acc);
    const { grid } = arithmetic;
    const master = settings.master === undefined ? undefined : masterGrid(settings.master);
    this.#crew = crew;
    this.#settings = settings;
    this.#data = data;
    this.#course = course;
    this.#lowBit = course && { places: placesOf(first, course), bits: null };
    this.#trained = new TrainedNetwork(first, arithmetic, settings.batch, this.#lowBit, crew);
    const { parameters, workshop } = this.#trained;
    this.#optimizer = new Optimizer(parameters, settings.method, grid, master, workshop);
    this.#learner = new Learner(this.#trained, this.#optimizer, settings, data.training, grid);
    this.#divergence = new Divergence(this.#trained.parameters, grid);
    this.#arrays = [...this.#optimizer.state, ...this.#trained.statistics.map(({ values }) => values)];
    const orders = Random.seeded((seed ^ 0x5eed) >>> 0);
    this.#orders = Array.from({ length: settings.epochs }, () => orders.word());
  }

  /** Takes up what a training had come to. */
  restore({ epochs, steps, arrays }: RunState): void {
    if (this.#crew.leads) arrays.forEach((values, at) => this.#arrays[at]?.set(values));
    this.#optimizer.restore(steps);
    this.#learner.steps = steps;
    this.#epochs = epochs;
    this.#useBits(this.#phaseOf(epochs.length - 1).phase);
    this.#classes = this.#classesNow();
  }

  /** How far it has come. */
  told(): RunEvent {
    const all = [...this.#trained.parameters, ...this.#trained.statistics];
    return {
      kind: "epoch",
      state: {
        epochs: this.#epochs,
        steps: this.#learner.steps,
        arrays: this.#arrays.map((values) => values.slice()),
      },
      numbers: new Map(all.map(({ name, values }) => [name, values.slice()])),
      classes: this.#classes,
    };
  }

  /** Learns from every image once, and finds the classes of the test images. @returns why it cannot go on */
  *epoch(epoch: number): Generator<RunEvent, string | undefined> {
    const { phase, first } = this.#phaseOf(epoch);
    this.#useBits(phase);
    const start = performance.now();
    try {
      // What came of the last epoch is told. Another thread may have left already, and stopped, before this one wakes.
      this.#crew.meet();
      if (epoch === first && epoch > 0) this.#restart();
      const why = yield* this.#learn(epoch, first, phase);
      if (why !== undefined) return why;
      this.#classes = this.#classesNow();
    } catch (error) {
      if (error instanceof NotFinite) this.#crew.stop();
      else if (!(error instanceof CrewStopped)) throw error;
      return notFinite;
    }
    const { labels, count } = this.#data.test;
    const right = this.#classes.filter((one, image) => one === labels[image]).length;
    const done: Epoch = {
      loss: this.#learner.meanLoss,
      training_percent: 100 * this.#learner.rightShare,
      test_percent: (100 * right) / count,
      seconds: (performance.now() - start) / 1000,
      ...(this.#course && { bits: bitsName(phase.bits) }),
    };
    this.#epochs = [...this.#epochs, done];
    return undefined;
  }

  /** @param first the phase's first epoch */
  *#learn(epoch: number, first: number, { epochs }: Phase): Generator<RunEvent, string | undefined> {
    const learner = this.#learner;
    let last = performance.now();
    for (const share of learner.epoch(epoch - first, epochs, Random.seeded(this.#orders[epoch] ?? 0))) {
      const why = this.#divergence.why(learner.loss);
      if (why !== undefined) return why;
      const now = performance.now();
      if (now - last < tellEvery) continue;
      last = now;
      yield { kind: "progress", epoch, share, loss: learner.meanLoss };
    }
    return undefined;
  }

  /** The rate falls anew, and momentum begins at 0. */
  #restart(): void {
    this.#optimizer.restart();
    this.#learner.steps = 0;
  }

  /** Without a recipe all epochs are one phase. */
  #phaseOf(epoch: number): { readonly phase: Phase; readonly first: number } {
    if (this.#course === undefined) return { phase: { bits: null, epochs: this.#settings.epochs }, first: 0 };
    return phaseAt(this.#course, epoch);
  }

  #useBits({ bits }: Phase): void {
    if (this.#lowBit !== undefined) this.#lowBit.bits = bits;
  }

  #classesNow(): Uint16Array<ArrayBuffer> {
    return classesOf(this.#trained, this.#data.test, this.#settings.batch);
  }
}
