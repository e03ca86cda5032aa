import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { noiseBits, noiseStream } from "./noise.js";
import { flips } from "./rounding.js";

/**
 * Operands that are equal, or differ in one bit or two adjacent ones: each bit decides once.
 * Example for n = 4: 1001 and 1011. Random operands nearly always differ in their first bits.
 */
export function* positOrderCases({ n }: Posit): Generator<Bits> {
  for (let index = 0; index < 4; index++) {
    const x = noiseBits(noiseStream.nearlyEqual + index, n);
    for (const y of flips(x, n))
      yield* [
        { x, y },
        { x: y, y: x },
      ];
  }
}
