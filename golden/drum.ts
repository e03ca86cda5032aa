import { leadingOne } from "./leading-one.js";
import { withSigns, type SignMode } from "./signs.js";

/**
 * DRUM-k of n-bit operands (S. Hashemi, R. I. Bahar, S. Reda, ICCAD 2015): of each magnitude of more than k bits the k
 * bits from the leading one stay, the last of them set to 1 for what was cut off; their product is exact.
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
