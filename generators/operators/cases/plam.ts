import { mitchellExp2, mitchellLog2, mitchellProduct } from "../../../golden/mitchell.js";
import type { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { noiseNumber, positCaseFormat } from "./case-format.js";
import { flips, roundingBorders } from "./rounding.js";

/*
 * Operands whose approximate result is a tie T, or one or two bits of x away from it.
 * L is Mitchell's logarithm: L(2^s·(1 + f)) = s + f. For example L(3) = 1.5.
 */

/**
 * PLAM's quotients x / y: L(x) = L(T) + L(y).
 * Example: T = 1 + 1/64, y = 1.5: L(x) = 33/64, so x = 1 + 33/64.
 */
export const plamQuotients = (format: Posit): Generator<Bits> => withSecond(format, mitchellProduct);

/**
 * PLAM's products x·y: L(x) = L(T) − L(y).
 * Example: T = 1 + 1/64, y = 1.5: L(x) = −31/64 = −1 + 33/64, so x = (1 + 33/64)/2.
 */
export const plamProducts = (format: Posit): Generator<Bits> =>
  withSecond(format, (border, y) => mitchellExp2(mitchellLog2(border).minus(mitchellLog2(y))));

/**
 * PLAM's square roots: L(x) = 2·L(T).
 * Example: T = 1 + 1/64: L(x) = 1/32, so x = 1 + 1/32.
 */
export function* plamRoots(format: Posit): Generator<Bits> {
  for (const border of roundingBorders(format)) {
    const logarithm = mitchellLog2(border);
    const square = format.round(mitchellExp2(logarithm.plus(logarithm)));
    for (const x of flips(square, format.n)) yield { x };
  }
}

/** For each tie a noisy y, the x that goes with it, and the flips of x. */
function* withSecond(format: Posit, first: (border: Dyadic, y: Dyadic) => Dyadic): Generator<Bits> {
  const numbers = positCaseFormat(format);
  let index = 0;
  for (const border of roundingBorders(format)) {
    const scale = [0, -2, 3, 6][index % 4] ?? 0;
    const y = format.round(noiseNumber(numbers, index++).magnitude().scaled(scale));
    const x = format.round(first(border, format.value(y)));
    for (const flipped of flips(x, format.n))
      yield* [
        { x: flipped, y },
        { x: flipped, y: format.negate(y) },
      ];
  }
}
