import { once } from "../../../tools/once.js";
import { tableModule, tableRows } from "../code/table.js";
import type { MatrixKernel, RoundedWeights } from "../kernel.js";
import { Arena } from "./arena.js";
import { hasLines, LinesMachine, type Lines } from "./lines-machine.js";
import { NearestPatterns } from "./nearest-patterns.js";
import { Scratch } from "./scratch.js";
import { finiteNumber, type TablePlan, type TableWeights } from "./table-plan.js";

/** Weights with what the machine that takes them has made of them. */
interface Prepared extends TableWeights {
  readonly lines: Lines | null;
  readonly looked: LookedUp | null;
}

/** Where the memory has weights, as offsets in a line of the table, and how many groups of rows there are. */
interface LookedUp {
  readonly weightsAt: number;
  readonly groups: number;
}

/** A product in the table is a float. */
const productBytes = 4;

/** Sums that are computed by one call. */
const sumsAtOnce = 4096;

/** A matrix product by a table of all products. */
export function tableKernel(plan: TablePlan): MatrixKernel {
  const patterns = once(() => new NearestPatterns(plan.xPattern));
  const xValues = once(() => Float64Array.from({ length: 2 ** plan.bits.x }, (_, x) => plan.xValue(x)));
  const products = once(() => productsOf(plan));
  const table = once(() => new TableMachine(plan, products(), patterns()));
  const lines = once(() =>
    plan.sum === "f64" && hasLines(plan, products()) ? new LinesMachine(plan, products(), patterns) : null,
  );
  return {
    description: plan.description,
    round: (values, scale = 0) => {
      const found = new Int32Array(values.length);
      patterns().write(values, 2 ** -scale, found);
      const [numbers, up] = [xValues(), 2 ** scale];
      for (let index = 0; index < values.length; index++)
        values[index] = (numbers[found[index] ?? 0] ?? NaN) * up;
    },
    prepare(weights, bias, shape, scales): Prepared {
      const rounded = weightsOf(plan, weights, bias, shape, scales);
      const ofLines = lines()?.prepare(rounded) ?? null;
      return { ...rounded, lines: ofLines, looked: ofLines === null ? table().prepare(rounded) : null };
    },
    rounded(weights): RoundedWeights {
      const { patterns: ofWeights, bias, scales } = weights as Prepared;
      const [up, unit] = [2 ** scales.weights, 2 ** (scales.activations + scales.weights)];
      return {
        weights: Float32Array.from(ofWeights, (pattern) => plan.yValue(pattern) * up),
        bias: bias.map((value) => value * unit),
      };
    },
    multiply: (a, m, weights, out) => {
      const layer = weights as Prepared;
      if (layer.lines !== null) lines()?.multiply(a, m, layer, layer.lines, out);
      else if (layer.looked !== null) table().multiply(a, m, layer, layer.looked, out);
    },
    release: () => {
      lines()?.release();
      table().release();
    },
  };
}

/** The products of all pairs: of pattern x of an activation and y of a weight at x · 2^bits + y. */
const productsOf = ({ bits: { x, y }, product }: TablePlan): Float64Array =>
  Float64Array.from({ length: 2 ** (x + y) }, (_, index) => product(index >>> y, index & (2 ** y - 1)));

function weightsOf(
  { yPattern, roundBias }: TablePlan,
  weights: Float32Array,
  bias: Float32Array | undefined,
  { rows, depth }: { readonly rows: number; readonly depth: number },
  scales: TableWeights["scales"],
): TableWeights {
  const patterns = Uint16Array.from({ length: rows * depth }, (_, at) =>
    yPattern(finiteNumber((weights[at] ?? NaN) * 2 ** -scales.weights)),
  );
  const exponent = scales.activations + scales.weights;
  const rounded = Float64Array.from({ length: rows }, (_, row) =>
    roundBias(finiteNumber(bias?.[row] ?? 0) * 2 ** -exponent),
  );
  return { rows, depth, patterns, bias: rounded, scales };
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
  readonly #scratch = new Scratch(this.#arena);

  constructor(plan: TablePlan, products: Float64Array, patterns: NearestPatterns) {
    this.#plan = plan;
    this.#patterns = patterns;
    const { bits, sum } = plan;
    const instance = new WebAssembly.Instance(tableModule(sum), { env: { memory: this.#arena.memory } });
    this.#sums = instance.exports.sums as (...values: number[]) => void;
    this.#size = sum === "f32" ? 4 : 8;
    this.#lineBytes = 2 ** bits.y * productBytes;
    this.#tableAt = this.#arena.reserve(2 ** bits.x * this.#lineBytes);
    const table = this.#arena.floats(this.#tableAt, products.length);
    for (const [index, exact] of products.entries()) {
      table[index] = exact;
      if (sum === "f64" && table[index] !== exact) throw new RangeError(`${exact} is no float`);
    }
    this.#used = this.#arena.used;
  }

  release(): void {
    this.#arena.release(this.#used);
    this.#scratch.release();
  }

  prepare({ rows, depth, patterns }: TableWeights): LookedUp {
    const groups = Math.ceil(rows / tableRows);
    const weightsAt = this.#arena.reserve(4 * groups * tableRows * depth);
    const codes = this.#arena.words(weightsAt, groups * tableRows * depth);
    const zero = this.#plan.yPattern(0);
    let at = 0;
    for (let group = 0; group < groups; group++)
      for (let k = 0; k < depth; k++)
        for (let row = group * tableRows; row < (group + 1) * tableRows; row++)
          codes[at++] = productBytes * (row < rows ? (patterns[row * depth + k] ?? zero) : zero);
    return { weightsAt, groups };
  }

  multiply(
    a: Float32Array,
    m: number,
    { rows, depth, scales, bias }: TableWeights,
    { groups, weightsAt }: LookedUp,
    out: Float32Array,
  ): void {
    const { finish, sum } = this.#plan;
    const paddedRows = groups * tableRows;
    const most = Math.max(Math.floor(sumsAtOnce / paddedRows), 1);
    const sizes = [4 * most * depth, most * paddedRows * this.#size];
    const [codesAt, sumsAt] = this.#scratch.places(sizes) as [number, number];
    const scale = 2 ** -scales.activations;
    const back = 2 ** (scales.activations + scales.weights);
    const add = sum === "f32" ? Math.fround : (value: number) => value;
    for (let from = 0; from < m; from += most) {
      const pixels = Math.min(most, m - from);
      const codes = this.#arena.words(codesAt, pixels * depth);
      this.#patterns.write(a.subarray(from * depth, (from + pixels) * depth), scale, codes);
      const [first, apart] = [this.#tableAt, this.#lineBytes];
      for (let index = 0; index < pixels * depth; index++) codes[index] = first + apart * (codes[index] ?? 0);
      this.#sums(codesAt, weightsAt, sumsAt, pixels, groups, depth);
      const length = pixels * paddedRows;
      const sums = sum === "f32" ? this.#arena.floats(sumsAt, length) : this.#arena.doubles(sumsAt, length);
      for (let pixel = 0; pixel < pixels; pixel++)
        for (let row = 0; row < rows; row++)
          out[(from + pixel) * rows + row] =
            finish(add((sums[pixel * paddedRows + row] ?? NaN) + (bias[row] ?? 0))) * back;
    }
  }
}
