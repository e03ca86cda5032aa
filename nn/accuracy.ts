/** Logits of some images, and the classes that are right. */
export interface Scored {
  readonly logits: Float32Array;
  readonly classes: number;
  readonly labels: Uint16Array;
}

/** How well a network classifies on one arithmetic. Field names as in the JSON. */
export interface Accuracy {
  readonly images: number;
  readonly top1_percent: number;
  /** Null with five classes or fewer. */
  readonly top5_percent: number | null;
  /** Of `top1_percent`: √(p (1 − p) / images). */
  readonly standard_error_percent: number;
  /** `top1_percent` less that of float32 on the same images. */
  readonly delta_points: number;
  /** Images of which both say the same class. */
  readonly agreement_percent: number;
  /** Root mean square of the logits' differences to those of float32. */
  readonly logit_rmse: number;
}

/** The class of an image: the largest logit, of equal ones the first. NaN is never the largest. */
export function classOf(logits: Float32Array, image: number, classes: number): number {
  const first = image * classes;
  let best = 0;
  for (let at = 1; at < classes; at++) {
    const [value, most] = [logits[first + at] ?? NaN, logits[first + best] ?? NaN];
    if (value > most || (Number.isNaN(most) && !Number.isNaN(value))) best = at;
  }
  return best;
}

const classesOf = ({ logits, classes, labels }: Scored): number[] =>
  Array.from(labels, (_, image) => classOf(logits, image, classes));

/**
 * The accuracy of some logits beside float32's of the same images.
 * @throws {RangeError} there are no images
 */
export function accuracyOf(scored: Scored, float32: Scored): Accuracy {
  const { labels, classes } = scored;
  const images = labels.length;
  if (images === 0) throw new RangeError("nothing was measured");
  const found = classesOf(scored);
  const reference = classesOf(float32);
  const share = shareOf(found, (one, image) => one === labels[image]);
  const referenceShare = shareOf(reference, (one, image) => one === labels[image]);
  const five = shareOf(found, (_, image) => rankOf(scored, image) < 5);
  return {
    images,
    top1_percent: 100 * share,
    top5_percent: classes > 5 ? 100 * five : null,
    standard_error_percent: 100 * Math.sqrt((share * (1 - share)) / images),
    delta_points: 100 * (share - referenceShare),
    agreement_percent: 100 * shareOf(found, (one, image) => one === reference[image]),
    logit_rmse: rootMeanSquare(scored.logits, float32.logits),
  };
}

const shareOf = (found: readonly number[], holds: (one: number, image: number) => boolean): number =>
  found.filter(holds).length / found.length;

/** How many classes come before the right one. */
function rankOf({ logits, classes, labels }: Scored, image: number): number {
  const label = labels[image] ?? 0;
  const own = logits[image * classes + label] ?? NaN;
  if (Number.isNaN(own)) return classes;
  let before = 0;
  for (let at = 0; at < classes; at++) {
    const value = logits[image * classes + at] ?? NaN;
    if (value > own || (value === own && at < label)) before++;
  }
  return before;
}

function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return Math.sqrt(sum / a.length);
}
