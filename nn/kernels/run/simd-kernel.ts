import { once } from "../../../tools/once.js";
import { pixelsOf, vectorsOf } from "../code/scheme.js";
import { tileName } from "../code/tile.js";
import { vectorsFor } from "../code/vector.js";
import type {
  Convolution,
  GradientSums,
  KernelWindows,
  MatrixKernel,
  PreparedWeights,
  RoundedWeights,
} from "../kernel.js";
import { Engine, type Prepared } from "./engine.js";
import { areSummed, WindowGradients } from "./gradient-sums.js";
import { areFinite, NotFinite } from "./not-finite.js";
import {
  canPack,
  layoutOf,
  packPanels,
  packTurned,
  wordsToPack,
  writePanels,
  type Layout,
} from "./panels.js";
import type { Codes, Layer, Plan } from "./plan.js";
import { addMissing, denseMissing } from "./rare-products.js";
import { placesFrom } from "./scratch.js";
import { beyondSelected, beyondSums, denseSigns, selectDenseSigns, takeSigns } from "./sign-counts.js";
import { WindowSums } from "./window-sums.js";

/** Bytes of a block of pixels, with its codes, sums and results. */
const blockBytes = 262_144;
/** Pixels of a block at most; their sums fit the block, too. */
const mostPixels = 256;

/** A kernel that convolves without writing out windows. */
export type SimdKernel = MatrixKernel & Required<Pick<MatrixKernel, "convolution" | "gradientSums">>;

/** A matrix product by WebAssembly. Its memory is its own, so each thread makes its own kernel. */
export function simdKernel(plan: Plan): SimdKernel {
  const machine = once(() => new Machine(plan));
  return {
    description: plan.description,
    prepare: (weights, bias, shape, scales) => machine().prepare({ weights, bias, ...shape, scales }),
    ...(areAsGiven(plan) && {
      prepareTurned: (weights, bias, shape, scales) =>
        machine().prepare({ weights, bias, ...shape, scales }, true),
    }),
    rounded: (weights) => machine().rounded(weights),
    round: (values, scale = 0) => {
      machine().round(values, scale, scale);
    },
    multiply: (a, m, weights, out, rounded = false) => {
      machine().multiply(a, m, weights, out, rounded);
    },
    convolution: (weights, windows) => machine().convolution(weights, windows),
    gradientSums: (windows, rows) => machine().gradientSums(windows, rows),
    release: () => {
      machine().release();
    },
  };
}

/** Weights and bias as they are given. */
interface Given {
  readonly weights: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly rows: number;
  readonly depth: number;
  readonly scales: Prepared["scales"];
}

