import { RequestError } from "../../tools/errors.js";
import { joined, type LabelledImages } from "./images.js";
import { findFile, hasFile, readFile } from "../../tools/read-file.js";

/** Of an image: red, green and blue planes of 32 × 32. */
const shape = [3, 32, 32] as const;
const pixels = 3 * 32 * 32;
const record = 1 + pixels;

/**
 * CIFAR-10's "binary version": records of a label and 3,072 bytes.
 * @param part of the training images, whatever batches there are
 * @throws {RequestError} a file is missing or has another length
 */
export function readCifar(folder: string, part: "test" | "train"): LabelledImages {
  if (part === "test") return readBatch(findFile(folder, ["test_batch.bin"]), "cifar10 test images");
  const there = trainingBatches.filter((name) => hasFile(folder, [name]));
  const name = "cifar10 training images";
  return joined(
    name,
    there.map((batch) => readBatch(findFile(folder, [batch]), name)),
  );
}

const trainingBatches = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);

export const hasCifarTraining = (folder: string): boolean =>
  trainingBatches.some((name) => hasFile(folder, [name]));

function readBatch(path: string, name: string): LabelledImages {
  const bytes = readFile(path);
  const count = bytes.length / record;
  if (!Number.isInteger(count) || count === 0)
    throw new RequestError(
      `${path} is no CIFAR-10 batch: ${bytes.length} bytes are not a number of records of ${record}`,
    );
  const values = new Uint8Array(count * pixels);
  const labels = new Uint16Array(count);
  for (let image = 0; image < count; image++) {
    labels[image] = bytes[image * record] ?? 0;
    values.set(bytes.subarray(image * record + 1, (image + 1) * record), image * pixels);
  }
  return { name, count, shape, values, labels };
}
