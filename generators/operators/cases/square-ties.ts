import { Dyadic } from "../../../golden/dyadic.js";
import { counted, lastBit, noise, type Numbers, type Triple } from "./numbers.js";
import { scattered } from "./rounding.js";

/**
 * (s + e)·(s − e) = s² − e², and where s ends in zeros, s² does so in twice as many: a product of long significands that is a
 * short number but for a little at its very end. It is taken from, or added to, an addend of which that number's last bit is
 * half an ulp, so that the rounding hangs on what is farthest below the addend.
 */
export function* squareTies(factors: Numbers, sum: Numbers): Generator<Triple> {
  let index = 25000;
  const { fraction } = factors;
  for (const zeros of counted(fraction + 1)) {
    const half = 2 * (zeros - fraction);
    const scale = counted(sum.fraction + 1)
      .map((bits) => half + 1 + bits)
      .find((each) => each > 0 && lastBit(sum, each) === half + 1);
    if (scale === undefined) continue;
    for (const e of [1n, 2n, 3n, 5n, 6n, 11n, 23n, 45n, 91n]) {
      const bits = fraction - zeros;
      const s = ((1n << BigInt(bits)) | scattered(index++, bits) | 1n) << BigInt(zeros);
      if (e << 1n >= s) break;
      const [x, y] = [new Dyadic(s + e, -fraction), new Dyadic(s - e, -fraction)];
      const a = noise(sum, index).magnitude().scaled(scale);
      yield* [
        [x, y, a.negated()],
        [x, y.negated(), a],
        [x, y, a],
      ] satisfies Triple[];
    }
  }
}
