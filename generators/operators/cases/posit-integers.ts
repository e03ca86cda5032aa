import { Dyadic } from "../../../golden/dyadic.js";
import { noiseBits, noiseStream } from "./noise.js";

/**
 * Values at which rounding to an integer of w bits is decided, in both signs: i and i + 1/2 of each length.
 * Example: 5 and 5.5, of which 5.5 is a tie that goes to 6. Ends of the range are among them.
 */
export function* integersAndHalves(w: number): Generator<Dyadic> {
  for (let length = 0; length < w; length++) {
    const power = 1n << BigInt(length);
    const noisy = power | noiseBits(noiseStream.halves + length, length);
    for (const integer of [power, power - 1n, noisy])
      for (const doubled of [2n * integer, 2n * integer + 1n]) {
        const value = new Dyadic(doubled, -1);
        yield value;
        yield value.negated();
      }
  }
}
