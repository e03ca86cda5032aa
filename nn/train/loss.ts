import { narrowOf, type Grid } from "./sums.js";

/** What came of a batch. */
export interface Loss {
  /** Of all its images, in nats. */
  readonly sum: number;
  readonly right: number;
}

/**
 * Cross-entropy of classes. Shares (softmax) and logarithms are computed in double; each gradient, share less 1 or 0, is
 * then rounded once. A network with one output says how likely class 1 is: its outputs are taken for 0 and the logit.
 * @param gradient where gradients of the logits go, times `scale`; undefined: they are not wanted
 * @param scale a power of two
 */
export function crossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number>,
  outputs: number,
  grid: Grid,
  { gradient, scale = 1 }: { readonly gradient?: Float32Array; readonly scale?: number } = {},
): Loss {
  const narrow = narrowOf(grid);
  let [sum, right] = [0, 0];
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image] ?? 0;
    const all = logits.subarray(image * outputs, (image + 1) * outputs);
    const values = outputs === 1 ? [0, all[0] ?? 0] : all;
    let largest = -Infinity;
    let best = 0;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? 0;
      if (value > largest) [largest, best] = [value, at];
      if (Number.isNaN(value)) largest = NaN;
    }
    let total = 0;
    for (const value of values) total += Math.exp(value - largest);
    sum += Math.log(total) - ((values[label] ?? 0) - largest);
    if (best === label) right++;
    if (gradient === undefined) continue;
    const first = outputs === 1 ? 1 : 0;
    for (let at = first; at < values.length; at++) {
      const difference = Math.exp((values[at] ?? 0) - largest) / total - (at === label ? 1 : 0);
      gradient[image * outputs + at - first] = narrow(difference * scale);
    }
  }
  if (gradient !== undefined) grid.round?.(gradient.subarray(0, labels.length * outputs));
  return { sum, right };
}
