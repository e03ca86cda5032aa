import { PbfReader } from "pbf";
import { RequestError } from "../../tools/errors.js";
import { fields } from "./onnx-fields.js";
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxValue } from "./onnx-model.js";
import { readTensor } from "./onnx-tensor.js";

/**
 * Reads an ONNX file: a ModelProto in Protocol Buffers' wire format.
 * Source: onnx.proto, IR version 8.
 * @throws {RequestError} it is broken, or holds what is not read
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const pbf = new PbfReader(bytes);
  const model = { opset: 0, graph: undefined as OnnxGraph | undefined };
  try {
    pbf.readFields(readModelField, model);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw broken();
  }
  const { opset, graph } = model;
  if (pbf.pos !== bytes.length || opset === 0 || graph === undefined || graph.nodes.length === 0)
    throw broken();
  return { opset, graph };
}

const broken = (): RequestError => new RequestError("it is no ONNX file, or a broken one");

/** Reads a message within another one. What reaches beyond its end is broken. */
function message<Result>(
  pbf: PbfReader,
  readField: (tag: number, result: Result, pbf: PbfReader) => void,
  result: Result,
): Result {
  const end = endOf(pbf);
  pbf.readFields(readField, result, end);
  if (pbf.pos !== end) throw broken();
  return result;
}

function endOf(pbf: PbfReader): number {
  const length = pbf.readVarint();
  const end = length + pbf.pos;
  if (!(end <= pbf.length)) throw broken();
  return end;
}

function readModelField(tag: number, model: { opset: number; graph: OnnxGraph | undefined }, pbf: PbfReader) {
  if (tag === fields.model.opset) {
    const { domain, version } = message(pbf, readOpsetField, { domain: "", version: 0 });
    if (isDefaultDomain(domain)) model.opset = version;
  } else if (tag === fields.model.graph) {
    const graph = { nodes: [], initializers: new Map(), inputs: [], outputs: [] };
    model.graph = message<OnnxGraph>(pbf, readGraphField, graph);
  }
}

export const isDefaultDomain = (domain: string): boolean => domain === "" || domain === "ai.onnx";

function readOpsetField(tag: number, opset: { domain: string; version: number }, pbf: PbfReader): void {
  if (tag === fields.opset.domain) opset.domain = pbf.readString();
  else if (tag === fields.opset.version) opset.version = pbf.readVarint(true);
}

function readGraphField(tag: number, graph: OnnxGraph, pbf: PbfReader): void {
  const { graph: field } = fields;
  if (tag === field.node) graph.nodes.push(message(pbf, readNodeField, emptyNode()));
  else if (tag === field.initializer) {
    const { name, tensor } = tensorIn(pbf);
    graph.initializers.set(name, tensor);
  } else if (tag === field.input) graph.inputs.push(message(pbf, readValueField, emptyValue()));
  else if (tag === field.output) graph.outputs.push(message(pbf, readValueField, emptyValue()));
  else if (tag === field.sparseInitializer)
    throw new RequestError("it has sparse tensors, which are not read");
}

function tensorIn(pbf: PbfReader): ReturnType<typeof readTensor> {
  const end = endOf(pbf);
  const found = readTensor(pbf, end);
  if (pbf.pos !== end) throw broken();
  return found;
}

const emptyNode = (): OnnxNode => ({
  name: "",
  op: "",
  domain: "",
  inputs: [],
  outputs: [],
  attributes: new Map(),
});
const emptyValue = (): OnnxValue => ({ name: "", elementType: 0, shape: [] });

function readNodeField(tag: number, node: OnnxNode, pbf: PbfReader): void {
  const { node: field } = fields;
  if (tag === field.input) node.inputs.push(pbf.readString());
  else if (tag === field.output) node.outputs.push(pbf.readString());
  else if (tag === field.name) node.name = pbf.readString();
  else if (tag === field.op) node.op = pbf.readString();
  else if (tag === field.domain) node.domain = pbf.readString();
  else if (tag === field.attribute) {
    const attribute = message<OnnxAttribute>(pbf, readAttributeField, { name: "", floats: [], ints: [] });
    node.attributes.set(attribute.name, attribute);
  }
}

function readAttributeField(tag: number, attribute: OnnxAttribute, pbf: PbfReader): void {
  const { attribute: field } = fields;
  if (tag === field.name) attribute.name = pbf.readString();
  else if (tag === field.float) attribute.float = pbf.readFloat();
  else if (tag === field.int) attribute.int = pbf.readVarint(true);
  else if (tag === field.text) attribute.text = pbf.readString();
  else if (tag === field.tensor) attribute.tensor = tensorIn(pbf).tensor;
  else if (tag === field.floats) pbf.readPackedFloat(attribute.floats);
  else if (tag === field.ints) pbf.readPackedVarint(attribute.ints, true);
}

function readValueField(tag: number, value: OnnxValue, pbf: PbfReader): void {
  if (tag === fields.value.name) value.name = pbf.readString();
  else if (tag === fields.value.type) message(pbf, readTypeField, value);
}

function readTypeField(tag: number, value: OnnxValue, pbf: PbfReader): void {
  if (tag === fields.type.tensor) message(pbf, readTensorTypeField, value);
}

function readTensorTypeField(tag: number, value: OnnxValue, pbf: PbfReader): void {
  if (tag === fields.tensorType.element) value.elementType = pbf.readVarint();
  else if (tag === fields.tensorType.shape) message(pbf, readShapeField, value);
}

function readShapeField(tag: number, value: OnnxValue, pbf: PbfReader): void {
  if (tag !== fields.shape.dimension) return;
  const length = message(pbf, readDimensionField, { value: null as number | null });
  value.shape.push(length.value);
}

function readDimensionField(tag: number, length: { value: number | null }, pbf: PbfReader): void {
  if (tag === fields.dimension.value) length.value = pbf.readVarint(true);
}
