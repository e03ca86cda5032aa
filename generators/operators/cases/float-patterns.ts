import { Dyadic } from "../../../golden/dyadic.js";
import { finiteDatum } from "../../../golden/float-datum.js";
import type { Float } from "../../../golden/float.js";

/** Two operands, as patterns. */
export type Pair = readonly [x: bigint, y: bigint];

/** A pattern with its sign bit as it is, and inverted. */
export const bothSigns = ({ width }: Float, bits: bigint): bigint[] => [
  bits,
  bits ^ (1n << BigInt(width - 1)),
];

/** The exponent of the largest number. */
export const emax = ({ emin, largest, wF }: Float): number => emin + Number(largest >> BigInt(wF)) - 1;

/** 1, 1 + ulp, 1½ and 2 − ulp, times 2^exponent, rounded to the format. */
export function shapes(format: Float, exponent: number): bigint[] {
  const one = 1n << BigInt(format.wF);
  return [one, one + 1n, one + one / 2n, 2n * one - 1n].map((significand) =>
    format.round(finiteDatum(new Dyadic(significand, exponent - format.wF))),
  );
}

/** Zero, the smallest and the largest number, one, infinity or what has its pattern, and NaN; both signs. */
export function specials(format: Float): bigint[] {
  const { largest, one, quietNan } = format;
  const positive = [0n, 1n, one, largest, largest + 1n, quietNan];
  return [...new Set(positive)].flatMap((bits) => bothSigns(format, bits));
}
