import type { Made, Node } from "../node.js";
import { isDefaultDomain } from "../onnx-file.js";
import { elementwise } from "./elementwise.js";
import { cast, concat, flatten, identity, pad, reshape, slice, transpose } from "./layout.js";
import { batchNormalization, clip, fastSigmoid, relu, sigmoid, sign, softmax } from "./pointwise.js";
import { globalAveragePool, pool } from "./pools.js";
import { conv, gemm, matMul } from "./products.js";
import { reduceSum } from "./reduce.js";

/** What each operator of ONNX is made of. One that is missing here is refused by name. */
export const layers: Readonly<Record<string, (node: Node) => Made>> = {
  Conv: conv,
  Gemm: gemm,
  MatMul: matMul,
  Add: elementwise("add"),
  Sub: elementwise("subtract"),
  Mul: elementwise("multiply"),
  Div: elementwise("divide"),
  GreaterOrEqual: elementwise("atLeast"),
  BatchNormalization: batchNormalization,
  Relu: relu,
  Clip: clip,
  Sigmoid: sigmoid,
  Sign: sign,
  Softmax: softmax,
  MaxPool: pool("maximum"),
  AveragePool: pool("mean"),
  GlobalAveragePool: globalAveragePool,
  ReduceSum: reduceSum,
  Concat: concat,
  Pad: pad,
  Slice: slice,
  Flatten: flatten,
  Reshape: reshape,
  Transpose: transpose,
  Cast: cast,
  Identity: identity,
  Dropout: identity,
  "tapir.PositSigmoid": fastSigmoid,
};

/** An operator by its name, and one of another domain by both. */
export const operatorName = ({ op, domain }: { readonly op: string; readonly domain: string }): string =>
  isDefaultDomain(domain) ? op : `${domain}.${op}`;
