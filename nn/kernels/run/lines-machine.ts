import {
  linesHeader,
  linesOf,
  linesModule,
  lineVectors,
  sumsOfLines,
  together,
  vectorProducts,
  type Integers,
} from "../code/product-lines.js";
import { vectorsFor } from "../code/vector.js";
import { Arena } from "./arena.js";
import { infinityPattern, NotFinite } from "./not-finite.js";
import type { NearestPatterns } from "./nearest-patterns.js";
import { Scratch } from "./scratch.js";
import type { TablePlan, TableWeights } from "./table-plan.js";

/** Lines of a layer's weights. */
export interface Lines {
  readonly at: number;
  /** Vectors of a line; panels of as many rows; k to the next pair. */
  readonly vectors: number;
  readonly panels: number;
  readonly pairs: number;
}

/** Products of which 32 bits hold every sum. */
const mostProducts = 2 ** 16 - together;
/** Bytes that all lines of a kernel take at most. */
const mostBytes = 2 ** 28;
/** Activations that are coded at a time, and pixels at most: they stay in a core's cache. */
const activationsAtOnce = 65_536;
const mostPixels = 256;

/** Exact sums of integer products of 16 bits, or a constant more, from lines of products. */
export class LinesMachine {
  readonly #plan: TablePlan;
  readonly #patterns: () => NearestPatterns;
  readonly #integers: Integers | null;
  readonly #arena = new Arena(linesHeader.bytes);
  readonly #functions: Functions;
  /** Where the products are, a column of each weight's pattern after the other, less a constant. */
  readonly #tableAt: number;
  readonly #more: number;
  readonly #used: number;
  readonly #scratch = new Scratch(this.#arena);

