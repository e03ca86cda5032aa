import type { Dyadic } from "../../../golden/dyadic.js";
import { binary } from "../../../golden/pattern.js";
import { fieldsValue, positFields } from "../../../golden/posit-fields.js";
import type { Posit } from "../../../golden/posit.js";

/**
 * Positive values half-way between two neighbouring posits, in every regime and with several fractions: the posits of
 * one more bit, that bit 1. With them rounding hangs on the last bit kept, and a bit more or less anywhere below
 * turns it; so {@link flips} of such a value written in another format shows each bit of a guard, of a sticky and of
 * every stage of a shifter. Noise is next to never a tie.
 */
export function* roundingBorders({ n, es }: Posit): Generator<Dyadic> {
  for (const bits of everyRegime(n)) yield fieldsValue(positFields(binary(2n * bits + 1n, n), es), es);
}

/** A pattern, and all that differ from it in one bit or in two beside each other, which no parity tells from none. */
export function* flips(bits: bigint, width: number): Generator<bigint> {
  yield bits;
  for (let bit = 0; bit < width; bit++) yield bits ^ (1n << BigInt(bit));
  for (let bit = 0; bit < width - 1; bit++) yield bits ^ (3n << BigInt(bit));
}

/** Some bits that differ from index to index: multiples of the golden ratio (D. E. Knuth, TAOCP 3, section 6.4). */
export function scattered(index: number, bits: number): bigint {
  if (bits > 64) return (scattered(index, bits - 64) << 64n) | scattered(index + bits, 64);
  return BigInt.asUintN(64, BigInt(index + 1) * 0x9e3779b97f4a7c15n) >> BigInt(64 - bits);
}

/** What times an odd b is a, modulo 2^bits: the factor whose product ends in given bits. */
export const quotient = (a: bigint, b: bigint, bits: number): bigint =>
  remainder(a * inverse(b, bits), 1n << BigInt(bits));

/** 1 / b mod 2^bits, for an odd b, by Newton's iteration: each step doubles the bits that are right. */
function inverse(b: bigint, bits: number): bigint {
  let inverse = 1n;
  for (let right = 1; right < bits; right *= 2) inverse = inverse * (2n - b * inverse);
  return remainder(inverse, 1n << BigInt(bits));
}

export const remainder = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** Positive patterns of n bits with each regime there is, the rest 0, all ones, 0101… and noise; and 0. */
function everyRegime(n: number): Set<bigint> {
  const patterns = new Set([0n]);
  for (let length = 1; length < n; length++) {
    const rest = n - 1 - length;
    const ones = (1n << BigInt(rest)) - 1n;
    for (const tail of [0n, ones, ones / 3n, scattered(length, rest)]) {
      patterns.add((1n << BigInt(rest)) | tail);
      patterns.add((1n << BigInt(n - 1)) - 1n - ((1n << BigInt(rest)) | tail));
    }
  }
  return patterns;
}
