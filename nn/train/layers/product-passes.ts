import { scaleFor } from "../../calibrate.js";
import type { MatrixKernel, PreparedWeights } from "../../kernels/kernel.js";
import type { Product } from "../../network/steps.js";
import type { Scales } from "../../run/arithmetic.js";
import { Mean } from "../../run/exact.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import type { Crew } from "../crew.js";
import type { Parameter, Pass } from "../layer.js";

/** A layer of products: what it multiplies, and on what. */
export interface ProductOf {
  readonly step: Product;
  readonly arithmetic: TrainingArithmetic;
  readonly crew: Crew;
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
}

/** So many images, and which are this thread's. */
export type Batch = Pick<Pass, "images" | "own">;

/** A thread's part of the three products of a batch; see `product.ts` and `TrainedLayer.takesBatch`. */
export interface ProductPasses {
  forward(input: Float32Array, output: Float32Array, batch: Batch): void;
  /** Gradients of weights and bias. */
  learn(input: Float32Array, gradient: Float32Array, batch: Batch): void;
  /** Gradients of the input. */
  pass(gradient: Float32Array, into: Float32Array, batch: Batch): void;
}

/** Of a design on integers: the powers of two of a product's two tensors; of others 0. */
export function scalesOf(
  { integers }: TrainingArithmetic,
  activations: Float32Array,
  weights: Float32Array,
): Scales {
  if (integers === undefined) return { activations: 0, weights: 0 };
  return {
    activations: scaleFor(activations, integers.activations),
    weights: scaleFor(weights, integers.weights),
  };
}

/** As many as were needed so far. */
let ones = new Float32Array(0);

/**
 * Gradients of the biases of a group: sums of the output's gradients times 1. Of a design on integers 1 may be out of range:
 * there it is the exact sum, rounded to a float.
 * @param columns rows × length: the output's gradients @param prepared the same
 */
export function learnBias(
  { kernel, integers }: TrainingArithmetic,
  prepared: PreparedWeights,
  columns: Float32Array,
  gradients: Float32Array,
): void {
  const length = prepared.depth;
  if (integers === undefined) {
    if (ones.length < length) ones = new Float32Array(length).fill(1);
    kernel.multiply(ones, 1, prepared, gradients);
    return;
  }
  const sum = new Mean();
  for (let row = 0; row < gradients.length; row++) {
    sum.clear();
    for (let at = row * length; at < (row + 1) * length; at++) sum.add(columns[at] ?? 0);
    gradients[row] = sum.nearest(1);
  }
}

/** The weights of each group, prepared. */
export function preparedGroups(
  { step: { groups, rows, depth }, weight, bias }: ProductOf,
  kernel: MatrixKernel,
  scales: Scales,
): PreparedWeights[] {
  return Array.from({ length: groups }, (_, group) =>
    kernel.prepare(
      weight.values.subarray(group * rows * depth, (group + 1) * rows * depth),
      bias?.values.subarray(group * rows, (group + 1) * rows),
      { rows, depth },
      scales,
    ),
  );
}

/** rows × columns, transposed: columns are `length` apart, from `to` on. */
export function turn(
  values: Float32Array,
  rows: number,
  columns: number,
  out: Float32Array,
  to = 0,
  length = rows,
): void {
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0, target = to + row; column < columns; column++, at++, target += length)
      out[target] = values[at] ?? 0;
}

/** rows × columns, the columns `from` up to `to` as rows, one after the other. */
export function turnColumns(
  values: Float32Array,
  [rows, columns]: readonly [number, number],
  { from, to }: { readonly from: number; readonly to: number },
  out: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    const last = row * columns + to;
    for (let at = row * columns + from, target = row; at < last; at++, target += rows)
      out[target] = values[at] ?? 0;
  }
}

/** Rows of an array: where the first begins, and from each to the next. */
interface Rows {
  readonly values: Float32Array;
  readonly from: number;
  readonly apart: number;
}

export function copyRows(source: Rows, target: Rows, [rows, length]: readonly [number, number]): void {
  for (let row = 0; row < rows; row++) {
    const from = source.from + row * source.apart;
    target.values.set(source.values.subarray(from, from + length), target.from + row * target.apart);
  }
}

/** Arrays that are kept from one batch to the next, by name. */
export class Kept {
  readonly #arrays = new Map<string, Float32Array>();

  /** Its content is what was left there. */
  array(name: string, length: number): Float32Array {
    let found = this.#arrays.get(name);
    if (found === undefined || found.length < length) {
      found = new Float32Array(length);
      this.#arrays.set(name, found);
    }
    return found.length === length ? found : found.subarray(0, length);
  }
}
