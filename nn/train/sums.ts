import { addToOdd } from "../run/exact.js";

/*
 * Sums that are rounded once. Terms are doubles, exactly what they stand for: a product of two floats has at most 48
 * bits.
 */

/** a + b of two doubles, rounded once to the nearest float, of two the even one. */
export function addToNearest(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  const rest = a - (sum - part) + (b - part);
  const nearest = Math.fround(sum);
  const difference = sum - nearest;
  if (rest === 0 || difference === 0) return nearest;
  // Where the double is half-way between two floats, what it left out says which of the two is nearer.
  const other = sum + difference;
  return rest > 0 === difference > 0 && Math.fround(other) === other ? other : nearest;
}

/** A format in which values, gradients or weights are kept. Every number of it is a float32. */
export interface Grid {
  /** For a person: `posit⟨16,1⟩`. */
  readonly name: string;
  /** Rounds values in place to the format. Undefined: it is float32 itself. */
  readonly round: ((values: Float32Array) => void) | undefined;
}

export const float32Grid: Grid = { name: "float32", round: undefined };

/** How a result is made a float before `Grid.round` sees it: to odd, so that the format's rounding is the only one. */
export const adderOf = ({ round }: Grid): ((a: number, b: number) => number) =>
  round === undefined ? addToNearest : addToOdd;

/** A double made a float before `Grid.round` sees it. */
export const narrowOf = (grid: Grid): ((value: number) => number) =>
  grid.round === undefined ? Math.fround : (value) => addToOdd(value, 0);
