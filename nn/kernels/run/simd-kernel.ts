import { RequestError } from "../../../tools/errors.js";
import { once } from "../../../tools/once.js";
import { moduleOf, type SchemeFunctions } from "../code/module.js";
import { header, vectorsOf } from "../code/scheme.js";
import { tileName } from "../code/tile.js";
import type { MatrixKernel, PreparedWeights } from "../kernel.js";
import { Arena } from "./arena.js";
import { layoutOf, writePanels, type Layout } from "./panels.js";
import type { Codes, Layer, Plan, Trust } from "./plan.js";

/** Weights in the kernel's memory. */
interface Prepared extends PreparedWeights, Layout {
  readonly kernel: object;
  readonly weightsAt: number;
  readonly biasAt: number;
  readonly layer: Layer;
  readonly judge: (largest: number, smallest: number) => Trust;
  readonly scales: { readonly activations: number; readonly weights: number };
}

/** Bytes of a block of pixels, with its codes, sums and results. */
const blockBytes = 262_144;
/** Values that are rounded by one call. */
const roundedAtOnce = 16_384;
/** Pixels of a block at most; their sums fit the block, too. */
const mostPixels = 256;

/** A matrix product by WebAssembly. Its memory is its own, so each thread makes its own kernel. */
export function simdKernel(plan: Plan): MatrixKernel {
  const machine = once(() => new Machine(plan));
  return {
    description: plan.description,
    prepare: (weights, bias, shape, scales) => machine().prepare({ weights, bias, ...shape, scales }),
    round: (values, scale = 0) => {
      machine().round(values, scale, scale);
    },
    multiply: (a, m, weights, out, rounded = false) => {
      machine().multiply(a, m, weights, out, rounded);
    },
  };
}

class Machine {
  readonly #plan: Plan;
  readonly #arena = new Arena(header.bytes);
  readonly #functions: SchemeFunctions;
  #scratch = { at: 0, bytes: 0 };
  readonly #roundAt: number;

  constructor(plan: Plan) {
    this.#plan = plan;
    const module = moduleOf(plan.scheme, plan.judge !== undefined);
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#arena.memory } });
    this.#functions = instance.exports as SchemeFunctions;
    this.#scratch = { at: this.#arena.reserve(2 * blockBytes), bytes: 2 * blockBytes };
    this.#roundAt = this.#arena.reserve(4 * roundedAtOnce);
  }

