import { leadingOne } from "./leading-one.js";
import { withSigns, type SignMode } from "./signs.js";

/**
 * DRUM-k of n-bit operands (S. Hashemi, R. I. Bahar, S. Reda, ICCAD 2015).
 * A magnitude of more than k bits keeps the k bits from its leading one; the last of them is set to 1, for
 * the bits cut off. The product of the two is exact.
 * Example with k = 3: 44 = 101100 in binary becomes 101000 = 40.
 * @returns 2n bits from n and n bits
 */
export function drum(n: number, k: number, sign: SignMode) {
  const rounded = (u: bigint): bigint => {
    const cut = leadingOne(u) - BigInt(k - 1);
    if (cut <= 0n) return u;
    const unit = 1n << cut;
    return u - (u % (2n * unit)) + unit;
  };
  return withSigns(n, sign, (u, v) => rounded(u) * rounded(v));
}
