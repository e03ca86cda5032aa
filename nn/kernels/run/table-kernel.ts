import { once } from "../../../tools/once.js";
import { tableModule, tableRows } from "../code/table.js";
import type { MatrixKernel, PreparedWeights, RoundedWeights } from "../kernel.js";
import { Arena } from "./arena.js";
import { NearestPatterns } from "./nearest-patterns.js";
import { NotFinite } from "./not-finite.js";

/** Sums of products that are looked up. */
export interface TablePlan {
  readonly description: string;
  /** Patterns of an activation and of a weight: 2^bits each. */
  readonly bits: { readonly x: number; readonly y: number };
  /** Pattern of the number of the operand format nearest to a value, and its value. */
  readonly xPattern: (value: number) => number;
  readonly yPattern: (value: number) => number;
  readonly xValue: (pattern: number) => number;
  readonly yValue: (pattern: number) => number;
  readonly product: (x: number, y: number) => number;
  /** Sums are floats, each rounded; or doubles, which must hold them exactly, as floats must the products. */
  readonly sum: "f32" | "f64";
  readonly roundBias: (bias: number) => number;
  /** The result of a sum, bias included. */
  readonly finish: (sum: number) => number;
}

interface Prepared extends PreparedWeights {
  readonly weightsAt: number;
  readonly groups: number;
  readonly bias: Float64Array;
  readonly scales: { readonly activations: number; readonly weights: number };
}

/** A product in the table is a float. */
const productBytes = 4;

/** Sums that are computed by one call. */
const sumsAtOnce = 4096;

/** A matrix product by a table of all products. */
export function tableKernel(plan: TablePlan): MatrixKernel {
  const patterns = once(() => new NearestPatterns(plan.xPattern));
  const xValues = once(() => Float64Array.from({ length: 2 ** plan.bits.x }, (_, x) => plan.xValue(x)));
  const machine = once(() => new TableMachine(plan, patterns()));
  return {
    description: plan.description,
    round: (values, scale = 0) => {
      const found = new Int32Array(values.length);
      patterns().write(values, 2 ** -scale, found);
      const [numbers, up] = [xValues(), 2 ** scale];
      for (let index = 0; index < values.length; index++)
        values[index] = (numbers[found[index] ?? 0] ?? NaN) * up;
    },
    prepare: (weights, bias, shape, scales) => machine().prepare(weights, bias, shape, scales),
    rounded: (weights) => machine().rounded(weights as Prepared),
    multiply: (a, m, weights, out) => {
      machine().multiply(a, m, weights as Prepared, out);
    },
    release: () => {
      machine().release();
    },
  };
}

class TableMachine {
  readonly #plan: TablePlan;
  readonly #patterns: NearestPatterns;
  readonly #arena = new Arena(64);
  readonly #sums: (...values: number[]) => void;
  readonly #tableAt: number;
  readonly #lineBytes: number;
  /** Bytes of a sum. */
  readonly #size: number;
  readonly #used: number;
  #scratch = { at: 0, bytes: 0 };

