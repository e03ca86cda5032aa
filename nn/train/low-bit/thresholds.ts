import type { Scale } from "../../network/steps.js";
import { levelOf } from "./quantiser.js";
import { factorOf } from "./product.js";

/** What a layer of few bits is in hardware: integer sums, each compared with its channel's thresholds. */
export interface IntegerLayer {
  /** rows × depth. Where a larger sum gave a smaller activation, the row's signs are changed. */
  readonly weights: Float32Array;
  /** For each row one for each activation from 1 on: the least sum that gives it or a larger one. */
  readonly thresholds: Int32Array;
}

/** What stands behind the sums of a layer, number by number. */
export interface Behind {
  readonly depth: number;
  /** Of each row. */
  readonly steps: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly norm: Scale | undefined;
  /** The largest activation taken. */
  readonly largest: number;
  /** The largest activation given. */
  readonly levels: number;
}

/**
 * Folds factor, bias, batch norm and quantiser of a layer into integer thresholds. They are sought on the trainer's own
 * float32 arithmetic: behind a sum nothing ever falls, or nothing ever rises, so that a bisection finds each.
 * @param weights integers, rows × depth
 */
export function integerLayer(weights: Float32Array, behind: Behind): IntegerLayer {
  const { depth, levels, largest } = behind;
  const rows = weights.length / depth;
  const turned = weights.slice();
  const thresholds = new Int32Array(rows * levels);
  for (let row = 0; row < rows; row++) {
    const own = turned.subarray(row * depth, (row + 1) * depth);
    const given = activationOf(row, behind);
    let [least, most] = sumsOf(own, largest);
    const falls = given(most) < given(least);
    if (falls) {
      own.forEach((weight, at) => (own[at] = 0 - weight));
      [least, most] = [-most, -least];
    }
    const activation = falls ? (sum: number) => given(-sum) : given;
    for (let level = 1; level <= levels; level++)
      thresholds[row * levels + level - 1] = leastWith(least, most + 1, (sum) => activation(sum) >= level);
  }
  return { weights: turned, thresholds };
}

/** The least and the largest sum of a row. */
export function sumsOf(weights: Float32Array, largest: number): [least: number, most: number] {
  let [least, most] = [0, 0];
  for (const weight of weights)
    if (weight < 0) least += weight * largest;
    else most += weight * largest;
  return [least, most];
}

/** The activation that a row's integer sum becomes, each operation rounded to float32 as the trainer's layers do. */
function activationOf(row: number, { steps, bias, norm, largest, levels }: Behind): (sum: number) => number {
  const factor = factorOf(steps[row] ?? 0, largest);
  const summand = bias?.[row] ?? 0;
  const [scale, shift] = norm === undefined ? [1, 0] : [norm.scale[row] ?? 0, norm.shift[row] ?? 0];
  const { fround } = Math;
  return (sum) => {
    const value = fround(fround(fround(sum) * factor) + summand);
    return levelOf(
      norm === undefined ? value : fround(fround(value * fround(scale)) + fround(shift)),
      levels,
    );
  };
}

/** The least integer from `low` on with which a condition holds, which from there on holds; `high` where it never does. */
function leastWith(low: number, high: number, holds: (value: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The least float32 numbers that become each activation from 1 on. */
export function floatThresholds(levels: number): Float32Array {
  const value = new Float32Array(1);
  const pattern = new Int32Array(value.buffer);
  /** Integers in the order of the floats that they stand for. */
  const floatAt = (index: number): number => {
    pattern[0] = index < 0 ? -(2 ** 31) - index : index;
    return value[0] ?? NaN;
  };
  return Float32Array.from({ length: levels }, (_, at) =>
    floatAt(leastWith(-0x7f7fffff, 0x7f7fffff, (index) => levelOf(floatAt(index), levels) > at)),
  );
}
