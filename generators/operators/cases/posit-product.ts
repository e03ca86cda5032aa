import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { quotient, remainder, scattered } from "./rounding.js";

/**
 * Products that are ties, and that a single low bit keeps from being one: only there do the low bits of a
 * multiplier decide anything. Both signs of each operand, the second one with ever shorter fractions.
 */
export function* productCases(format: Posit): Generator<Bits> {
  for (const [x, y] of nearTies(format))
    for (const signedX of [x, format.negate(x)])
      for (const signedY of [y, format.negate(y)]) {
        yield { x: signedX, y: signedY };
        yield { x: signedY, y: signedX };
      }
}

/** How many second factors there are for each length of a fraction. */
const factors = 3;

/**
 * Significands a and b, of which a has `fractionBits` bits behind the point, with a·b ≡ 2^g + d mod 2^(g+1): bit g
 * is the first to be rounded away, and d what follows it. For an odd b the congruence gives a.
 */
function* nearTies({ n, es, one }: Posit): Generator<readonly [x: bigint, y: bigint]> {
  const fractionBits = Math.max(n - 3 - es, 0);
  const step = Math.ceil(fractionBits / 4);
  for (let regime = 0; regime < fractionBits; regime += regime < 4 ? 1 : step) {
    const bitsY = fractionBits - regime;
    for (let i = 0; i < factors; i++) {
      const b = (1n << BigInt(bitsY)) | scattered(factors * regime + i, bitsY) | 1n;
      // The product is below 2, or from 2 on and rounded one bit higher up.
      for (const g of [fractionBits - 1, fractionBits])
        for (const d of distances(g)) {
          const a = quotient((1n << BigInt(g)) + d, b, g + 1);
          yield [one | remainder(a, 1n << BigInt(fractionBits)), positive(n, es, regime, b, bitsY)];
        }
    }
  }
}

/** None, each single bit below the first bit rounded away, and one less than none. */
const distances = (g: number): bigint[] => [
  0n,
  -1n,
  ...Array.from({ length: g }, (_, bit) => 1n << BigInt(bit)),
];

/** The posit of a regime from 0 on, without exponent, that has the fraction of a significand. */
function positive(n: number, es: number, regime: number, significand: bigint, fractionBits: number): bigint {
  const ones = ((1n << BigInt(regime + 1)) - 1n) << BigInt(n - 2 - regime);
  return ones | remainder(significand, 1n << BigInt(Math.min(fractionBits, n - 3 - regime - es)));
}
