import type { Made, Node } from "../node.js";
import { sizeOf } from "../tensor.js";

/** ReduceSum over one axis: an attribute before opset 13, an input from then on. */
export function reduceSum(node: Node): Made {
  const { index, shape } = node.value(0);
  const axes = node.opset < 13 ? (node.ints("axes") ?? []) : [...(node.optional(1)?.values ?? [])];
  const [axis = 0, ...others] = axes;
  if (axes.length === 0 || others.length > 0) throw node.refuse("it sums over one axis, which axes names");
  const at = node.axis(axis, shape);
  const [before, after] = [shape.slice(0, at), shape.slice(at + 1)];
  return {
    shape: node.int("keepdims", 1) === 0 ? [...before, ...after] : [...before, 1, ...after],
    work: { kind: "sum", count: shape[at] ?? 0, inner: sizeOf(after) },
    sources: [index],
  };
}
