import { classOf } from "../accuracy.js";
import { sizeOf, type LabelledImages } from "../data/images.js";
import type { Range } from "./crew.js";
import type { TrainedNetwork } from "./trained-network.js";

/** Images one after the other, as floats. @param own which of them are wanted; others' places are left as they are */
export function collect(
  { values, shape }: LabelledImages,
  images: readonly number[],
  out: Float32Array,
  own: Range,
): Float32Array {
  const size = sizeOf(shape);
  for (let at = own.from; at < own.to; at++) {
    const image = images[at] ?? 0;
    out.set(values.subarray(image * size, (image + 1) * size), at * size);
  }
  return out.subarray(0, images.length * size);
}

/** Of each image the class with the largest logit, of equal ones the first; one output is class 1's logit beside 0. */
export function classesOf(
  trained: TrainedNetwork,
  images: LabelledImages,
  batch: number,
): Uint16Array<ArrayBuffer> {
  const input = new Float32Array(batch * sizeOf(images.shape));
  const found = new Uint16Array(images.count);
  const { outputs } = trained;
  for (let from = 0; from < images.count; from += batch) {
    const count = Math.min(batch, images.count - from);
    const chosen = Array.from({ length: count }, (_, at) => from + at);
    const logits = trained.forward(collect(images, chosen, input, trained.own(count)), count, false);
    for (let at = 0; at < count; at++)
      found[from + at] = outputs === 1 ? ((logits[at] ?? 0) > 0 ? 1 : 0) : classOf(logits, at, outputs);
    trained.workshop.crew.meet();
  }
  return found;
}
