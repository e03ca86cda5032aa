import type { Input, Made, Node } from "../node.js";
import type { Elementwise, Operand } from "../steps.js";
import { eachPosition, sameShape, sizeOf, stridesOf } from "../tensor.js";

/** Add, Sub, Mul, Div, with ONNX's broadcasting: axes are matched from the last one on, and one of length 1 is spread. */
export const elementwise =
  (of: Elementwise["of"]) =>
  (node: Node): Made => {
    const [left, right] = [0, 1].map((at) => operandShape(node, at)) as [number[], number[]];
    const rank = Math.max(left.length, right.length);
    const shape = Array.from({ length: rank }, (_, axis) => {
      const [a, b] = [left, right].map((lengths) => lengths[axis - rank + lengths.length] ?? 1) as [
        number,
        number,
      ];
      if (a !== b && a !== 1 && b !== 1)
        throw node.refuse(`inputs of ${node.shapeText(left)} and ${node.shapeText(right)} do not fit`);
      return Math.max(a, b);
    });
    return {
      shape,
      work: {
        kind: "elementwise",
        of,
        size: sizeOf(shape),
        operands: [operandOf(node, 0, left, shape), operandOf(node, 1, right, shape)],
      },
      sources: node.inputs.flatMap((input) => (input?.kind === "value" ? [input.index] : [])),
    };
  };

/** An operand's shape in one image. */
function operandShape(node: Node, at: number): number[] {
  const input = node.inputs[at];
  if (input === undefined) throw node.refuse(`input ${at} is missing`);
  if (input.kind === "value") {
    const other = node.inputs[1 - at];
    if (other?.kind === "value" && other.shape.length !== input.shape.length)
      throw node.refuse("its inputs have different numbers of axes");
    return [...input.shape];
  }
  return withoutImages(node, input, node.inputs[1 - at]);
}

/** A constant's shape without the axis of images, which it may have with length 1. */
function withoutImages(
  node: Node,
  { tensor }: Extract<Input, { kind: "constant" }>,
  other?: Input,
): number[] {
  const { shape } = tensor;
  const rank = other?.kind === "value" ? other.shape.length : 0;
  if (shape.length <= rank) return [...shape];
  if (shape.length === rank + 1 && shape[0] === 1) return shape.slice(1);
  throw node.refuse(`a constant of ${shape.join("×")} does not fit an input of ${rank + 1} axes`);
}

function operandOf(node: Node, at: number, from: readonly number[], to: readonly number[]): Operand {
  const input = node.inputs[at];
  const map = sameShape(from, to) ? {} : { map: spreadMap(from, to) };
  if (input?.kind !== "constant") return map;
  return { constant: node.finite(input.tensor.values), ...map };
}

/** Where the operand of each output stands. */
function spreadMap(from: readonly number[], to: readonly number[]): Int32Array {
  const missing = to.length - from.length;
  const strides = stridesOf(from);
  const map = new Int32Array(sizeOf(to));
  let next = 0;
  eachPosition(to, (position) => {
    let at = 0;
    for (let axis = 0; axis < from.length; axis++)
      if (from[axis] !== 1) at += (position[axis + missing] ?? 0) * (strides[axis] ?? 0);
    map[next++] = at;
  });
  return map;
}
