import { mitchellExp2, mitchellLog2, mitchellProduct } from "../../../golden/mitchell.js";
import type { Dyadic } from "../../../golden/dyadic.js";
import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { noise, positNumbers } from "./numbers.js";
import { flips, roundingBorders } from "./rounding.js";

/** PLAM's quotients x/y that are ties, and all but ties: Mitchell's product of the tie and a divisor is the dividend. */
export const plamQuotients = (format: Posit): Generator<Bits> => against(format, mitchellProduct);

/** PLAM's products x·y that are ties, and all but ties: in Mitchell's logarithms one factor is the tie less the other. */
export const plamProducts = (format: Posit): Generator<Bits> =>
  against(format, (border, y) => mitchellExp2(mitchellLog2(border).minus(mitchellLog2(y))));

/** PLAM's roots that are ties, and all but ties: the square has twice the tie's logarithm. */
export function* plamRoots(format: Posit): Generator<Bits> {
  for (const border of roundingBorders(format)) {
    const logarithm = mitchellLog2(border);
    const square = format.round(mitchellExp2(logarithm.plus(logarithm)));
    for (const x of flips(square, format.n)) yield { x };
  }
}

/** For each border between two results, a second operand and the first one that goes with it; and what differs in a bit or two. */
function* against(format: Posit, first: (border: Dyadic, y: Dyadic) => Dyadic): Generator<Bits> {
  const numbers = positNumbers(format);
  let index = 0;
  for (const border of roundingBorders(format)) {
    const scale = [0, -2, 3, 6][index % 4] ?? 0;
    const y = format.round(noise(numbers, index++).magnitude().scaled(scale));
    const x = format.round(first(border, format.value(y)));
    for (const flipped of flips(x, format.n))
      yield* [
        { x: flipped, y },
        { x: flipped, y: format.negate(y) },
      ];
  }
}
