import { packedRows } from "../code/pack-function.js";
import { vectorsOf } from "../code/scheme.js";
import { vectorsFor } from "../code/vector.js";
import { mostQuads, windowGradientsName } from "../code/window-gradients.js";
import type { GradientSums, KernelWindows } from "../kernel.js";
import type { Engine } from "./engine.js";
import { pad, paddedSizes, type PaddedSizes } from "./padding.js";
import { packVector } from "./panels.js";
import { areSumsPlain, type Plan } from "./plan.js";
import { addFunctions, addGradients, longestRun } from "./window-functions.js";

type Call = ReturnType<Engine["function"]>;

/** Some output channels, whose sums a function forms. */
interface Panel {
  readonly quads: number;
  /** For all kernel rows; for the bias. */
  readonly sum: Call;
  readonly sumOne: Call;
  /** The first channel. */
  readonly first: number;
  /** Vectors of a pixel's gradients. */
  readonly vectors: number;
  readonly gradientsAt: number;
  readonly sumsAt: number;
}

/** Where an image and its gradients are written. */
interface Views {
  readonly image: Float32Array;
  readonly gradients: Int32Array;
}

const nothing = { activations: 0, weights: 0 };

/**
 * Gradients of a convolution's weights, image by image: sums stay in memory from one to the next.
 *
 *     image       ── pad, code ──────────────┐
 *                                            ├─ sums of each kernel row ── after all images: finish
 *     gradients   ── code, pixel by pixel ───┘
 */
export class WindowGradients implements GradientSums {
  readonly #engine: Engine;
  readonly #plan: Plan;
  readonly #windows: KernelWindows;
  readonly #rows: number;
  readonly #codesOf: (values: Float32Array) => Int32Array;
  readonly #panels: readonly Panel[];
  /** Addresses: the image as it is given, with its padding, and coded; a 1, coded; gradients as they are given. */
  readonly #at: Readonly<Record<"dense" | "floats" | "codes" | "one" | "rows" | "table" | "zero", number>>;
  readonly #padded: PaddedSizes;
  #known: Views | undefined;
  readonly #paddedSize: number;

