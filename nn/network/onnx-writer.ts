import { PbfWriter } from "pbf";
import { attributeTypes, fields } from "./onnx-fields.js";
import { elementTypes } from "./onnx-model.js";

/** A number, a text, a list of integers, or of floats where one says so: an attribute's value. */
export type Attribute = number | string | readonly number[] | { readonly floats: readonly number[] };

/** A layer: what it does, its inputs by name, its output, its attributes. Whole numbers are integers. */
export interface WrittenNode {
  readonly op: string;
  /** Default: ONNX's own. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface WrittenTensor {
  readonly shape: readonly number[];
  /** float32; with `isInteger` int64, or of the type named. */
  readonly values: ArrayLike<number>;
  readonly isInteger?: boolean;
  readonly type?: "int8" | "uint8" | "int32";
}

/** A network to write. */
export interface WrittenNetwork {
  readonly input: { readonly name: string; readonly shape: readonly (number | string)[] };
  readonly output: { readonly name: string; readonly shape: readonly (number | string)[] };
  readonly nodes: readonly WrittenNode[];
  readonly tensors: Readonly<Record<string, WrittenTensor>>;
  readonly opset?: number;
}

/** An ONNX file, IR version 7, opset 13 unless another is named. */
export function writeOnnx(network: WrittenNetwork): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(fields.model.irVersion, 7);
  pbf.writeStringField(fields.model.producer, "tapir");
  pbf.writeMessage(fields.model.graph, writeGraph, network);
  pbf.writeMessage(fields.model.opset, writeOpset, { domain: "", version: network.opset ?? 13 });
  for (const domain of new Set(network.nodes.flatMap((node) => node.domain ?? [])))
    pbf.writeMessage(fields.model.opset, writeOpset, { domain, version: 1 });
  return pbf.finish();
}

function writeOpset({ domain, version }: { domain: string; version: number }, pbf: PbfWriter): void {
  pbf.writeStringField(fields.opset.domain, domain);
  pbf.writeVarintField(fields.opset.version, version);
}

function writeGraph(network: WrittenNetwork, pbf: PbfWriter): void {
  const { graph: field } = fields;
  for (const node of network.nodes) pbf.writeMessage(field.node, writeNode, node);
  pbf.writeStringField(field.name, "network");
  for (const [name, tensor] of Object.entries(network.tensors))
    pbf.writeMessage(field.initializer, writeTensor, { name, tensor });
  pbf.writeMessage(field.input, writeValue, network.input);
  pbf.writeMessage(field.output, writeValue, network.output);
}

function writeNode({ op, domain, inputs, output, name, attributes = {} }: WrittenNode, pbf: PbfWriter): void {
  const { node: field } = fields;
  for (const input of inputs) pbf.writeStringField(field.input, input);
  pbf.writeStringField(field.output, output);
  pbf.writeStringField(field.name, name ?? output);
  pbf.writeStringField(field.op, op);
  if (domain !== undefined) pbf.writeStringField(field.domain, domain);
  for (const [key, value] of Object.entries(attributes))
    pbf.writeMessage(field.attribute, writeAttribute, { key, value });
}

function writeAttribute({ key, value }: { key: string; value: Attribute }, pbf: PbfWriter): void {
  const { attribute: field } = fields;
  pbf.writeStringField(field.name, key);
  let type: number;
  if (typeof value === "string") {
    type = attributeTypes.text;
    pbf.writeStringField(field.text, value);
  } else if (typeof value === "number") {
    type = attributeTypes.int;
    pbf.writeVarintField(field.int, value);
  } else if ("floats" in value) {
    const [only] = value.floats;
    type = value.floats.length === 1 ? attributeTypes.float : attributeTypes.floats;
    if (value.floats.length === 1) pbf.writeFloatField(field.float, only ?? 0);
    else pbf.writePackedFloat(field.floats, [...value.floats]);
  } else {
    type = attributeTypes.ints;
    pbf.writePackedVarint(field.ints, [...value]);
  }
  pbf.writeVarintField(field.type, type);
}

function writeTensor({ name, tensor }: { name: string; tensor: WrittenTensor }, pbf: PbfWriter): void {
  const { tensor: field } = fields;
  pbf.writePackedVarint(field.dims, [...tensor.shape]);
  const type = tensor.type ?? (tensor.isInteger === true ? "int64" : "float");
  pbf.writeVarintField(field.type, elementTypes[type]);
  pbf.writeStringField(field.name, name);
  if (tensor.type !== undefined) pbf.writeBytesField(field.raw, integerBytes(tensor.values, tensor.type));
  else if (type === "int64") pbf.writePackedVarint(field.longs, Array.from(tensor.values));
  else pbf.writeBytesField(field.raw, littleEndian(tensor.values));
}

function integerBytes(values: ArrayLike<number>, type: "int8" | "uint8" | "int32"): Uint8Array {
  if (type !== "int32") return Uint8Array.from(values, (value) => value & 255);
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (let at = 0; at < values.length; at++) bytes.setInt32(4 * at, values[at] ?? 0, true);
  return new Uint8Array(bytes.buffer);
}

function littleEndian(values: ArrayLike<number>): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (let at = 0; at < values.length; at++) bytes.setFloat32(4 * at, values[at] ?? 0, true);
  return new Uint8Array(bytes.buffer);
}

type WrittenValue = WrittenNetwork["input"];

function writeValue({ name, shape }: WrittenValue, pbf: PbfWriter): void {
  pbf.writeStringField(fields.value.name, name);
  pbf.writeMessage(fields.value.type, writeType, shape);
}

function writeType(shape: WrittenValue["shape"], pbf: PbfWriter): void {
  pbf.writeMessage(fields.type.tensor, writeTensorType, shape);
}

function writeTensorType(shape: WrittenValue["shape"], pbf: PbfWriter): void {
  pbf.writeVarintField(fields.tensorType.element, elementTypes.float);
  pbf.writeMessage(fields.tensorType.shape, writeShape, shape);
}

function writeShape(shape: WrittenValue["shape"], pbf: PbfWriter): void {
  for (const length of shape) pbf.writeMessage(fields.shape.dimension, writeDimension, length);
}

function writeDimension(length: number | string, pbf: PbfWriter): void {
  if (typeof length === "number") pbf.writeVarintField(fields.dimension.value, length);
  else pbf.writeStringField(fields.dimension.name, length);
}
