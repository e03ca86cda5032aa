import { RequestError } from "../../tools/errors.js";
import { transposeMap } from "./layers/maps.js";
import { labelOf } from "./node.js";
import { elementTypes, type OnnxNode } from "./onnx-model.js";
import { sizeOf, type Tensor } from "./tensor.js";

/** Nodes of constants alone that are computed as the file is read: files often reshape or transpose weights so. */
export function constantOf(node: OnnxNode, inputs: readonly (Tensor | undefined)[]): Tensor {
  const refuse = (what: string): RequestError => new RequestError(`${node.op} '${labelOf(node)}': ${what}`);
  const [input, second] = inputs;
  if (node.op === "Constant") return written(node, refuse);
  if (input === undefined) throw refuse("input 0 is missing");
  switch (node.op) {
    case "Identity":
    case "Dropout":
      return input;
    case "Cast":
      refuseCast(node.attributes.get("to")?.int ?? 0, refuse);
      return { shape: input.shape, values: Float32Array.from(input.values) };
    case "Reshape": {
      const wanted = [...(second?.values ?? [])];
      const shape = wanted.map((length, axis) => (length === 0 ? (input.shape[axis] ?? 0) : length));
      const open = shape.indexOf(-1);
      if (open >= 0) shape[open] = -sizeOf(input.shape) / sizeOf(shape);
      if (sizeOf(shape) !== input.values.length)
        throw refuse(`a constant of ${input.shape.join("×")} does not fit the shape (${wanted.join(", ")})`);
      return { shape, values: input.values };
    }
    case "Flatten": {
      const axis = node.attributes.get("axis")?.int ?? 1;
      const outer = sizeOf(input.shape.slice(0, axis));
      return { shape: [outer, input.values.length / outer], values: input.values };
    }
    case "Transpose": {
      const order = node.attributes.get("perm")?.ints ?? input.shape.map((_, axis) => axis).reverse();
      if ([...order].sort((a, b) => a - b).join() !== input.shape.map((_, axis) => axis).join())
        throw refuse(`perm=${order.join(",")} does not fit a constant of ${input.shape.join("×")}`);
      const map = transposeMap(input.shape, order);
      const values = input.values.map((_, at) => input.values[map[at] ?? 0] ?? 0);
      return { shape: order.map((axis) => input.shape[axis] ?? 0), values };
    }
    default:
      throw refuse("all its inputs are constants; let the exporter compute it");
  }
}

/** @throws {RequestError} to another type than float32 */
export function refuseCast(to: number, refuse: (what: string) => RequestError): void {
  if (to !== elementTypes.float) throw refuse(`to=${to} is not read; only 1, float32, is`);
}

function written({ attributes }: OnnxNode, refuse: (what: string) => RequestError): Tensor {
  const tensor = attributes.get("value")?.tensor;
  if (tensor !== undefined) return tensor;
  const float = attributes.get("value_float")?.float;
  if (float !== undefined) return { shape: [], values: Float32Array.of(float) };
  const int = attributes.get("value_int")?.int;
  if (int !== undefined) return { shape: [], values: Float64Array.of(int) };
  const floats = attributes.get("value_floats")?.floats;
  if (floats !== undefined) return { shape: [floats.length], values: Float32Array.from(floats) };
  const ints = attributes.get("value_ints")?.ints;
  if (ints !== undefined) return { shape: [ints.length], values: Float64Array.from(ints) };
  throw refuse("it has no value of numbers");
}
