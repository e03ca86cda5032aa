import type { Dyadic } from "../../../golden/dyadic.js";
import { binary } from "../../../golden/pattern.js";
import { fieldsValue, positFields } from "../../../golden/posit-fields.js";
import type { Posit } from "../../../golden/posit.js";
import { noiseBits } from "./noise.js";

/**
 * Positive values half-way between two neighbouring posits, in every regime.
 *
 * Formula: the posits U‖1 of n + 1 bits, U a posit of n bits (Posit Standard 2022, §4.1).
 * Example: in posit⟨8,0⟩ 1 is 01000000 and the next posit, 1 + 1/32, is 01000001.
 * The posit⟨9,0⟩ 010000001 is 1 + 1/64, half-way between them.
 *
 * A tie is decided by the last bit kept, and one bit more or less below it decides otherwise. So the
 * {@link flips} of a tie excite each bit of guard, sticky and shifter. Random operands hardly ever make a tie.
 */
export function* roundingBorders({ n, es, rs }: Posit): Generator<Dyadic> {
  for (const bits of everyRegime(n)) yield fieldsValue(positFields(binary(2n * bits + 1n, n), es, rs), es);
}

/**
 * A pattern, and all that differ from it in one bit or in two adjacent bits.
 * Two bits are needed because a parity does not detect them.
 * Example: flips(0, 3) is 000, 001, 010, 100, 011, 110.
 */
export function* flips(bits: bigint, width: number): Generator<bigint> {
  yield bits;
  for (let bit = 0; bit < width; bit++) yield bits ^ (1n << BigInt(bit));
  for (let bit = 0; bit < width - 1; bit++) yield bits ^ (3n << BigInt(bit));
}

/** Positive patterns of n bits: 0, and each regime before zeros, ones, 0101… and noise. */
function everyRegime(n: number): Set<bigint> {
  const patterns = new Set([0n]);
  for (let length = 1; length < n; length++) {
    const rest = n - 1 - length;
    const ones = (1n << BigInt(rest)) - 1n;
    for (const tail of [0n, ones, ones / 3n, noiseBits(length, rest)]) {
      const zerosFirst = (1n << BigInt(rest)) | tail;
      patterns.add(zerosFirst);
      patterns.add((1n << BigInt(n - 1)) - 1n - zerosFirst);
    }
  }
  return patterns;
}
