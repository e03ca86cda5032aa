import { leadingFraction, leadingOne } from "./leading-one.js";
import { withSigns, type SignMode } from "./signs.js";

interface TruncatedMitchell {
  /** Significand bits kept, the leading one among them. */
  readonly kept: number;
  /** Set the last fraction bit kept to 1, for the bits cut off. */
  readonly setLast: boolean;
  /** Added to the logarithm of the product, in units of the last fraction bit kept. */
  readonly correction: bigint;
}

/**
 * Mitchell's product of magnitudes of at most n bits, from logarithms with `kept` − 1 fraction bits:
 * ⌊2^k·(1 + f)⌋, where k + f, 0 ≤ f < 1, is the sum of the logarithms.
 *
 * Example with kept = 3: 11 = 2^3·1.011 (binary) has the logarithm 11.01; 11·11 gives 110.10, that is 2^6·1.5
 * = 96.
 * The logarithm of 0 is taken as that of 1. Only a correction can make a sum of 2n or more; the product is
 * then the largest 2n-bit number with `kept` significant ones, 2^2n − 2^(2n − kept).
 */
function truncatedMitchell(n: number, options: TruncatedMitchell): (u: bigint, v: bigint) => bigint {
  const { kept, setLast, correction } = options;
  const bits = kept - 1;
  const one = 1n << BigInt(bits);
  const logarithm = (u: bigint): bigint => {
    const fraction = leadingFraction(u, bits);
    return leadingOne(u) * one + (setLast ? fraction - (fraction % 2n) + 1n : fraction);
  };
  return (u, v) => {
    const sum = logarithm(u) + logarithm(v) + correction;
    const k = sum / one;
    if (k >= 2n * BigInt(n)) return (1n << BigInt(2 * n)) - (1n << BigInt(2 * n - kept));
    return ((one + (sum % one)) * 2n ** k) / one;
  };
}

/**
 * What Mitch-w does against its bias. `last` sets the last fraction bit kept, as its authors' VHDL does. `constant` adds
 * 2^−4 to the logarithm of the product, as MulApprox does. `both` is in no source.
 */
export type Compensation = "none" | "last" | "constant" | "both";

/**
 * Mitch-w of n-bit operands (M. S. Kim et al., IEEE Trans. Computers 68(5), 2019). w counts the leading one,
 * so K = w − 1 fraction bits are kept. The constant needs K ≥ 4.
 * @returns 2n bits from n and n bits
 */
export function mitchw(n: number, w: number, sign: SignMode, compensation: Compensation) {
  const setLast = compensation === "last" || compensation === "both";
  const addsConstant = compensation === "constant" || compensation === "both";
  const correction = addsConstant ? 1n << BigInt(w - 5) : 0n;
  return withSigns(n, sign, truncatedMitchell(n, { kept: w, setLast, correction }));
}

/**
 * DR-ALM-t of n-bit operands (P. Yin et al., IEEE Trans. Sustainable Computing 6(4), 2021, algorithm 1).
 * t bits are kept from the leading one and the last of them is set. One unit of it is added to the product's
 * logarithm.
 * @returns 2n bits from n and n bits
 */
export function drAlm(n: number, t: number, sign: SignMode) {
  return withSigns(n, sign, truncatedMitchell(n, { kept: t, setLast: true, correction: 1n }));
}
