import { leadingFraction, leadingOne } from "./leading-one.js";
import { withSigns, type SignMode } from "./signs.js";

/**
 * TOSAM(h, t) of n-bit operands (Vahdat et al., IEEE Trans. VLSI 27(5), 2019): 2^(kx + ky)·(1 + tx + ty +
 * ax·ay), truncated to an integer.
 * kx and ky are the positions of the leading ones. tx, ty are the fractions cut to t bits.
 * ax, ay are the fractions cut to h bits, with half a unit added: odd numbers in units of 2^−(h+1).
 *
 * Example TOSAM(0, 2): 3·3 has tx = ty = 1/2 and ax = ay = 1/2, and gives 4·(2 + 1/4) = 9.
 * Defined here: the magnitude 0, which −1 has under c1, is taken as 1.
 * @returns 2n bits from n and n bits
 */
export function tosam(n: number, h: number, t: number, sign: SignMode) {
  const unit = 1n << BigInt(t + 2 * h + 2);
  const halfStep = 1n << BigInt(h + 1);
  return withSigns(n, sign, (u, v) => {
    const sum = leadingFraction(u, t) + leadingFraction(v, t);
    const rounded = (magnitude: bigint): bigint => 2n * leadingFraction(magnitude, h) + 1n;
    const product = rounded(u) * rounded(v);
    const significand = unit + sum * halfStep * halfStep + (product << BigInt(t));
    return (significand << (leadingOne(u) + leadingOne(v))) / unit;
  });
}
