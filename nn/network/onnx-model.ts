import type { Tensor } from "./tensor.js";

/** What is read of an ONNX file. Names are those of onnx.proto. */
export interface OnnxModel {
  /** Of the default domain. */
  readonly opset: number;
  readonly graph: OnnxGraph;
}

export interface OnnxGraph {
  readonly nodes: OnnxNode[];
  readonly initializers: Map<string, Tensor>;
  readonly inputs: OnnxValue[];
  readonly outputs: OnnxValue[];
}

export interface OnnxNode {
  name: string;
  op: string;
  domain: string;
  readonly inputs: string[];
  readonly outputs: string[];
  readonly attributes: Map<string, OnnxAttribute>;
}

/** Of an attribute, whatever it has. */
export interface OnnxAttribute {
  name: string;
  float?: number;
  int?: number;
  text?: string;
  tensor?: Tensor;
  floats: number[];
  ints: number[];
}

/** An input or output of the graph. */
export interface OnnxValue {
  name: string;
  /** `elementTypes` says which; 0: not said. */
  elementType: number;
  /** null: not said, or a name such as N. */
  shape: (number | null)[];
}

/** TensorProto.DataType. */
export const elementTypes = {
  float: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  double: 11,
} as const;
