/** The position of the leading one, that is ⌊log₂ u⌋; 0 for u = 0. */
export function leadingOne(u: bigint): bigint {
  let position = 0n;
  while (u >> (position + 1n) > 0n) position++;
  return position;
}

/** The fraction of u = 2^k · (1 + fraction), in units of 2^−`bits`, cut off; that of 0 is 0. */
export function leadingFraction(u: bigint, bits: number): bigint {
  if (u === 0n) return 0n;
  const power = 1n << leadingOne(u);
  return ((u - power) << BigInt(bits)) / power;
}
