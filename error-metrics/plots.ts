import { Dyadic } from "../golden/dyadic.js";
import type { NumberFormat } from "../golden/format.js";
import { RequestError } from "../tools/errors.js";
import { Moments } from "./moments.js";

/** A heatmap's axis: all patterns of one operand's port, in the order of their values; plain data. */
interface OperandAxis {
  /** The port's name. */
  readonly name: string;
  readonly format: string;
  /** How many bins. Each holds equally many patterns. */
  readonly bins: number;
  /** Values along the axis. `at` is the position, 0 to 1; `value` has six digits. */
  readonly ticks: readonly { readonly at: number; readonly value: string }[];
}

/** Mean relative error over two operands; plain data. */
export interface Heatmap {
  readonly x: OperandAxis;
  readonly y: OperandAxis;
  /** The mean signed relative error, indexed by y's bin, then x's. Null where a bin has none. */
  readonly mean_percent: readonly (readonly (number | null)[])[];
}

/** The distribution of the signed relative error; plain data. */
export interface Histogram {
  /** The lower edge of each bin, then the upper edge of the last. */
  readonly edges_percent: readonly number[];
  /** Per bin; 100 % is all operands whose exact result is not zero, here and below. */
  readonly share_percent: readonly number[];
  /** The share below the first bin, and the share above the last. */
  readonly below_percent: number;
  readonly above_percent: number;
  /** The share whose result is right. */
  readonly correct_percent: number;
}

/** A heatmap's axis has at most 2^logBins bins. */
const logBins = 6;

/** One axis of a heatmap. Maps patterns to bins. */
class Axis {
  readonly #lowest: bigint;
  readonly #drop: bigint;
  readonly bins: number;

  constructor(
    readonly name: string,
    readonly format: NumberFormat,
  ) {
    const { width, ascendsAs } = format;
    if (ascendsAs === undefined)
      throw new RequestError(`the patterns of ${format.name} do not ascend with their values: no heatmap`);
    this.#lowest = ascendsAs === "signed" ? -(1n << BigInt(width - 1)) : 0n;
    const log = Math.min(width, logBins);
    this.#drop = BigInt(width - log);
    this.bins = 2 ** log;
  }

  bin(bits: bigint): number {
    const { width } = this.format;
    return Number(BigInt.asUintN(width, bits - this.#lowest) >> this.#drop);
  }

  view(): OperandAxis {
    const quarters = this.format.width < 2 ? [0, 4] : [0, 1, 2, 3, 4];
    const ticks = quarters.map((quarter) => ({ at: quarter / 4, value: this.#valueAt(quarter) }));
    return { name: this.name, format: this.format.name, bins: this.bins, ticks };
  }

  /** The lowest pattern of a posit is NaR, which has no value. The next pattern's value stands in for it. */
  #valueAt(quarter: number): string {
    const { format } = this;
    const { width } = format;
    const end = (1n << BigInt(width)) - 1n;
    const place = (BigInt(quarter) << BigInt(width)) / 4n;
    const bits = BigInt.asUintN(width, (place > end ? end : place) + this.#lowest);
    const value = format.real?.(bits) ?? format.real?.(BigInt.asUintN(width, bits + 1n));
    return (value ?? Dyadic.zero).toString();
  }
}

export class HeatmapTally {
  readonly #x: Axis;
  readonly #y: Axis;
  readonly #cells: readonly (readonly Moments[])[];

  /** @throws {RequestError} there are fewer than two operands, or patterns do not ascend with their values */
  constructor(spec: string, inputs: readonly { readonly name: string; readonly format: NumberFormat }[]) {
    const [x, y] = inputs;
    if (x === undefined || y === undefined)
      throw new RequestError(
        `${spec} has one operand; a heatmap shows two: ask for --histogram, or an operator of two`,
      );
    const [across, up] = [new Axis(x.name, x.format), new Axis(y.name, y.format)];
    this.#x = across;
    this.#y = up;
    this.#cells = Array.from({ length: up.bins }, () =>
      Array.from({ length: across.bins }, () => new Moments()),
    );
  }

  /** @param relative signed, 1 for 100 % */
  add(x: bigint, y: bigint, relative: number): void {
    this.#cells[this.#y.bin(y)]?.[this.#x.bin(x)]?.add(relative);
  }

  view(): Heatmap {
    const mean_percent = this.#cells.map((row) =>
      row.map(({ count, mean }) => (count === 0 ? null : 100 * mean)),
    );
    return { x: this.#x.view(), y: this.#y.view(), mean_percent };
  }
}

/** About how many bins a histogram has. */
const histogramBins = 60;
/** The share on either side that is counted but not drawn. A few outliers would squeeze the rest into one bar. */
const shareBeyond = 0.0005;

/**
 * Bins of equal width over all errors but the outermost thousandth. One bin begins at zero.
 * @param relatives signed, 1 for 100 %
 */
export function histogramOf(relatives: readonly number[]): Histogram {
  const sorted = Float64Array.from(relatives).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const lowest = Math.min(0, at(shareBeyond));
  const highest = Math.max(0, at(1 - shareBeyond));
  const width = niceWidth((highest - lowest || 1) / histogramBins);
  const first = Math.floor(lowest / width);
  const counts = new Array<number>(Math.floor(highest / width) - first + 1).fill(0);
  let [below, above, correct] = [0, 0, 0];
  for (const relative of relatives) {
    const bin = Math.floor(relative / width) - first;
    if (relative === 0) correct++;
    if (bin < 0) below++;
    else if (bin >= counts.length) above++;
    else counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const percent = (count: number): number => (100 * count) / relatives.length;
  return {
    edges_percent: Array.from({ length: counts.length + 1 }, (_, i) => 100 * (first + i) * width),
    share_percent: counts.map(percent),
    below_percent: percent(below),
    above_percent: percent(above),
    correct_percent: percent(correct),
  };
}

/** For 0.013 it is 0.02: 1, 2 or 5 times a power of ten, at least `width`. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= width) ?? 10);
}
