import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { noiseBits, noiseStream } from "./noise.js";
import { flips, roundingBorders } from "./rounding.js";

/**
 * Operands whose quotient is a tie T, or one or two bits of x away from it: x = T·y, rounded.
 * Divisors y of few bits make ties indeed: (1 + 1/64)·1.5 = 1.5 + 3/128.
 */
export function* positQuotientCases(format: Posit): Generator<Bits> {
  const { n, es, one } = format;
  const fraction = Math.max(n - 3 - es, 0);
  let index = 0;
  for (const border of roundingBorders(format)) {
    const kept = [1, 2, fraction][index % 3] ?? 1;
    const noise = noiseBits(noiseStream.divisors + index++, Math.min(kept, fraction));
    const y = one | (noise << BigInt(fraction - Math.min(kept, fraction)));
    for (const x of flips(format.round(border.times(format.value(y))), n))
      yield* [
        { x, y },
        { x, y: format.negate(y) },
      ];
  }
}
