/** The position of the leading one, that is ⌊log₂ u⌋; 0 for u = 0. */
export const leadingOne = (u: bigint): bigint => BigInt(u.toString(2).length - 1);

/** The fraction f of u = 2^k·(1 + f), in units of 2^−`bits`, truncated; 0 for u = 0. */
export function leadingFraction(u: bigint, bits: number): bigint {
  if (u === 0n) return 0n;
  const power = 1n << leadingOne(u);
  return ((u - power) << BigInt(bits)) / power;
}
