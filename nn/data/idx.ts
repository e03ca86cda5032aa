import { RequestError } from "../../tools/errors.js";
import type { LabelledImages } from "./images.js";
import { findFile, readFile } from "../../tools/read-file.js";

/*
 * IDX, as MNIST comes: big endian.
 *
 *   0 0 8 d   unsigned bytes in d dimensions
 *   d × u32   their lengths
 *   bytes     the last dimension fastest
 */

/**
 * The images and labels of a folder in MNIST's layout, under MNIST's names.
 * @throws {RequestError} a file is missing, is no IDX file of bytes, or does not fit the other
 */
export function readIdxFolder(folder: string, part: "t10k" | "train", name: string): LabelledImages {
  const imagesPath = findFile(folder, namesOf(part, "images", 3));
  const labelsPath = findFile(folder, namesOf(part, "labels", 1));
  const images = parseIdx(readFile(imagesPath), imagesPath, 3);
  const labels = parseIdx(readFile(labelsPath), labelsPath, 1);
  const [count = 0, rows = 0, columns = 0] = images.lengths;
  if (labels.lengths[0] !== count)
    throw new RequestError(`${labelsPath} has ${labels.lengths[0]} labels, but there are ${count} images`);
  return {
    name,
    count,
    shape: [1, rows, columns],
    values: images.bytes,
    labels: Uint16Array.from(labels.bytes),
  };
}

/** The usual names: with a hyphen, or with a dot as some unpackers write it. */
export const namesOf = (part: string, what: "images" | "labels", dimensions: number): string[] =>
  ["-", "."].map((mark) => `${part}-${what}${mark}idx${dimensions}-ubyte`);

function parseIdx(bytes: Buffer, path: string, dimensions: number): { lengths: number[]; bytes: Uint8Array } {
  const start = 4 + 4 * dimensions;
  if (bytes.length < start || bytes.readUInt32BE(0) !== (8 << 8) + dimensions)
    throw new RequestError(`${path} is no IDX file of bytes in ${dimensions} dimensions`);
  const lengths = Array.from({ length: dimensions }, (_, at) => bytes.readUInt32BE(4 + 4 * at));
  const size = lengths.reduce((product, length) => product * length, 1);
  if (bytes.length !== start + size)
    throw new RequestError(
      `${path} says it has ${lengths.join("×")} bytes of data, and has ${bytes.length - start}`,
    );
  return { lengths, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset + start, size) };
}