  prepare(given: {
    readonly weights: Float32Array;
    readonly bias: Float32Array | undefined;
    readonly rows: number;
    readonly depth: number;
    readonly scales: Prepared["scales"];
  }): Prepared {
    const { rows, depth, scales } = given;
    const { scheme, judge, roundBias, codeWeights } = this.#plan;
    const weights = given.weights.slice(0, rows * depth);
    this.#check("weights", weights);
    this.#roundWeights(weights, scales.weights);
    const layout = layoutOf(scheme, rows, depth);
    const bias = this.#bias(given.bias?.slice(0, rows) ?? new Float32Array(rows), scales, roundBias);
    const words = (codes: Codes): Int32Array => new Int32Array(codes.buffer);
    const weightsAt = this.#arena.reserve(layout.paddedRows * layout.paddedDepth * scheme.codeBytes);
    const codes = { codes: words(codeWeights(weights)), zero: words(codeWeights(new Float32Array(1))) };
    const size = (layout.paddedRows * layout.paddedDepth * scheme.codeBytes) / 4;
    writePanels(scheme, layout, codes, this.#arena.words(weightsAt, size));
    const biasAt = this.#arena.reserve(8 * layout.paddedRows);
    const view = scheme.bias === "f32" ? this.#arena.floats(biasAt, rows) : this.#arena.doubles(biasAt, rows);
    view.set(bias);
    const layer: Layer = { rows, depth, weights, bias };
    return {
      ...layout,
      kernel: this,
      weightsAt,
      biasAt,
      layer,
      judge: judge?.(layer) ?? (() => "right"),
      scales,
    };
  }

  /** Rounds values times 2^−scale to the operand format, in place; then they are multiplied by 2^back. */
  round(values: Float32Array, scale: number, back = 0): void {
    this.#scale(header.activationScale, -scale);
    this.#scale(header.floatScale, back);
    for (let from = 0; from < values.length; from += roundedAtOnce) {
      const part = values.subarray(from, from + roundedAtOnce);
      const vectors = Math.ceil(part.length / 4);
      const view = this.#arena.floats(this.#roundAt, 4 * vectors);
      view.set(part);
      this.#call("round", this.#roundAt, vectors);
      part.set(view.subarray(0, part.length));
    }
  }

  multiply(a: Float32Array, m: number, weights: PreparedWeights, out: Float32Array, rounded: boolean): void {
    const prepared = weights as Prepared;
    if (prepared.kernel !== this) throw new RangeError("these weights were prepared by another kernel");
    const { rows, depth, paddedDepth, paddedRows } = prepared;
    const { codeBytes, sum } = this.#plan.scheme;
    const perPixel = paddedDepth * (4 + codeBytes) + paddedRows * (4 * vectorsOf(sum) + 8) + 16;
    const wanted = Math.floor(blockBytes / perPixel / 4) * 4;
    const most = Math.min(Math.max(wanted, 4), mostPixels);
    const needed = most * perPixel + 8 * paddedRows + 1024;
    if (needed > this.#scratch.bytes) this.#scratch = { at: this.#arena.reserve(needed), bytes: needed };
    for (let from = 0; from < m; from += most) {
      const pixels = Math.min(most, m - from);
      const part = a.subarray(from * depth, (from + pixels) * depth);
      this.#block(part, pixels, prepared, out.subarray(from * rows, (from + pixels) * rows), rounded);
    }
  }

  /** As many pixels as fit the scratch memory. */
  #block(a: Float32Array, pixels: number, layer: Prepared, out: Float32Array, rounded: boolean): void {
    const { rows, depth, paddedDepth, paddedRows, biasAt, scales } = layer;
    const { codeBytes, sum } = this.#plan.scheme;
    const place = this.#places([
      pixels * paddedDepth * 4,
      pixels * paddedDepth * codeBytes,
      pixels * paddedRows * 4 * vectorsOf(sum),
      pixels * paddedRows * 4,
      pixels * paddedRows * 4,
      paddedRows * 8,
    ]);
    const [floatsAt, codesAt, sumsAt, resultsAt, doubtsAt, boundsAt] = place;
    const floats = this.#arena.floats(floatsAt, pixels * paddedDepth);
    if (paddedDepth === depth) floats.set(a);
    else {
      floats.fill(0);
      for (let pixel = 0; pixel < pixels; pixel++)
        floats.set(a.subarray(pixel * depth, (pixel + 1) * depth), pixel * paddedDepth);
    }
    this.#scale(header.activationScale, -scales.activations);
    const extremes = this.#code(floatsAt, codesAt, (pixels * paddedDepth) / 4, rounded);
    this.#scale(header.floatScale, scales.activations + scales.weights);
    this.#arena.doubles(header.doubleScale, 2).fill(2 ** (scales.activations + scales.weights));
    this.#sums(layer, { pixels, codesAt, sumsAt });
    const results = this.#arena.floats(resultsAt, pixels * paddedRows);
    const trust = layer.judge(extremes.largest, extremes.smallest);
    const shape = [pixels, paddedRows / 4] as const;
    let doubtful: ((index: number) => boolean) | null = null;
    if (trust === "right") this.#call("finish", sumsAt, resultsAt, biasAt, ...shape);
    else if (trust === "wrong") doubtful = () => true;
    else {
      this.#arena.doubles(boundsAt, rows).set(trust);
      this.#call("finishBounded", sumsAt, resultsAt, biasAt, ...shape, boundsAt, doubtsAt);
      const doubts = this.#arena.words(doubtsAt, pixels * paddedRows);
      if (this.#arena.words(header.doubtful, 4).some((word) => word !== 0))
        doubtful = (index) => doubts[index] !== 0;
    }
    if (doubtful !== null) this.#redo(layer, { pixels, floats, results, doubtful });
    if (paddedRows === rows) out.set(results);
    else
      for (let pixel = 0; pixel < pixels; pixel++)
        out.set(results.subarray(pixel * paddedRows, pixel * paddedRows + rows), pixel * rows);
  }

