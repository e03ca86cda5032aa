/**
 * The solution x of x·b ≡ a (mod 2^bits), for an odd b: a factor whose product with b ends in the bits of a.
 * For example quotient(7, 5, 4) = 11, as 11·5 = 55 = 3·16 + 7.
 */
export const quotient = (a: bigint, b: bigint, bits: number): bigint =>
  remainder(a * inverse(b, bits), 1n << BigInt(bits));

/**
 * b⁻¹ mod 2^bits, for an odd b. For example inverse(5, 4) = 13, as 5·13 = 65 = 4·16 + 1.
 * Newton's step x ← x·(2 − b·x) doubles the number of right bits.
 */
function inverse(b: bigint, bits: number): bigint {
  let inverse = 1n;
  for (let right = 1; right < bits; right *= 2) inverse = inverse * (2n - b * inverse);
  return remainder(inverse, 1n << BigInt(bits));
}

/** The remainder from 0 to modulus − 1, of a negative value too: remainder(−3, 8) = 5. */
export const remainder = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;
