import { basename } from "node:path";
import { RequestError } from "../../tools/errors.js";
import type { LabelledImages } from "./images.js";
import { readFile } from "../../tools/read-file.js";

/** A NumPy array of numbers. */
interface Numbers {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/**
 * Images (first axis: which one) and their classes, from two NumPy files.
 * @throws {RequestError} a file is no such array, or they do not fit each other
 */
export function readNpy(imagesPath: string, labelsPath: string): LabelledImages {
  const images = parseNpy(readFile(imagesPath), imagesPath);
  const labels = parseNpy(readFile(labelsPath), labelsPath);
  const [count = 0, ...shape] = images.shape;
  if (shape.length === 0)
    throw new RequestError(`${imagesPath} has one axis; images need one for which image, and others`);
  if (labels.shape.length !== 1 || labels.shape[0] !== count)
    throw new RequestError(
      `${labelsPath} has the shape (${labels.shape.join(", ")}), but there are ${count} images`,
    );
  return {
    name: basename(imagesPath),
    count,
    shape,
    values: images.values instanceof Uint8Array ? images.values : Float32Array.from(images.values),
    labels: classes(labels.values, labelsPath),
  };
}

/** @throws {RequestError} a label is no class */
export function classes(labels: ArrayLike<number>, path: string): Uint16Array {
  const found = Uint16Array.from(labels);
  for (let at = 0; at < labels.length; at++)
    if (found[at] !== labels[at])
      throw new RequestError(`${path}: label ${at} is ${labels[at]}; classes are whole numbers from 0`);
  return found;
}

type Reader = (view: DataView, at: number) => number;

/** By NumPy's names. One byte has no order; of the others, little endian is read. */
const types: Readonly<Record<string, readonly [bytes: number, read: Reader]>> = {
  "|u1": [1, (view, at) => view.getUint8(at)],
  "|i1": [1, (view, at) => view.getInt8(at)],
  "|b1": [1, (view, at) => view.getUint8(at)],
  "<u2": [2, (view, at) => view.getUint16(at, true)],
  "<i2": [2, (view, at) => view.getInt16(at, true)],
  "<u4": [4, (view, at) => view.getUint32(at, true)],
  "<i4": [4, (view, at) => view.getInt32(at, true)],
  "<u8": [8, (view, at) => Number(view.getBigUint64(at, true))],
  "<i8": [8, (view, at) => Number(view.getBigInt64(at, true))],
  "<f4": [4, (view, at) => view.getFloat32(at, true)],
  "<f8": [8, (view, at) => view.getFloat64(at, true)],
};

function parseNpy(bytes: Buffer, path: string): Numbers {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== "\x93NUMPY")
    throw new RequestError(`${path} is no NumPy file (.npy)`);
  const isFirst = bytes[6] === 1;
  const start = isFirst ? 10 : 12;
  const length = isFirst ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const header = bytes.toString("latin1", start, start + length);
  const descr = /'descr': '([^']*)'/.exec(header)?.[1];
  const lengths = /'shape': \(([^)]*)\)/.exec(header)?.[1];
  if (descr === undefined || lengths === undefined)
    throw new RequestError(`${path} is no NumPy file of plain numbers`);
  if (header.includes("'fortran_order': True"))
    throw new RequestError(`${path} is in Fortran's order; save it in C's: numpy.ascontiguousarray`);
  const type = types[descr];
  if (type === undefined)
    throw new RequestError(`${path} has entries of type ${descr}; ${Object.keys(types).join(", ")} are read`);
  const shape = lengths
    .split(",")
    .filter((text) => text.trim() !== "")
    .map(Number);
  return { shape, values: entries(bytes.subarray(start + length), shape, type, path) };
}

function entries(
  data: Buffer,
  shape: readonly number[],
  [size, read]: readonly [number, Reader],
  path: string,
): ArrayLike<number> {
  const count = shape.reduce((product, length) => product * length, 1);
  if (data.length !== count * size)
    throw new RequestError(
      `${path} says it has ${count * size} bytes of data (${shape.join("×")}), and has ${data.length}`,
    );
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const isBytes = read === types["|u1"]?.[1];
  const values = isBytes ? new Uint8Array(count) : new Float64Array(count);
  for (let at = 0; at < count; at++) values[at] = read(view, at * size);
  return values;
}
