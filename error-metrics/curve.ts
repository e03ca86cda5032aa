import { nearestDouble } from "../golden/double.js";
import type { NumberFormat } from "../golden/format.js";

/** Relative error over the logarithm of an operand's magnitude; plain data. */
export interface ErrorCurve {
  /** The port's name. */
  readonly name: string;
  readonly format: string;
  /** In ascending order. Each is of the operands within a sixteenth of an octave. */
  readonly points: readonly {
    /** The middle of the operands' log2. */
    readonly log2: number;
    readonly mean_percent: number;
    readonly lowest_percent: number;
    readonly highest_percent: number;
  }[];
}

const binsPerOctave = 16;
/** Of a wide format the octaves about 1 are shown, of integers the uppermost: errors of logarithms recur in each. */
const mostOctaves = 12;

interface Bin {
  count: number;
  sum: number;
  lowest: number;
  highest: number;
}

/** Gathers the relative errors of one operand's values. */
export class CurveTally {
  readonly #bins = new Map<number, Bin>();

  constructor(
    private readonly name: string,
    private readonly format: NumberFormat,
  ) {}

  /** @param relative error, 0.01 for 1 % */
  add(bits: bigint, relative: number): void {
    const value = this.format.real?.(bits);
    const log2 = value === undefined ? NaN : Math.log2(Math.abs(nearestDouble(value)));
    if (!Number.isFinite(log2)) return;
    const place = Math.floor(binsPerOctave * log2 + 1e-9);
    const bin = this.#bins.get(place);
    if (bin === undefined)
      this.#bins.set(place, { count: 1, sum: relative, lowest: relative, highest: relative });
    else {
      bin.count++;
      bin.sum += relative;
      bin.lowest = Math.min(bin.lowest, relative);
      bin.highest = Math.max(bin.highest, relative);
    }
  }

  view(): ErrorCurve {
    const places = [...this.#bins.keys()];
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const half = (mostOctaves / 2) * binsPerOctave;
    const [from, to] =
      high - low <= 2 * half ? [low, high] : low < 0 ? [-half, half - 1] : [high - 2 * half + 1, high];
    return {
      name: this.name,
      format: this.format.name,
      points: [...this.#bins]
        .filter(([place]) => place >= from && place <= to)
        .sort(([a], [b]) => a - b)
        .map(([place, { count, sum, lowest, highest }]) => ({
          log2: (place + 0.5) / binsPerOctave,
          mean_percent: (100 * sum) / count,
          lowest_percent: 100 * lowest,
          highest_percent: 100 * highest,
        })),
    };
  }
}
