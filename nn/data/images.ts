/** Images, or rows of features, each with the class that it belongs to. */
export interface LabelledImages {
  /** For a person: `fashion-mnist test images`. */
  readonly name: string;
  readonly count: number;
  /** Of one image: channels, rows, columns; of a row of features its length. */
  readonly shape: readonly number[];
  /** Raw, one image after the other; no preprocessing. */
  readonly values: Uint8Array | Float32Array;
  /** Classes, from 0. */
  readonly labels: Uint16Array;
}

/** Values in an image of this shape. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** For messages: `1×28×28`. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 0 ? "one number" : shape.join("×");

/** Puts several files of one data set together. */
export function joined(name: string, parts: readonly LabelledImages[]): LabelledImages {
  const [first] = parts;
  if (first === undefined) throw new RangeError("nothing to join");
  const values = new Uint8Array(parts.reduce((length, part) => length + part.values.length, 0));
  const labels = new Uint16Array(parts.reduce((length, part) => length + part.count, 0));
  let at = 0;
  let image = 0;
  for (const part of parts) {
    values.set(part.values, at);
    labels.set(part.labels, image);
    at += part.values.length;
    image += part.count;
  }
  return { name, count: labels.length, shape: first.shape, values, labels };
}

/** The first images, by that name; all of them where there are no more. */
export const firstImages = (images: LabelledImages, most: number): LabelledImages => {
  if (most >= images.count) return images;
  const { name, shape, values, labels } = images;
  return {
    name: `the first ${most.toLocaleString("en-US")} of ${name}`,
    count: most,
    shape,
    values: values.subarray(0, most * sizeOf(shape)),
    labels: labels.subarray(0, most),
  };
};

/** Images that threads read without copies of their own. */
export function inSharedMemory(images: LabelledImages): LabelledImages {
  const { values } = images;
  if (values.buffer instanceof SharedArrayBuffer) return images;
  const memory = new SharedArrayBuffer(values.byteLength);
  const shared = values instanceof Uint8Array ? new Uint8Array(memory) : new Float32Array(memory);
  shared.set(values);
  return { ...images, values: shared };
}
