import type { Random } from "../../operands/random.js";
import { sizeOf, type LabelledImages } from "../data/images.js";
import { collect } from "./classes.js";
import { crossEntropy } from "./loss.js";
import type { Optimizer } from "./optimizer.js";
import { rateAt, type Settings } from "./settings.js";
import type { TrainedNetwork } from "./trained-network.js";

/** Steps over the images of an epoch. */
export class Learner {
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
      const part = collect(this.images, chosen, input, this.trained.own(chosen.length));
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
      this.trained.backward(chosen.length, own);
      const rate = rateAt(this.settings, (epoch + at / count) / epochs);
      this.optimizer.step(rate, chosen.length, lossScale);
      this.steps++;
      yield (at + chosen.length) / count;
    }
  }
}