  constructor(plan: TablePlan, patterns: NearestPatterns) {
    this.#plan = plan;
    this.#patterns = patterns;
    const { bits, product, sum } = plan;
    const instance = new WebAssembly.Instance(tableModule(sum), { env: { memory: this.#arena.memory } });
    this.#sums = instance.exports.sums as (...values: number[]) => void;
    this.#size = sum === "f32" ? 4 : 8;
    this.#lineBytes = 2 ** bits.y * productBytes;
    this.#tableAt = this.#arena.reserve(2 ** bits.x * this.#lineBytes);
    const length = 2 ** (bits.x + bits.y);
    const table = this.#arena.floats(this.#tableAt, length);
    for (let index = 0; index < length; index++) {
      const exact = product(index >>> bits.y, index & (2 ** bits.y - 1));
      table[index] = exact;
      if (sum === "f64" && table[index] !== exact) throw new RangeError(`${exact} is no float`);
    }
    this.#used = this.#arena.used;
  }

  release(): void {
    this.#arena.release(this.#used);
    this.#scratch = { at: 0, bytes: 0 };
  }

  prepare(
    weights: Float32Array,
    bias: Float32Array | undefined,
    { rows, depth }: { readonly rows: number; readonly depth: number },
    scales: Prepared["scales"],
  ): Prepared {
    const { yPattern, roundBias } = this.#plan;
    const groups = Math.ceil(rows / tableRows);
    const weightsAt = this.#arena.reserve(4 * groups * tableRows * depth);
    const codes = this.#arena.words(weightsAt, groups * tableRows * depth);
    let at = 0;
    for (let group = 0; group < groups; group++)
      for (let k = 0; k < depth; k++)
        for (let row = group * tableRows; row < (group + 1) * tableRows; row++) {
          const value = row < rows ? (weights[row * depth + k] ?? NaN) : 0;
          codes[at++] = productBytes * yPattern(finite(value * 2 ** -scales.weights));
        }
    const exponent = scales.activations + scales.weights;
    const rounded = Float64Array.from({ length: rows }, (_, row) =>
      roundBias(finite(bias?.[row] ?? 0) * 2 ** -exponent),
    );
    return { rows, depth, weightsAt, groups, bias: rounded, scales };
  }

  /** Weights stand row by row within a group of rows, as offsets into a line of the table. */
  rounded({ rows, depth, weightsAt, groups, bias, scales }: Prepared): RoundedWeights {
    const codes = this.#arena.words(weightsAt, groups * tableRows * depth);
    const weights = Float32Array.from({ length: rows * depth }, (_, index) => {
      const [row, k] = [Math.floor(index / depth), index % depth];
      const [group, lane] = [Math.floor(row / tableRows), row % tableRows];
      const code = codes[(group * depth + k) * tableRows + lane] ?? NaN;
      return this.#plan.yValue(code / productBytes) * 2 ** scales.weights;
    });
    const unit = 2 ** (scales.activations + scales.weights);
    return { weights, bias: bias.map((value) => value * unit) };
  }

  multiply(a: Float32Array, m: number, layer: Prepared, out: Float32Array): void {
    const { rows, depth, groups, scales, weightsAt } = layer;
    const { finish, sum } = this.#plan;
    const paddedRows = groups * tableRows;
    const most = Math.max(Math.floor(sumsAtOnce / paddedRows), 1);
    const needed = 4 * most * depth + 64 + most * paddedRows * this.#size;
    if (needed > this.#scratch.bytes) this.#scratch = { at: this.#arena.reserve(needed), bytes: needed };
    const sumsAt = this.#scratch.at + Math.ceil((4 * most * depth) / 64) * 64;
    const scale = 2 ** -scales.activations;
    const back = 2 ** (scales.activations + scales.weights);
    const add = sum === "f32" ? Math.fround : (value: number) => value;
    for (let from = 0; from < m; from += most) {
      const pixels = Math.min(most, m - from);
      const codes = this.#arena.words(this.#scratch.at, pixels * depth);
      this.#patterns.write(a.subarray(from * depth, (from + pixels) * depth), scale, codes);
      const [first, apart] = [this.#tableAt, this.#lineBytes];
      for (let index = 0; index < pixels * depth; index++) codes[index] = first + apart * (codes[index] ?? 0);
      this.#sums(this.#scratch.at, weightsAt, sumsAt, pixels, groups, depth);
      const length = pixels * paddedRows;
      const sums = sum === "f32" ? this.#arena.floats(sumsAt, length) : this.#arena.doubles(sumsAt, length);
      for (let pixel = 0; pixel < pixels; pixel++)
        for (let row = 0; row < rows; row++)
          out[(from + pixel) * rows + row] =
            finish(add((sums[pixel * paddedRows + row] ?? NaN) + (layer.bias[row] ?? 0))) * back;
    }
  }
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new NotFinite("a value");
}
