import type { Made, Node } from "../node.js";
import type { Product } from "../steps.js";
import { sizeOf, type Tensor } from "../tensor.js";
import { windowsOf } from "./windows.js";

/** Conv: weights [rows][channels of a group][ky][kx]. */
export function conv(node: Node): Made {
  const { index, shape } = node.value(0);
  const weights = node.weights(1);
  const groups = node.int("group", 1);
  const [allRows = 0, channels = 0, ...kernel] = weights.shape;
  if (shape[0] !== channels * groups || allRows % groups !== 0)
    throw node.refuse(
      `weights of ${weights.shape.join("×")} in ${groups} groups do not fit an input of ${node.shapeText(shape)}`,
    );
  const named = node.ints("kernel_shape");
  if (named !== undefined && named.join() !== kernel.join())
    throw node.refuse(`kernel_shape is ${named.join("×")}, and its weights are of ${kernel.join("×")}`);
  const { windows, outShape } = windowsOf(node, shape, kernel);
  const work: Product = {
    kind: "product",
    weights: weights.values,
    ...biasOf(node, node.inputs[2] === undefined ? undefined : node.weights(2), allRows, 1),
    groups,
    rows: allRows / groups,
    depth: channels * sizeOf(kernel),
    positions: sizeOf(outShape),
    windows,
  };
  return { shape: [allRows, ...outShape], work, sources: [index] };
}

/** Gemm: alpha A B + beta C with B and C constant. */
export function gemm(node: Node): Made {
  const { index, shape } = node.value(0);
  const b = node.weights(1);
  if (node.int("transA", 0) !== 0) throw node.refuse("transA=1 works across images");
  if (shape.length !== 1 || b.shape.length !== 2)
    throw node.refuse(
      `an input of ${node.shapeText(shape)} and weights of ${b.shape.join("×")}; both need two axes`,
    );
  const isTransposed = node.int("transB", 0) !== 0;
  const { rows, depth, values } = isTransposed ? rowsOf(b) : columnsOf(b);
  if (depth !== shape[0]) throw doNotFit(node, shape, b.shape);
  const scaled = scale(values, node.float("alpha", 1));
  const c = node.inputs[2] === undefined ? undefined : node.weights(2);
  const work: Product = {
    kind: "product",
    weights: scaled,
    ...biasOf(node, c, rows, node.float("beta", 1)),
    groups: 1,
    rows,
    depth,
    positions: 1,
  };
  return { shape: [rows], work, sources: [index] };
}

/** MatMul of a value and a constant matrix. */
export function matMul(node: Node): Made {
  const [left, right] = node.inputs;
  if (left?.kind !== "value" || right?.kind !== "constant")
    throw node.refuse("only a computed value times a constant matrix is read");
  const b = node.weights(1);
  const { index, shape } = left;
  const { rows, depth, values } = columnsOf(b);
  if (b.shape.length !== 2 || shape.at(-1) !== depth) throw doNotFit(node, shape, b.shape);
  const before = shape.slice(0, -1);
  const work: Product = {
    kind: "product",
    weights: values,
    groups: 1,
    rows,
    depth,
    positions: sizeOf(before),
  };
  return { shape: [...before, rows], work, sources: [index] };
}

const doNotFit = (node: Node, shape: readonly number[], weights: readonly number[]): Error =>
  node.refuse(`weights of ${weights.join("×")} do not fit an input of ${node.shapeText(shape)}`);

interface Matrix {
  readonly rows: number;
  readonly depth: number;
  readonly values: Float32Array;
}

/** [rows][depth], as it stands. */
const rowsOf = ({ shape: [rows = 0, depth = 0], values }: Tensor & { values: Float32Array }): Matrix => ({
  rows,
  depth,
  values,
});

/** [depth][rows], transposed. */
function columnsOf({ shape: [depth = 0, rows = 0], values }: Tensor & { values: Float32Array }): Matrix {
  const transposed = new Float32Array(values.length);
  for (let k = 0; k < depth; k++)
    for (let row = 0; row < rows; row++) transposed[row * depth + k] = values[k * rows + row] ?? 0;
  return { rows, depth, values: transposed };
}

const scale = (values: Float32Array, factor: number): Float32Array =>
  factor === 1 ? values : values.map((value) => value * factor);

/** A bias for each row: as many numbers, or one for all. */
function biasOf(
  node: Node,
  tensor: (Tensor & { values: Float32Array }) | undefined,
  rows: number,
  factor: number,
): { bias?: Float32Array } {
  if (tensor === undefined || factor === 0) return {};
  const { shape, values } = tensor;
  if (sizeOf(shape) !== (shape.at(-1) ?? 1) || (values.length !== rows && values.length !== 1))
    throw node.refuse(`a bias of ${shape.join("×")} does not fit ${rows} rows`);
  const spread = values.length === rows ? values : new Float32Array(rows).fill(values[0] ?? 0);
  return { bias: scale(spread, factor) };
}