  /**
   * @param rows output channels @param codesOf gradients as a sum takes them
   * @see areSummed
   */
  constructor(
    engine: Engine,
    plan: Plan,
    windows: KernelWindows,
    rows: number,
    codesOf: (values: Float32Array) => Int32Array,
  ) {
    const { scheme } = plan;
    const { codeBytes } = scheme;
    const { channels, height, width, kernel, dilations, pads, outHeight, outWidth } = windows;
    const { arena } = engine;
    [this.#engine, this.#plan, this.#windows, this.#rows] = [engine, plan, windows, rows];
    this.#codesOf = codesOf;
    const [run, positions] = [kernel[1], outHeight * outWidth];
    addFunctions(engine, plan, 0);
    this.#padded = paddedSizes(windows);
    const { paddedHeight, paddedWidth } = this.#padded;
    const paddedArea = paddedHeight * paddedWidth;
    this.#paddedSize = channels * paddedArea;
    const quads = Math.ceil(rows / 4);
    const parts = Math.ceil(quads / mostQuads(scheme, run));
    const sums = channels * kernel[0] * run + 1;
    this.#panels = Array.from({ length: parts }, (_, part) => {
      const [from, to] = [part, part + 1].map((index) => Math.floor((quads * index) / parts)) as [
        number,
        number,
      ];
      const tile = { run, quads: to - from };
      addGradients(engine, plan, tile);
      addGradients(engine, plan, { ...tile, run: 1 });
      const vectors = (tile.quads * codeBytes) / 4;
      const sumBytes = 16 * sums * tile.quads * vectorsOf(scheme.sum);
      const sumsAt = arena.reserve(sumBytes);
      arena.bytes(sumsAt, sumBytes).fill(0);
      const [sum, sumOne] = [tile, { ...tile, run: 1 }].map((one) =>
        engine.function(windowGradientsName(one)),
      );
      if (sum === undefined || sumOne === undefined) throw new RangeError("functions that were not added");
      const gradientsAt = arena.reserve(16 * positions * vectors);
      return { quads: tile.quads, sum, sumOne, first: 4 * from, vectors, gradientsAt, sumsAt };
    });
    // a vector may reach beyond the last number
    const dense = arena.reserve(4 * channels * height * width + 32);
    const isPadded = pads.some((pad) => pad > 0);
    const floats = isPadded ? arena.reserve(4 * this.#paddedSize + 32) : dense;
    arena.bytes(floats, 4 * this.#paddedSize + 32).fill(0);
    const codes = arena.reserve(codeBytes * (this.#paddedSize + 4));
    const rowsAt = arena.reserve(4 * quads * positions * codeBytes);
    // Channels that fill up the last quad have gradients of 0.
    const filling = codesOf(new Float32Array((4 * quads - rows) * positions));
    arena.words(rowsAt + rows * positions * codeBytes, filling.length).set(filling);
    const table = Int32Array.from(
      { length: channels * kernel[0] },
      (_, at) =>
        (Math.floor(at / kernel[0]) * paddedArea + (at % kernel[0]) * dilations[0] * paddedWidth) * codeBytes,
    );
    const oneAt = arena.keep(Float32Array.of(1, 0, 0, 0));
    this.#at = {
      ...{ dense, floats, codes, rows: rowsAt, table: arena.keep(table) },
      one: engine.code({ from: oneAt, to: arena.reserve(64), vectors: 1, rounded: false }, nothing).codesAt,
      zero: arena.keep(new Float32Array(8 * quads)),
    };
  }

  add(image: Float32Array, from: number, gradients: Float32Array, at: number): void {
    const engine = this.#engine;
    const { scheme } = this.#plan;
    const { channels, height, width, kernel, strides, outHeight, outWidth } = this.#windows;
    const { dense, floats, codes, one, table, zero } = this.#at;
    const size = channels * height * width;
    const positions = outHeight * outWidth;
    const views = this.#views();
    views.image.set(image.subarray(from, from + size));
    if (floats !== dense) pad(engine, this.#windows, this.#padded, dense, floats);
    const vectors = vectorsFor(this.#paddedSize);
    const { codesAt } = engine.code({ from: floats, to: codes, vectors, rounded: false }, nothing);
    views.gradients.set(this.#codesOf(gradients.subarray(at, at + this.#rows * positions)));
    const step = strides[1] * scheme.codeBytes;
    const gap = (strides[0] * this.#padded.paddedWidth - outWidth * strides[1]) * scheme.codeBytes;
    const kernelRows = channels * kernel[0];
    for (const panel of this.#panels) {
      const { quads, gradientsAt, sumsAt, sum, sumOne } = panel;
      this.#pack(panel, positions);
      sum(table, codesAt, gradientsAt, sumsAt, kernelRows, outHeight, outWidth, step, gap);
      // The bias is the weight of an operand that is 1.
      const biasAt = sumsAt + 16 * kernelRows * kernel[1] * quads * vectorsOf(scheme.sum);
      sumOne(zero, one, gradientsAt, biasAt, 1, outHeight, outWidth, 0, 0);
    }
  }

  /** Of the memory, which may have moved since. */
  #views(): Views {
    const { arena } = this.#engine;
    const { channels, height, width, outHeight, outWidth } = this.#windows;
    if (this.#known?.image.buffer === arena.memory.buffer) return this.#known;
    const words = (this.#rows * outHeight * outWidth * this.#plan.scheme.codeBytes) / 4;
    this.#known = {
      image: arena.floats(this.#at.dense, channels * height * width),
      gradients: arena.words(this.#at.rows, words),
    };
    return this.#known;
  }

  results(): { readonly weights: Float32Array; readonly bias: Float32Array } {
    const { channels, kernel } = this.#windows;
    const engine = this.#engine;
    const [rows, depth] = [this.#rows, channels * kernel[0] * kernel[1]];
    const weights = new Float32Array(rows * depth);
    const bias = new Float32Array(rows);
    for (const { quads, first, sumsAt } of this.#panels) {
      const height = 4 * quads;
      const length = (depth + 1) * height;
      const resultsAt = engine.scratch(4 * length);
      engine.call("finish", sumsAt, resultsAt, this.#at.zero, depth + 1, quads);
      const results = engine.arena.floats(resultsAt, length);
      for (let row = first; row < Math.min(first + height, rows); row++) {
        for (let k = 0; k < depth; k++) weights[row * depth + k] = results[k * height + row - first] ?? NaN;
        bias[row] = results[depth * height + row - first] ?? NaN;
      }
    }
    return { weights, bias };
  }

  /** Gradients of a panel's channels, pixel by pixel. */
  #pack({ first, vectors, gradientsAt }: Panel, positions: number): void {
    const { scheme } = this.#plan;
    const pack = this.#engine.function("pack");
    const rowBytes = positions * scheme.codeBytes;
    for (let vector = 0; vector < vectors; vector++) {
      const from = this.#at.rows + (first + vector * packedRows(scheme)) * rowBytes;
      packVector(pack, scheme, { from, rowBytes, to: gradientsAt + 16 * vector, apart: 16 * vectors });
    }
  }
}

/** Whether gradients can be summed image by image: sums are right as they are, and a kernel row's fit registers. */
export const areSummed = (plan: Plan, { kernel, dilations, outHeight, outWidth }: KernelWindows): boolean =>
  areSumsPlain(plan) &&
  kernel[1] > 1 &&
  kernel[1] <= longestRun &&
  dilations[1] === 1 &&
  mostQuads(plan.scheme, kernel[1]) > 0 &&
  outHeight * outWidth >= packedRows(plan.scheme);