  constructor(plan: TablePlan, products: Float64Array, patterns: () => NearestPatterns) {
    this.#plan = plan;
    this.#patterns = patterns;
    this.#integers = integersOf(plan);
    const { exports } = new WebAssembly.Instance(linesModule(this.#integers), {
      env: { memory: this.#arena.memory },
    });
    this.#functions = exports as Functions;
    this.#more = moreOf(products);
    this.#tableAt = this.#arena.reserve(2 * products.length);
    const table = new Int16Array(this.#arena.memory.buffer, this.#tableAt, products.length);
    const { x, y } = plan.bits;
    for (const [index, product] of products.entries())
      table[((index & (2 ** y - 1)) << x) | (index >>> y)] = product - this.#more;
    this.#used = this.#arena.used;
  }

  release(): void {
    this.#arena.release(this.#used);
    this.#scratch.release();
  }

  /** Lines of weights; null where they would take too much memory. */
  prepare({ rows, depth, patterns }: TableWeights): Lines | null {
    const { x } = this.#plan.bits;
    const wanted = Math.ceil(rows / vectorProducts);
    const vectors = lineVectors.find((count) => count <= wanted) ?? 1;
    const height = vectorProducts * vectors;
    const [panels, pairs] = [Math.ceil(rows / height), Math.ceil(depth / together)];
    const length = panels * pairs * together * height * 2 ** x;
    if (depth > mostProducts || this.#arena.used + 2 * length > mostBytes) return null;
    const at = this.#arena.reserve(2 * length);
    const products = pairs * together;
    const columns = this.#columns(panels * products * height);
    const columnBytes = 2 * 2 ** x;
    // products with the pattern 0 are 0
    columns.words.fill(this.#tableAt);
    for (let row = 0; row < rows; row++) {
      let to = Math.floor(row / height) * products * height + (row % height);
      for (let k = row * depth; k < (row + 1) * depth; k++, to += height)
        columns.words[to] = this.#tableAt + columnBytes * (patterns[k] ?? 0);
    }
    this.#call(linesOf(vectors), columns.at, at, panels * products, 2 ** x / vectorProducts);
    return { at, vectors, panels, pairs };
  }

  #columns(length: number): { readonly at: number; readonly words: Int32Array } {
    const at = this.#scratch.of(4 * length);
    return { at, words: this.#arena.words(at, length) };
  }

  multiply(a: Float32Array, m: number, layer: TableWeights, lines: Lines, out: Float32Array): void {
    const { rows, depth } = layer;
    const most = Math.min(Math.max(Math.floor(activationsAtOnce / depth), 1), mostPixels);
    for (let from = 0; from < m; from += most) {
      const pixels = Math.min(most, m - from);
      const part = a.subarray(from * depth, (from + pixels) * depth);
      this.#block(part, pixels, layer, lines, out.subarray(from * rows, (from + pixels) * rows));
    }
  }

  #block(a: Float32Array, pixels: number, layer: TableWeights, lines: Lines, out: Float32Array): void {
    const { rows, depth, scales, bias } = layer;
    const { at, vectors, panels, pairs } = lines;
    const height = vectorProducts * vectors;
    // the last pair of the last pixel may reach beyond it
    const floatVectors = vectorsFor(pixels * depth + 1);
    const length = pixels * panels * height;
    const sizes = [16 * floatVectors, 16 * floatVectors, 4 * length];
    const [floatsAt, offsetsAt, sumsAt] = this.#scratch.places(sizes) as [number, number, number];
    this.#code(a, { floatsAt, offsetsAt, floatVectors }, 2 ** -scales.activations, 2 * height);
    const lineStride = 2 * height * 2 ** this.#plan.bits.x;
    const shape = [pixels, panels, pairs, 4 * depth, lineStride, 4 * panels * height];
    this.#call(sumsOfLines(vectors), offsetsAt, at, sumsAt, ...shape);
    const sums = this.#arena.words(sumsAt, length);
    const { finish } = this.#plan;
    const back = 2 ** (scales.activations + scales.weights);
    const more = this.#more * pairs * together;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const first = pixel * panels * height;
      for (let row = 0; row < rows; row++)
        out[pixel * rows + row] = finish((sums[first + row] ?? NaN) + more + (bias[row] ?? 0)) * back;
    }
  }

  /** Writes where lines stand among those of one k. What is beyond the activations counts as 0. */
  #code(
    a: Float32Array,
    {
      floatsAt,
      offsetsAt,
      floatVectors,
    }: Readonly<Record<"floatsAt" | "offsetsAt" | "floatVectors", number>>,
    scale: number,
    lineBytes: number,
  ): void {
    const arena = this.#arena;
    if (this.#integers === null) {
      const offsets = arena.words(offsetsAt, 4 * floatVectors);
      this.#patterns().write(a, scale, offsets.subarray(0, a.length));
      for (let index = 0; index < a.length; index++) offsets[index] = lineBytes * (offsets[index] ?? 0);
      offsets.fill(0, a.length);
      return;
    }
    const floats = arena.floats(floatsAt, 4 * floatVectors);
    floats.set(a);
    floats.fill(0, a.length);
    arena.floats(linesHeader.scale, 4).fill(scale);
    this.#call("code", floatsAt, offsetsAt, floatVectors, Math.log2(lineBytes));
    if (arena.words(linesHeader.largest, 4).some((pattern) => pattern >= infinityPattern))
      throw new NotFinite("an activation");
  }

  #call(name: string, ...values: number[]): void {
    const wanted = this.#functions[name];
    if (wanted === undefined) throw new RangeError(`there is no function ${name}`);
    wanted(...values);
  }
}

type Functions = Readonly<Record<string, (...values: number[]) => void>>;

/** What is taken off products so that they have 16 bits with a sign. */
const moreOf = (products: Float64Array): number =>
  products.some((product) => product >= 2 ** 15) ? 2 ** 15 : 0;

/** Whether lines can be made: 16 bits hold all products, and there are enough activations to turn. */
export function hasLines({ bits }: TablePlan, products: Float64Array): boolean {
  if (2 ** bits.x < vectorProducts) return false;
  const more = moreOf(products);
  return products.every(
    (product) => Number.isInteger(product) && product - more >= -(2 ** 15) && product - more < 2 ** 15,
  );
}

/** The integers that activations are; null where they are other numbers. */
function integersOf({ bits: { x: bits }, xValue }: TablePlan): Integers | null {
  const values = Array.from({ length: 2 ** bits }, (_, pattern) => xValue(pattern));
  const half = 2 ** (bits - 1);
  if (values.every((value, pattern) => value === pattern)) return { bits, lowest: 0, highest: 2 * half - 1 };
  return values.every((value, pattern) => value === (pattern < half ? pattern : pattern - 2 * half))
    ? { bits, lowest: -half, highest: half - 1 }
    : null;
}
