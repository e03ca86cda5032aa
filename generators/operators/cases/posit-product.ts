import type { Bits } from "../../../golden/format.js";
import type { Posit } from "../../../golden/posit.js";
import { quotient, remainder } from "./congruence.js";
import { noiseBits } from "./noise.js";

/**
 * Products that are ties, and products that one low bit keeps from being a tie.
 * Nothing else makes a multiplier's low bits observable. All signs, in both orders.
 */
export function* positProductCases(format: Posit): Generator<Bits> {
  for (const [x, y] of nearTies(format))
    for (const signedX of [x, format.negate(x)])
      for (const signedY of [y, format.negate(y)]) {
        yield { x: signedX, y: signedY };
        yield { x: signedY, y: signedX };
      }
}

/** Second factors for each length of a fraction. */
const factorsPerRegime = 3;

/**
 * Significands X with `fractionBits` fraction bits and Y with fewer and fewer, in regimes from 0 up.
 *
 * Formula: X·Y ≡ 2^g + d (mod 2^(g+1)): bit g is the first that is rounded away, d what follows it.
 * For an odd Y it gives X.
 * Example: 5 fraction bits, g = 4, Y = 37, d = 0: X ≡ 16·37⁻¹ ≡ 16 (mod 32), X = 48: 48·37 = 1776 = 55·32 + 16.
 */
function* nearTies({ n, es, one }: Posit): Generator<readonly [x: bigint, y: bigint]> {
  const fractionBits = Math.max(n - 3 - es, 0);
  const step = Math.ceil(fractionBits / 4);
  for (let regime = 0; regime < fractionBits; regime += regime < 4 ? 1 : step) {
    const bitsY = fractionBits - regime;
    for (let i = 0; i < factorsPerRegime; i++) {
      const y = (1n << BigInt(bitsY)) | noiseBits(factorsPerRegime * regime + i, bitsY) | 1n;
      // the product is below 2, or from 2 on and rounded one bit higher up
      for (const g of [fractionBits - 1, fractionBits])
        for (const d of distances(g)) {
          const x = quotient((1n << BigInt(g)) + d, y, g + 1);
          yield [one | remainder(x, 1n << BigInt(fractionBits)), positive(n, es, regime, y, bitsY)];
        }
    }
  }
}

/** d: 0, −1, and each bit below the guard bit. */
const distances = (g: number): bigint[] => [
  0n,
  -1n,
  ...Array.from({ length: g }, (_, bit) => 1n << BigInt(bit)),
];

/** The posit with a regime of 0 or more, exponent 0 and a significand's fraction. */
function positive(n: number, es: number, regime: number, significand: bigint, fractionBits: number): bigint {
  const ones = ((1n << BigInt(regime + 1)) - 1n) << BigInt(n - 2 - regime);
  return ones | remainder(significand, 1n << BigInt(Math.min(fractionBits, n - 3 - regime - es)));
}
