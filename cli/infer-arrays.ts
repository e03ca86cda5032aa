import { classOf } from "../nn/accuracy.js";
import { npyFile } from "../tools/npy.js";

/** The logits of a row as a NumPy file: float32, images × classes. */
export function logitsFile(logits: Float32Array, classes: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(logits.length * 4));
  logits.forEach((logit, at) => {
    bytes.setFloat32(4 * at, logit, true);
  });
  return npyFile("<f4", [logits.length / classes, classes], new Uint8Array(bytes.buffer));
}

/** The class of each image as a NumPy file: a byte, or two where there are more than 256 classes. */
export function predictionsFile(logits: Float32Array, classes: number): Uint8Array {
  const images = logits.length / classes;
  return classesFile(
    Array.from({ length: images }, (_, image) => classOf(logits, image, classes)),
    classes,
  );
}

/** The same of classes that are known. @param classes how many there are */
export function classesFile(found: ArrayLike<number>, classes: number): Uint8Array {
  const images = found.length;
  const isWide = classes > 256;
  const bytes = new Uint8Array(images * (isWide ? 2 : 1));
  const view = new DataView(bytes.buffer);
  for (let image = 0; image < images; image++) {
    if (isWide) view.setUint16(2 * image, found[image] ?? 0, true);
    else view.setUint8(image, found[image] ?? 0);
  }
  return npyFile(isWide ? "<u2" : "|u1", [images], bytes);
}
