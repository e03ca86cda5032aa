import type { PbfReader } from "pbf";
import { RequestError } from "../../tools/errors.js";
import { fields } from "./onnx-fields.js";
import { elementTypes as types } from "./onnx-model.js";
import { sizeOf, type Tensor } from "./tensor.js";

const { tensor: field } = fields;

/** TensorProto, as far as it is read. */
interface RawTensor {
  name: string;
  dims: number[];
  type: number;
  floats: number[];
  ints: number[];
  longs: number[];
  doubles: number[];
  raw?: Uint8Array;
  isElsewhere: boolean;
}

/**
 * Reads a TensorProto up to `end`.
 * @throws {RequestError} its numbers stand in another file, are of a type that is not read, or do not fit its shape
 */
export function readTensor(pbf: PbfReader, end: number): { name: string; tensor: Tensor } {
  const raw: RawTensor = {
    name: "",
    dims: [],
    type: 0,
    floats: [],
    ints: [],
    longs: [],
    doubles: [],
    isElsewhere: false,
  };
  pbf.readFields(readField, raw, end);
  return { name: raw.name, tensor: { shape: raw.dims, values: valuesOf(raw) } };
}

function readField(tag: number, raw: RawTensor, pbf: PbfReader): void {
  if (tag === field.dims) pbf.readPackedVarint(raw.dims, true);
  else if (tag === field.type) raw.type = pbf.readVarint();
  else if (tag === field.floats) pbf.readPackedFloat(raw.floats);
  else if (tag === field.ints) pbf.readPackedVarint(raw.ints, true);
  else if (tag === field.longs) pbf.readPackedVarint(raw.longs, true);
  else if (tag === field.name) raw.name = pbf.readString();
  else if (tag === field.raw) raw.raw = pbf.readBytes();
  else if (tag === field.doubles) pbf.readPackedDouble(raw.doubles);
  else if (tag === field.externalData) raw.isElsewhere = true;
}

type Read = (view: DataView, at: number) => number;

/** How each type stands in `raw_data`, little endian, and whether it counts as an integer. */
const layouts: Readonly<Record<number, { bytes: number; read: Read; isInteger: boolean }>> = {
  [types.float]: { bytes: 4, read: (view, at) => view.getFloat32(at, true), isInteger: false },
  [types.double]: { bytes: 8, read: (view, at) => view.getFloat64(at, true), isInteger: false },
  [types.uint8]: { bytes: 1, read: (view, at) => view.getUint8(at), isInteger: true },
  [types.int8]: { bytes: 1, read: (view, at) => view.getInt8(at), isInteger: true },
  [types.uint16]: { bytes: 2, read: (view, at) => view.getUint16(at, true), isInteger: true },
  [types.int16]: { bytes: 2, read: (view, at) => view.getInt16(at, true), isInteger: true },
  [types.int32]: { bytes: 4, read: (view, at) => view.getInt32(at, true), isInteger: true },
  [types.int64]: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)), isInteger: true },
  [types.bool]: { bytes: 1, read: (view, at) => view.getUint8(at), isInteger: true },
};

function valuesOf(raw: RawTensor): Float32Array | Float64Array {
  const blame = (what: string): RequestError => new RequestError(`tensor '${raw.name}' ${what}`);
  if (raw.isElsewhere) throw blame("stands in another file; save the network as one");
  const layout = layouts[raw.type];
  if (layout === undefined) throw blame(`has numbers of a type that is not read (${raw.type})`);
  if (raw.dims.some((length) => length < 0)) throw blame(`has the shape ${raw.dims.join("×")}`);
  const count = sizeOf(raw.dims);
  const given = [raw.floats, raw.ints, raw.longs, raw.doubles].find((list) => list.length > 0) ?? [];
  const has = raw.raw === undefined ? given.length : raw.raw.length / layout.bytes;
  if (has !== count) throw blame(`has ${has} numbers, and its shape says ${raw.dims.join("×")}`);
  const values = layout.isInteger ? new Float64Array(count) : new Float32Array(count);
  if (raw.raw === undefined) values.set(given);
  else {
    const view = new DataView(raw.raw.buffer, raw.raw.byteOffset, raw.raw.length);
    for (let at = 0; at < count; at++) values[at] = layout.read(view, at * layout.bytes);
  }
  return values;
}
