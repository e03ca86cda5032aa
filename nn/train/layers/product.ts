import { scaleFor } from "../../calibrate.js";
import type { PreparedWeights } from "../../kernels/kernel.js";
import type { Product } from "../../network/steps.js";
import type { Scales } from "../../run/arithmetic.js";
import { Mean } from "../../run/exact.js";
import type { TrainingArithmetic } from "../arithmetic.js";
import { parameter, type Pass, type Parameter, type TrainedLayer } from "../layer.js";
import { backwardLayout, forwardLayout, Spread } from "../spread.js";

/*
 * Three matrix products a batch, each sum of them by the kernel, from 0, rounded as the kernel rounds:
 *
 *     outputs            x · wᵀ + bias      depth: channel, row, column of the window
 *     inputs' gradients  g · w              depth: output channel, row, column of the flipped window
 *     weights' gradients gᵀ · x             depth: image, output pixel
 *
 * The bias is the weight of an operand that is 1.
 */

/** Conv, Gemm or MatMul. */
export class ProductLayer implements TrainedLayer {
  readonly parameters: readonly Parameter[];
  readonly #step: Product;
  readonly #arithmetic: TrainingArithmetic;
  readonly #weight: Parameter;
  readonly #bias: Parameter | undefined;
  readonly #forward: Spread | undefined;
  readonly #backward: Spread | undefined;
  /** Arrays of a batch, kept from one to the next. */
  readonly #kept = new Map<string, Float32Array>();
  readonly #mean = new Mean();

  constructor(name: string, step: Product, arithmetic: TrainingArithmetic) {
    this.#step = step;
    this.#arithmetic = arithmetic;
    this.#weight = parameter(`${name}.weight`, step.weights.slice());
    this.#bias = step.bias && parameter(`${name}.bias`, step.bias.slice());
    this.parameters = this.#bias === undefined ? [this.#weight] : [this.#weight, this.#bias];
    const { windows, groups, rows } = step;
    this.#forward = windows && new Spread(forwardLayout(windows), groups);
    this.#backward = windows && new Spread(backwardLayout(windows, groups * rows), groups);
  }

