import { Dyadic } from "../../../../golden/dyadic.js";
import { noiseBits, noiseStream } from "../noise.js";
import { indices, noiseNumber, ulpExponent, type CaseFormat, type MacOperands } from "../case-format.js";

/**
 * Long factors whose product nearly is a short number, added to an addend for which that number makes a tie.
 * Then what lies farthest below the addend decides the rounding.
 *
 * Formula: (s + e)·(s − e) = s² − e². If s ends in z zeros, s² ends in 2z zeros.
 * Example: s = 48 (z = 4), e = 1: 49·47 = 2303 = 9·2^8 − 1.
 * The addend's exponent is such that the last bit of s², 2^8, is half its ulp.
 */
export function* squareTies(factors: CaseFormat, sum: CaseFormat): Generator<MacOperands> {
  let index: number = noiseStream.squareTies;
  const { fractionBits } = factors;
  for (const zeros of indices(fractionBits + 1)) {
    const half = 2 * (zeros - fractionBits);
    const scale = indices(sum.fractionBits + 1)
      .map((bits) => half + 1 + bits)
      .find((each) => each > 0 && ulpExponent(sum, each) === half + 1);
    if (scale === undefined) continue;
    for (const e of [1n, 2n, 3n, 5n, 6n, 11n, 23n, 45n, 91n]) {
      const bits = fractionBits - zeros;
      const s = ((1n << BigInt(bits)) | noiseBits(index++, bits) | 1n) << BigInt(zeros);
      if (e << 1n >= s) break;
      const [x, y] = [new Dyadic(s + e, -fractionBits), new Dyadic(s - e, -fractionBits)];
      const a = noiseNumber(sum, index).magnitude().scaled(scale);
      yield* [
        [x, y, a.negated()],
        [x, y.negated(), a],
        [x, y, a],
      ] satisfies MacOperands[];
    }
  }
}
