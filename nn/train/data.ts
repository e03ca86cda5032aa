import { RequestError } from "../../tools/errors.js";
import { firstImages, sizeOf, type LabelledImages } from "../data/images.js";
import { openImages, openTrainingImages } from "../data/open.js";

/** Images to learn from, and others to measure by. */
export interface TrainingData {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
}

/** Of data in one part, every so manieth image is a test image. */
const testEvery = 5;

/** Kinds that have one part only. */
const inOnePart = /^(csv|npy|built-in)(:|$)/;

/**
 * A data set's training and test images. One that has one part is split: every fifth image is a test image.
 * @param text as `--data` has it @param testText test images of another set
 * @throws {RequestError} there are no training images, or they cannot be read
 */
export function trainingData(
  text: string,
  testText: string | undefined,
  most: { readonly training?: number; readonly test?: number },
): TrainingData {
  const { training, test } = parts(text, testText);
  const few = firstImages(training, most.training ?? Infinity);
  if (few.count < 2)
    throw new RequestError(`${training.name}: ${few.count} images are too few to train with`);
  return { training: few, test: firstImages(test, most.test ?? Infinity) };
}

function parts(text: string, testText: string | undefined): TrainingData {
  const training = openTrainingImages(text);
  if (training !== undefined) return { training, test: openImages(testText ?? text) };
  if (!inOnePart.test(text))
    throw new RequestError(`${text} has no training images; name a folder that has them, ${text}:FOLDER`);
  const all = openImages(text);
  if (testText !== undefined) return { training: all, test: openImages(testText) };
  if (all.count < testEvery)
    throw new RequestError(`${all.name}: ${all.count} images are too few to train with`);
  const isTest = (image: number): boolean => image % testEvery === testEvery - 1;
  return {
    training: chosen(all, (image) => !isTest(image), `four of five of ${all.name}`),
    test: chosen(all, isTest, `every fifth of ${all.name}`),
  };
}

function chosen(
  { shape, values, labels, count }: LabelledImages,
  takes: (image: number) => boolean,
  name: string,
): LabelledImages {
  const images = Array.from({ length: count }, (_, image) => image).filter(takes);
  const size = sizeOf(shape);
  const made =
    values instanceof Uint8Array
      ? new Uint8Array(images.length * size)
      : new Float32Array(images.length * size);
  images.forEach((image, at) => {
    made.set(values.subarray(image * size, (image + 1) * size), at * size);
  });
  return {
    name,
    count: images.length,
    shape,
    values: made,
    labels: Uint16Array.from(images, (image) => labels[image] ?? 0),
  };
}
