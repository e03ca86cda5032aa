import { eachPosition, sizeOf, stridesOf } from "../tensor.js";

/** Where each number of a transposed array stands in the one it came from. */
export function transposeMap(shape: readonly number[], order: readonly number[]): Int32Array {
  const strides = stridesOf(shape);
  return mapOf(
    order.map((axis) => shape[axis] ?? 0),
    (position) => position.reduce((at, index, axis) => at + index * (strides[order[axis] ?? 0] ?? 0), 0),
  );
}

/** One cut of an axis: `length` numbers from `start` on, `step` apart. */
export interface Cut {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

export function sliceMap(shape: readonly number[], cuts: readonly Cut[]): Int32Array {
  const strides = stridesOf(shape);
  return mapOf(
    cuts.map(({ length }) => length),
    (position) =>
      position.reduce((at, index, axis) => {
        const { start, step } = cuts[axis] ?? { start: 0, step: 1 };
        return at + (start + index * step) * (strides[axis] ?? 0);
      }, 0),
  );
}

/** How what lies outside an axis is found within it: −1 is nowhere. */
export const outside = {
  constant: (at: number, length: number): number => (at < 0 || at >= length ? -1 : at),
  edge: (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1),
  reflect: (at: number, length: number): number => {
    const period = Math.max(1, 2 * (length - 1));
    const folded = ((at % period) + period) % period;
    return folded < length ? folded : period - folded;
  },
} as const;

/** A padded array: where each number comes from, −1 for those of the padding. */
export function padMap(
  shape: readonly number[],
  before: readonly number[],
  after: readonly number[],
  mode: keyof typeof outside,
): Int32Array {
  const strides = stridesOf(shape);
  const padded = shape.map((length, axis) => length + (before[axis] ?? 0) + (after[axis] ?? 0));
  return mapOf(padded, (position) => {
    let at = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      const inside = outside[mode]((position[axis] ?? 0) - (before[axis] ?? 0), shape[axis] ?? 0);
      if (inside < 0) return -1;
      at += inside * (strides[axis] ?? 0);
    }
    return at;
  });
}

function mapOf(shape: readonly number[], from: (position: readonly number[]) => number): Int32Array {
  const map = new Int32Array(sizeOf(shape));
  let next = 0;
  eachPosition(shape, (position) => {
    map[next++] = from(position);
  });
  return map;
}