  /** Codes activations; of the rounded ones, the largest magnitude and the smallest that is not 0, Infinity for none. */
  #code(from: number, to: number, vectors: number, rounded: boolean): { largest: number; smallest: number } {
    this.#arena.words(header.largest, 4).fill(0);
    this.#arena.words(header.smallest, 4).fill(-1);
    this.#call(rounded ? "code" : "roundAndCode", from, to, vectors);
    const pattern = Math.max(...this.#arena.words(header.largest, 4));
    if (pattern >= infinity && !this.#plan.takesNonFinite) throw notFinite("an activation");
    const least = Math.min(...[...this.#arena.words(header.smallest, 4)].map((word) => word >>> 0)) + 1;
    const isThere = least <= 0x7fffffff;
    const extremes = Float32Array.of(floatOf(pattern), isThere ? floatOf(least) : 0);
    if (!rounded) this.round(extremes, 0);
    return { largest: extremes[0] ?? 0, smallest: isThere ? (extremes[1] ?? 0) : Infinity };
  }

  #sums(
    { panels, weightsAt, paddedDepth, paddedRows }: Prepared,
    {
      pixels,
      codesAt,
      sumsAt,
    }: { readonly pixels: number; readonly codesAt: number; readonly sumsAt: number },
  ): void {
    const { codeBytes, sum, tile } = this.#plan.scheme;
    const [activationStride, resultStride] = [paddedDepth * codeBytes, paddedRows * 4 * vectorsOf(sum)];
    let [from, to] = [weightsAt, sumsAt];
    for (const { count, vectors } of panels) {
      const grouped = Math.floor(pixels / tile.pixels);
      const strides = [activationStride, resultStride] as const;
      if (grouped > 0)
        this.#call(tileName(tile.pixels, vectors), codesAt, from, to, grouped, count, ...strides);
      const done = grouped * tile.pixels;
      if (done < pixels)
        this.#call(
          tileName(1, vectors),
          codesAt + done * activationStride,
          from,
          to + done * resultStride,
          pixels - done,
          count,
          ...strides,
        );
      from += count * vectors * paddedDepth * 16;
      to += count * vectors * 16 * ((4 * vectorsOf(sum)) / codeBytes);
    }
  }

  /** Computes doubtful results again, slowly and without doubt. */
  #redo(
    { layer, scales, rows, depth, paddedDepth, paddedRows }: Prepared,
    block: {
      readonly pixels: number;
      readonly floats: Float32Array;
      readonly results: Float32Array;
      readonly doubtful: (index: number) => boolean;
    },
  ): void {
    const { redo } = this.#plan;
    if (redo === undefined) throw new RangeError("doubtful sums, and no other way to compute them");
    const scale = 2 ** (scales.activations + scales.weights);
    for (let pixel = 0; pixel < block.pixels; pixel++) {
      const activations = block.floats.subarray(pixel * paddedDepth, pixel * paddedDepth + depth);
      for (let row = 0; row < rows; row++) {
        const index = pixel * paddedRows + row;
        if (!block.doubtful(index)) continue;
        const weights = layer.weights.subarray(row * depth, (row + 1) * depth);
        block.results[index] = redo(activations, weights, layer.bias[row] ?? 0) * scale;
      }
    }
  }

  #roundWeights(weights: Float32Array, exponent: number): void {
    const { roundWeight } = this.#plan;
    if (roundWeight === undefined) this.round(weights, exponent);
    else for (const [at, weight] of weights.entries()) weights[at] = roundWeight(weight * 2 ** -exponent);
  }

  #bias(bias: Float32Array, scales: Prepared["scales"], round: Plan["roundBias"]): Float64Array {
    this.#check("bias", bias);
    const exponent = scales.activations + scales.weights;
    if (round !== undefined) return Float64Array.from(bias, (value) => round(value * 2 ** -exponent));
    this.round(bias, exponent);
    return Float64Array.from(bias);
  }

  #check(what: string, values: Float32Array): void {
    if (!this.#plan.takesNonFinite && !values.every(Number.isFinite)) throw notFinite(`one of the ${what}`);
  }

  #scale(at: number, exponent: number): void {
    this.#arena.floats(at, 4).fill(2 ** exponent);
  }

  /** Places in the scratch memory, one after the other, multiples of 16. */
  #places(sizes: readonly number[]): [number, number, number, number, number, number] {
    let at = this.#scratch.at;
    return sizes.map((size) => {
      const place = at;
      at += Math.ceil(size / 16) * 16;
      return place;
    }) as [number, number, number, number, number, number];
  }

  #call(name: string, ...values: number[]): void {
    const wanted = this.#functions[name];
    if (wanted === undefined) throw new RangeError(`the kernel has no function ${name}`);
    wanted(...values);
  }
}

const infinity = 0x7f800000;
const floatOf = (pattern: number): number => new Float32Array(Int32Array.of(pattern).buffer)[0] ?? 0;

const notFinite = (what: string): RequestError =>
  new RequestError(`${what} is infinite or no number (NaN); the arithmetic takes finite numbers only`);
