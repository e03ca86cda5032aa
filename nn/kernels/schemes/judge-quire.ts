import type { Layer, Trust } from "../run/plan.js";
import { largestScale, lastBitExponent, smallest, type PositFormat } from "./posit-format.js";

/** Whether products come unrounded into the sum, or each one as a posit. */
export type Products = "unrounded" | "rounded";

/**
 * What sums in doubles are worth. Products are multiples of a quantum: unrounded ones of the weight of the last bit of an
 * activation times that of a weight; rounded ones of the last bit of the smallest product. While the magnitudes add up
 * to less than 2^53 quanta, every sum is exact. Else each addition is off by 2^−53 of what was summed up, at most.
 *
 * @param range the quire wraps around from this magnitude on
 */
export function judgeQuire(format: PositFormat, products: Products, range: number) {
  return (layer: Layer): ((largest: number, smallest: number) => Trust) => {
    const rows = Array.from({ length: layer.rows }, (_, row) => statistics(layer, row));
    const all = rows.reduce(together, none);
    const bounds = new Float64Array(layer.rows);
    /** What a row's sums are off by at most. */
    const boundOf = (row: Statistics, largest: number, smallest: number): number => {
      const most = mostOf(format, products, largest * row.sum, layer.depth) + row.bias;
      const quantum = Math.min(
        quantumOfProducts(format, products, smallest, row.least),
        quantumOf(format, row.leastBias),
      );
      const isExact = most < quantum * 2 ** 53;
      return most >= range ? Infinity : isExact ? 0 : (layer.depth + 4) * 2 ** -52 * most;
    };
    return (largest, smallest) => {
      // a row that had the most and the least of all would be the worst; most often it is exact, too
      if (boundOf(all, largest, smallest) === 0) return "right";
      let isExact = true;
      for (const [index, row] of rows.entries()) {
        bounds[index] = boundOf(row, largest, smallest);
        isExact &&= bounds[index] === 0;
      }
      return isExact ? "right" : bounds;
    };
  };
}

/** Of the weights of a row: the sum of magnitudes, rounded up, and the least but zero; and the same of the bias. */
interface Statistics {
  readonly sum: number;
  readonly least: number;
  readonly bias: number;
  readonly leastBias: number;
}

const none: Statistics = { sum: 0, least: Infinity, bias: 0, leastBias: Infinity };

function statistics({ weights, bias, depth }: Layer, row: number): Statistics {
  let [sum, least] = [0, Infinity];
  for (let at = row * depth; at < (row + 1) * depth; at++) {
    const magnitude = Math.abs(weights[at] ?? NaN);
    sum += magnitude;
    if (magnitude > 0 && magnitude < least) least = magnitude;
  }
  const own = Math.abs(bias[row] ?? 0);
  return { sum: sum * (1 + 2 ** -20), least, bias: own, leastBias: own === 0 ? Infinity : own };
}

const together = (a: Statistics, b: Statistics): Statistics => ({
  sum: Math.max(a.sum, b.sum),
  least: Math.min(a.least, b.least),
  bias: Math.max(a.bias, b.bias),
  leastBias: Math.min(a.leastBias, b.leastBias),
});

/** The sum of the products' magnitudes at most. Rounding makes a product larger by a regime at most, but minpos at least. */
const mostOf = (format: PositFormat, products: Products, unrounded: number, depth: number): number =>
  products === "unrounded" ? unrounded : unrounded * 2 ** (2 ** format.es) + depth * smallest(format);

function quantumOfProducts(format: PositFormat, products: Products, x: number, y: number): number {
  if (products === "unrounded") return quantumOf(format, x) * quantumOf(format, y);
  // Mitchell's product may be an exponent lower, and rounding makes a product smaller by a regime at most
  const least = Math.max(x * y * 2 ** (-1 - 2 ** format.es), 2 ** -largestScale(format));
  return quantumOf(format, Math.min(least, 2 ** largestScale(format)));
}

/** All posits of at least this magnitude are multiples of this. */
const quantumOf = (format: PositFormat, magnitude: number): number =>
  magnitude === Infinity || magnitude === 0
    ? Infinity
    : 2 ** lastBitExponent(format, Math.floor(Math.log2(magnitude)));