  forward({ inputs: [input = new Float32Array(0)], output, images }: Pass): void {
    const { groups, rows, depth, positions } = this.#step;
    const { kernel } = this.#arithmetic;
    const scales = this.#scales(input, this.#weight.values);
    const size = input.length / images;
    const prepared = this.#eachGroup((group) =>
      kernel.prepare(
        this.#weight.values.subarray(group * rows * depth, (group + 1) * rows * depth),
        this.#bias?.values.subarray(group * rows, (group + 1) * rows),
        { rows, depth },
        scales,
      ),
    );
    const spread = this.#forward;
    if (spread === undefined) kernel.multiply(input, images * positions, only(prepared), output);
    else
      for (let image = 0; image < images; image++) {
        spread.open(input, image * size);
        prepared.forEach((weights, group) => {
          const operands = this.#array("operands", positions * depth);
          const sums = this.#array("sums", positions * rows);
          spread.collect(group, operands);
          kernel.multiply(operands, positions, weights, sums);
          turn(sums, positions, rows, output, (image * groups + group) * rows * positions);
        });
      }
    kernel.release();
  }

  backward(
    { inputs: [input = new Float32Array(0)], images }: Pass,
    gradient: Float32Array,
    [into]: readonly (Float32Array | undefined)[],
  ): void {
    this.#learn(input, images, gradient);
    if (into !== undefined) this.#pass(gradient, images, into);
  }

  /** Gradients of weights and bias: a sum each, over all images and pixels. */
  #learn(input: Float32Array, images: number, gradient: Float32Array): void {
    const { groups, rows, depth, positions } = this.#step;
    const { kernel, integers } = this.#arithmetic;
    const length = images * positions;
    const size = input.length / images;
    const scales = this.#scales(input, gradient);
    const hasOnes = this.#bias !== undefined && integers === undefined;
    const count = depth + (hasOnes ? 1 : 0);
    const operands = this.#array("across", count * length);
    const columns = this.#array("columns", rows * length);
    const sums = this.#array("gradients", count * rows);
    for (let group = 0; group < groups; group++) {
      for (let image = 0; image < images; image++) {
        if (this.#forward === undefined)
          turn(
            input.subarray(image * size, (image + 1) * size),
            positions,
            depth,
            operands,
            image * positions,
            length,
          );
        else {
          this.#forward.open(input, image * size);
          this.#forward.collectAcross(group, operands, length, image * positions);
        }
        this.#columns(gradient, image, group, columns, length);
      }
      if (hasOnes) operands.fill(1, depth * length, count * length);
      const prepared = kernel.prepare(columns, undefined, { rows, depth: length }, scales);
      kernel.multiply(operands, count, prepared, sums);
      kernel.release();
      turn(sums, depth, rows, this.#weight.gradients, group * rows * depth);
      const bias = this.#bias?.gradients.subarray(group * rows, (group + 1) * rows);
      if (hasOnes) bias?.set(sums.subarray(depth * rows, count * rows));
      else bias?.forEach((_, row) => (bias[row] = this.#sum(columns, row * length, length)));
    }
  }

  /** A row of gradients for each output channel: images and pixels one after the other. */
  #columns(
    gradient: Float32Array,
    image: number,
    group: number,
    columns: Float32Array,
    length: number,
  ): void {
    const { groups, rows, positions } = this.#step;
    if (this.#forward === undefined) {
      const own = gradient.subarray(image * positions * rows, (image + 1) * positions * rows);
      turn(own, positions, rows, columns, image * positions, length);
      return;
    }
    for (let row = 0; row < rows; row++) {
      const from = ((image * groups + group) * rows + row) * positions;
      columns.set(gradient.subarray(from, from + positions), row * length + image * positions);
    }
  }

  /** Of a design on integers 1 may be out of range: the bias's gradient is the exact sum, rounded to a float. */
  #sum(values: Float32Array, from: number, length: number): number {
    this.#mean.clear();
    for (let at = from; at < from + length; at++) this.#mean.add(values[at] ?? 0);
    return this.#mean.nearest(1);
  }

  /** Gradients of the input. */
  #pass(gradient: Float32Array, images: number, into: Float32Array): void {
    const { groups, rows, depth, positions, windows } = this.#step;
    const { kernel } = this.#arithmetic;
    const scales = this.#scales(gradient, this.#weight.values);
    const taps = windows === undefined ? 1 : windows.kernel[0] * windows.kernel[1];
    const channels = depth / taps;
    const shape = { rows: channels, depth: rows * taps };
    const prepared = this.#eachGroup((group) => {
      const flipped = this.#array("flipped", rows * depth);
      flip(this.#weight.values.subarray(group * rows * depth), rows, channels, taps, flipped);
      return kernel.prepare(flipped, undefined, shape, scales);
    });
    const spread = this.#backward;
    if (spread === undefined) kernel.multiply(gradient, images * positions, only(prepared), into);
    else
      for (let image = 0; image < images; image++) {
        spread.open(gradient, image * groups * rows * positions);
        prepared.forEach((weights, group) => {
          const operands = this.#array("spread", spread.positions * shape.depth);
          const sums = this.#array("passed", spread.positions * channels);
          spread.collect(group, operands);
          kernel.multiply(operands, spread.positions, weights, sums);
          turn(
            sums,
            spread.positions,
            channels,
            into,
            (image * groups + group) * channels * spread.positions,
          );
        });
      }
    kernel.release();
  }

  #scales(activations: Float32Array, weights: Float32Array): Scales {
    const { integers } = this.#arithmetic;
    if (integers === undefined) return { activations: 0, weights: 0 };
    return {
      activations: scaleFor(activations, integers.activations),
      weights: scaleFor(weights, integers.weights),
    };
  }

  #eachGroup(make: (group: number) => PreparedWeights): PreparedWeights[] {
    return Array.from({ length: this.#step.groups }, (_, group) => make(group));
  }

  #array(name: string, length: number): Float32Array {
    let found = this.#kept.get(name);
    if (found === undefined || found.length < length) {
      found = new Float32Array(length);
      this.#kept.set(name, found);
    }
    return found.length === length ? found : found.subarray(0, length);
  }
}

function only(prepared: readonly PreparedWeights[]): PreparedWeights {
  const [first] = prepared;
  if (first === undefined) throw new RangeError("a product without weights");
  return first;
}

/** rows × columns, transposed: columns are `length` apart, from `to` on. */
function turn(
  values: Float32Array,
  rows: number,
  columns: number,
  out: Float32Array,
  to: number,
  length = rows,
): void {
  for (let column = 0; column < columns; column++)
    for (let row = 0, at = column, target = to + column * length; row < rows; row++, at += columns, target++)
      out[target] = values[at] ?? 0;
}

/** Weights [row][channel][tap] as [channel][row][tap], the taps from the last to the first. */
function flip(values: Float32Array, rows: number, channels: number, taps: number, out: Float32Array): void {
  let to = 0;
  for (let c = 0; c < channels; c++)
    for (let row = 0; row < rows; row++)
      for (let tap = taps - 1; tap >= 0; tap--) out[to++] = values[(row * channels + c) * taps + tap] ?? 0;
}
