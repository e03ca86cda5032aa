import type { KernelWindows } from "../../kernels/kernel.js";
import type { Range } from "../crew.js";
import { Convolvers } from "./convolver.js";
import {
  copyRows,
  Kept,
  learnBias,
  scalesOf,
  turn,
  turnColumns,
  type Batch,
  type ProductOf,
  type ProductPasses,
} from "./product-passes.js";

/** Weights of a product, or of that of its input's gradients: rows × depth. */
interface Turned {
  readonly rows: number;
  readonly depth: number;
  readonly bias: Float32Array | undefined;
  /** Some rows of the weights. */
  readonly part: (from: number, to: number) => Float32Array;
  /** All of them, depth × rows; undefined: they stand as rows. */
  readonly columns?: Float32Array;
}

/** Coding fewer takes about as long as two meetings of threads on a machine that does other things, too. */
const manyWeights = 200_000;

/** Rows that a kernel computes at a time. */
const rowsTogether = 4;

/** Gemm or MatMul: rows of operands, positions × depth of each image. */
export class DenseProduct implements ProductPasses {
  readonly #kept = new Kept();
  /** By the sums' length. */
  readonly #learners: Convolvers;

  constructor(private readonly layer: ProductOf) {
    const { arithmetic, crew, step } = layer;
    const { from, to } = crew.part(step.depth, rowsTogether);
    this.#learners = new Convolvers(arithmetic.kernel, (length) => numbersOf(length, to - from));
  }

  forward(input: Float32Array, output: Float32Array, { images, own }: Batch): void {
    const { step, weight, bias } = this.layer;
    const { rows, depth, positions } = step;
    const part = (from: number, to: number): Float32Array => weight.values.subarray(from * depth, to * depth);
    this.#multiply(input, images * positions, { rows, depth, bias: bias?.values, part }, output, own);
  }

  /** A convolution with windows of one number, over the batch's images as channels: its results are rows of weights. */
  learn(input: Float32Array, gradient: Float32Array, { images }: Batch): void {
    const { step, arithmetic, weight, bias, crew } = this.layer;
    const { rows, depth, positions } = step;
    const { kernel } = arithmetic;
    const length = images * positions;
    const part = crew.part(depth, rowsTogether);
    const own = part.to - part.from;
    const hasBias = bias !== undefined && crew.leads;
    if (own === 0 && !hasBias) return;
    const scales = scalesOf(arithmetic, input, gradient);
    const shape = { rows, depth: length };
    const columns =
      kernel.prepareTurned === undefined ? this.#kept.array("columns", rows * length) : gradient;
    if (columns !== gradient) turn(gradient, length, rows, columns);
    const prepared =
      kernel.prepareTurned?.(gradient, undefined, shape, scales) ??
      kernel.prepare(columns, undefined, shape, scales);
    if (own > 0) {
      const convolve = this.#learners.for(length).of(prepared);
      if (own === depth) convolve(input, 0, weight.gradients, 0);
      else {
        const operands = { values: this.#kept.array("operands", length * own), from: 0, apart: own };
        const sums = { values: this.#kept.array("sums", rows * own), from: 0, apart: own };
        copyRows({ values: input, from: part.from, apart: depth }, operands, [length, own]);
        convolve(operands.values, 0, sums.values, 0);
        copyRows(sums, { values: weight.gradients, from: part.from, apart: depth }, [rows, own]);
      }
    }
    if (hasBias) learnBias(arithmetic, prepared, columns, bias.gradients);
    kernel.release();
  }

  pass(gradient: Float32Array, into: Float32Array, { images, own }: Batch): void {
    const { step, weight } = this.layer;
    const { rows, depth, positions } = step;
    const part = (from: number, to: number): Float32Array => {
      const turned = this.#kept.array("turned", rows * (to - from));
      turnColumns(weight.values, [rows, depth], { from, to }, turned);
      return turned;
    };
    this.#multiply(
      gradient,
      images * positions,
      { rows: depth, depth: rows, bias: undefined, part, columns: weight.values },
      into,
      own,
    );
  }

  /**
   * Each thread takes its own images, and codes all weights. Where these are very many, it takes some rows of them, and all
   * images.
   */
  #multiply(operands: Float32Array, length: number, weights: Turned, out: Float32Array, images: Range): void {
    const { arithmetic, weight, crew, step } = this.layer;
    const { kernel, integers } = arithmetic;
    const { rows, depth, bias } = weights;
    const isByRows = crew.threads > 1 && rows > length && rows * depth > manyWeights;
    // Scales are those of the whole batch.
    if (isByRows || integers !== undefined) crew.meet();
    const scales = scalesOf(arithmetic, operands, weight.values);
    const { from, to } = isByRows ? crew.part(rows, rowsTogether) : { from: 0, to: rows };
    const own = isByRows
      ? { from: 0, to: length }
      : { from: images.from * step.positions, to: images.to * step.positions };
    const count = to - from;
    if (count > 0 && own.to > own.from) {
      const shape = { rows: count, depth };
      const turned = isByRows ? undefined : weights.columns;
      const prepared =
        (turned && kernel.prepareTurned?.(turned, bias, shape, scales)) ??
        kernel.prepare(weights.part(from, to), bias?.subarray(from, to), shape, scales);
      const sums = isByRows
        ? this.#kept.array("own", length * count)
        : out.subarray(own.from * rows, own.to * rows);
      kernel.multiply(operands.subarray(own.from * depth, own.to * depth), own.to - own.from, prepared, sums);
      if (isByRows)
        copyRows({ values: sums, from: 0, apart: count }, { values: out, from, apart: rows }, [
          length,
          count,
        ]);
      kernel.release();
    }
    if (isByRows) crew.meet();
  }
}

/** Windows of one number each. */
const numbersOf = (channels: number, count: number): KernelWindows => ({
  ...{ channels, height: 1, width: count, kernel: [1, 1], outHeight: 1, outWidth: count },
  ...{ strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] },
});