class Machine {
  readonly #plan: Plan;
  readonly #engine: Engine;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#engine = new Engine(plan);
  }

  release(): void {
    this.#engine.release();
  }

  /** @param isTurned weights are given depth × rows; see `areAsGiven` */
  prepare(given: Given, isTurned = false): Prepared {
    const { rows, depth, scales } = given;
    const { scheme, judge, isQuick, roundBias, codeWeights } = this.#plan;
    const weights = this.#rounded(given.weights.subarray(0, rows * depth), scales.weights);
    const layout = layoutOf(scheme, rows, depth);
    const bias = this.#bias(given.bias?.slice(0, rows) ?? new Float32Array(rows), scales, roundBias);
    const bytes = layout.paddedRows * depth * scheme.codeBytes;
    const weightsAt = this.#engine.arena.reserve(bytes);
    if (isTurned) this.#writeTurned(weights, layout, weightsAt);
    else {
      const codes = { codes: words(codeWeights(weights)), zero: words(codeWeights(new Float32Array(1))) };
      this.#write(codes, layout, weightsAt);
    }
    const biasAt = this.#engine.arena.reserve(8 * layout.paddedRows);
    const view =
      scheme.bias === "f32"
        ? this.#engine.arena.floats(biasAt, rows)
        : this.#engine.arena.doubles(biasAt, rows);
    view.set(bias);
    const inOrder = once(() => (isTurned ? turned(weights, rows, depth) : weights));
    const layer: Layer = {
      ...{ rows, depth, bias },
      get weights() {
        return inOrder();
      },
    };
    return {
      ...layout,
      kernel: this,
      weightsAt,
      biasAt,
      layer,
      ...(scheme.lessBySigns === true && {
        signs: once(() => denseSigns(this.#engine, scheme, layer, mostPixels)),
      }),
      judge: judge?.(layer) ?? (() => "right"),
      isQuick: isQuick?.(layer) ?? (() => false),
      missing: denseMissing(this.#engine, this.#plan, layer),
      scales,
    };
  }

  #writeTurned(weights: Float32Array, layout: Layout, at: number): void {
    const engine = this.#engine;
    // a vector may reach beyond the last number
    const needed = weights.length + 16;
    const memoryAt = engine.scratch(4 * needed);
    const memory = engine.arena.floats(memoryAt, needed);
    packTurned(layout, weights, { memory, memoryAt, weightsAt: at, pack: engine.function("packTurned") });
  }

  #write(codes: { readonly codes: Int32Array; readonly zero: Int32Array }, layout: Layout, at: number): void {
    const { scheme } = this.#plan;
    const engine = this.#engine;
    const words = (layout.paddedRows * layout.depth * scheme.codeBytes) / 4;
    if (!canPack(scheme, layout)) {
      writePanels(scheme, layout, codes, engine.arena.words(at, words));
      return;
    }
    const needed = wordsToPack(scheme, layout);
    const memoryAt = engine.scratch(4 * needed);
    const memory = engine.arena.words(memoryAt, needed);
    packPanels(scheme, layout, codes, { memory, memoryAt, weightsAt: at, pack: engine.function("pack") });
  }

  rounded(prepared: PreparedWeights): RoundedWeights {
    const { layer, scales } = this.#own(prepared);
    const [factor, unit] = [2 ** scales.weights, 2 ** (scales.activations + scales.weights)];
    return {
      weights: layer.weights.map((weight) => weight * factor),
      bias: layer.bias.map((bias) => bias * unit),
    };
  }

  /** Rounds values times 2^−scale to the operand format, in place; then they are multiplied by 2^back. */
  round(values: Float32Array, scale: number, back = 0): void {
    this.#engine.round(values, scale, back);
  }

  convolution(weights: PreparedWeights, windows: KernelWindows): Convolution {
    const sums = new WindowSums(this.#engine, this.#plan, this.#own(weights), windows);
    return (image, from, out, to) => {
      sums.run(image, from, out, to);
    };
  }

  gradientSums(windows: KernelWindows, rows: number): GradientSums | undefined {
    const plan = this.#plan;
    if (!areSummed(plan, windows)) return undefined;
    const codesOf = (values: Float32Array): Int32Array => words(plan.codeWeights(this.#rounded(values, 0)));
    return new WindowGradients(this.#engine, plan, windows, rows, codesOf);
  }

  #own(weights: PreparedWeights): Prepared {
    const own = weights as Prepared;
    if (own.kernel !== this) throw new RangeError("these weights were prepared by another kernel");
    return own;
  }

  multiply(a: Float32Array, m: number, weights: PreparedWeights, out: Float32Array, rounded: boolean): void {
    const prepared = this.#own(weights);
    const { rows, depth, paddedRows } = prepared;
    const { codeBytes, sum, lessBySigns = false } = this.#plan.scheme;
    const perPixel =
      depth * (4 + codeBytes * (lessBySigns ? 2 : 1)) + paddedRows * (4 * vectorsOf(sum) + 8) + 16;
    const wanted = Math.floor(blockBytes / perPixel / 4) * 4;
    const most = Math.min(Math.max(wanted, 4), mostPixels);
    const needed = most * perPixel + 8 * paddedRows + beyondSums + beyondSelected + 1024;
    // reserved first, as it may move the memory
    prepared.signs?.();
    const scratchAt = this.#engine.scratch(needed);
    for (let from = 0; from < m; from += most) {
      const pixels = Math.min(most, m - from);
      const part = a.subarray(from * depth, (from + pixels) * depth);
      const results = out.subarray(from * rows, (from + pixels) * rows);
      this.#block(scratchAt, part, pixels, prepared, results, rounded);
    }
  }

  /** As many pixels as fit the scratch memory. */
  #block(
    scratchAt: number,
    a: Float32Array,
    pixels: number,
    layer: Prepared,
    out: Float32Array,
    rounded: boolean,
  ): void {
    const { rows, depth, paddedRows, biasAt, scales } = layer;
    const { codeBytes, sum } = this.#plan.scheme;
    const vectors = vectorsFor(pixels * depth);
    const [floatsAt, codesAt, selectedAt, sumsAt, resultsAt, doubtsAt, boundsAt] = placesFrom(scratchAt, [
      vectors * 16,
      vectors * 4 * codeBytes,
      layer.signs === undefined ? 0 : vectors * 4 * codeBytes + beyondSelected,
      pixels * paddedRows * 4 * vectorsOf(sum) + beyondSums,
      pixels * paddedRows * 4,
      pixels * paddedRows * 4,
      paddedRows * 8,
    ]) as [...[number, number, number], ...[number, number, number, number]];
    const floats = this.#engine.arena.floats(floatsAt, 4 * vectors);
    floats.set(a);
    // what fills up the last vector counts as zeros
    floats.fill(0, a.length);
    const extremes = this.#engine.code({ from: floatsAt, to: codesAt, vectors, rounded }, scales);
    const missing = layer.isQuick(extremes.largest, extremes.smallest)
      ? layer.missing({ codesAt, activations: floats }, pixels, resultsAt)
      : null;
    this.#sums(layer, { pixels, codesAt: extremes.codesAt, sumsAt, isQuick: missing !== null });
    addMissing(this.#engine, missing ?? [], { sumsAt, first: 0, pixels, paddedRows });
    if (layer.signs !== undefined) {
      const signs = layer.signs();
      selectDenseSigns(this.#engine, signs, { floatsAt, selectedAt, pixels, depth });
      const stride = paddedRows * 4 * vectorsOf(sum);
      const block = { cornersAt: signs.cornersAt, selectedAt, sumsAt, pixels, stride };
      takeSigns(this.#engine, layer.layer, signs, block);
    }
    const results = this.#engine.arena.floats(resultsAt, pixels * paddedRows);
    const trust = layer.judge(extremes.largest, extremes.smallest);
    const shape = [pixels, paddedRows / 4] as const;
    let doubtful: ((index: number) => boolean) | null = null;
    if (trust === "right") this.#engine.call("finish", sumsAt, resultsAt, biasAt, ...shape);
    else if (trust === "wrong") doubtful = () => true;
    else {
      this.#engine.arena.doubles(boundsAt, rows).set(trust);
      this.#engine.call("finishBounded", sumsAt, resultsAt, biasAt, ...shape, boundsAt, doubtsAt);
      const doubts = this.#engine.arena.words(doubtsAt, pixels * paddedRows);
      if (this.#engine.isAnyDoubtful()) doubtful = (index) => doubts[index] !== 0;
    }
    if (doubtful !== null) this.#redo(layer, { pixels, floats, results, doubtful });
    if (paddedRows === rows) out.set(results);
    else
      for (let pixel = 0; pixel < pixels; pixel++)
        out.set(results.subarray(pixel * paddedRows, pixel * paddedRows + rows), pixel * rows);
  }

  #sums(
    { panels, weightsAt, depth, paddedRows }: Prepared,
    block: Readonly<Record<"pixels" | "codesAt" | "sumsAt", number>> & { readonly isQuick: boolean },
  ): void {
    const { pixels, codesAt, sumsAt, isQuick } = block;
    const { scheme } = this.#plan;
    const { codeBytes, sum } = scheme;
    const [activationStride, resultStride] = [depth * codeBytes, paddedRows * 4 * vectorsOf(sum)];
    let [from, to] = [weightsAt, sumsAt];
    for (const { count, vectors } of panels) {
      const together = pixelsOf(scheme, vectors);
      const grouped = Math.floor(pixels / together);
      const panelBytes = vectors * depth * 16;
      const strides = [activationStride, resultStride, panelBytes] as const;
      if (grouped > 0)
        this.#engine.call(
          tileName(together, vectors, isQuick),
          codesAt,
          from,
          to,
          grouped,
          count,
          ...strides,
        );
      const done = grouped * together;
      if (done < pixels)
        this.#engine.call(
          tileName(1, vectors, isQuick),
          codesAt + done * activationStride,
          from,
          to + done * resultStride,
          pixels - done,
          count,
          ...strides,
        );
      from += count * panelBytes;
      to += count * vectors * 16 * ((4 * vectorsOf(sum)) / codeBytes);
    }
  }

  /** Computes doubtful results again, slowly and without doubt. */
  #redo(
    { layer, scales, rows, depth, paddedRows }: Prepared,
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
      const activations = block.floats.subarray(pixel * depth, (pixel + 1) * depth);
      for (let row = 0; row < rows; row++) {
        const index = pixel * paddedRows + row;
        if (!block.doubtful(index)) continue;
        const weights = layer.weights.subarray(row * depth, (row + 1) * depth);
        block.results[index] = redo(activations, weights, layer.bias[row] ?? 0) * scale;
      }
    }
  }

  /** Weights of the operand format, scaled; those given where they are of it already. */
  #rounded(given: Float32Array, exponent: number): Float32Array {
    this.#check("weights", given);
    const { roundWeight, scheme } = this.#plan;
    if (scheme.isPlain === true && exponent === 0) return given;
    const weights = given.slice();
    if (roundWeight === undefined) this.round(weights, exponent);
    else for (const [at, weight] of weights.entries()) weights[at] = roundWeight(weight * 2 ** -exponent);
    return weights;
  }

  #bias(bias: Float32Array, scales: Prepared["scales"], round: Plan["roundBias"]): Float64Array {
    this.#check("bias", bias);
    const exponent = scales.activations + scales.weights;
    if (round !== undefined) return Float64Array.from(bias, (value) => round(value * 2 ** -exponent));
    this.#engine.round(bias, exponent, 0);
    return Float64Array.from(bias);
  }

  #check(what: string, values: Float32Array): void {
    if (!this.#plan.takesNonFinite && !areFinite(values)) throw new NotFinite(`one of the ${what}`);
  }
}

const words = ({ buffer, byteOffset, byteLength }: Codes): Int32Array =>
  new Int32Array(buffer, byteOffset, byteLength / 4);

/** Whether weights are multiplied as they are given, and only their panels are read. */
const areAsGiven = ({ scheme, judge, isQuick, rare }: Plan): boolean =>
  scheme.isPlain === true && judge === undefined && isQuick === undefined && rare === undefined;

/** depth × rows as rows × depth. */
function turned(values: Float32Array, rows: number, depth: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let k = 0, at = 0; k < depth; k++)
    for (let row = 0; row < rows; row++, at++) out[row * depth + k] = values[at] ?? 0;
  return out;
}
