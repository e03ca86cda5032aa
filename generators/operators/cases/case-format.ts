import { Dyadic } from "../../../golden/dyadic.js";
import type { Float } from "../../../golden/float.js";
import { finiteDatum } from "../../../golden/float-datum.js";
import type { Posit } from "../../../golden/posit.js";
import { noiseBits } from "./noise.js";

/** A format as the generators of cases see it: posits and floats alike. */
export interface CaseFormat {
  /** Bits of a pattern. */
  readonly width: number;
  /** The most fraction bits that a number has. */
  readonly fractionBits: number;
  /** The exponents of the smallest and of the largest number. */
  readonly minExponent: number;
  readonly maxExponent: number;
  /** Precision changes at multiples of this exponent only: 2^es for posits. */
  readonly exponentStep: number;
  /** Patterns of zero, infinity, NaR or NaN. With one bit changed they are a number, or another NaN. */
  readonly specials: readonly bigint[];
  /** The pattern nearest to a number. */
  round(value: Dyadic): bigint;
  /** The value of a pattern; 0 where the pattern is not a number. */
  value(bits: bigint): Dyadic;
}

export function positCaseFormat(format: Posit): CaseFormat {
  const { n, es, rs, nar } = format;
  const maxExponent = Math.min(n - 2, rs) * 2 ** es;
  return {
    width: n,
    fractionBits: Math.max(n - 3 - es, 0),
    minExponent: -maxExponent,
    maxExponent,
    exponentStep: 2 ** es,
    specials: [0n, nar],
    round: (value) => format.round(value),
    value: (bits) => (format.isNaR(bits) ? Dyadic.zero : format.value(bits)),
  };
}

export const floatCaseFormat = (format: Float): CaseFormat => ({
  width: format.width,
  fractionBits: format.wF,
  minExponent: format.emin,
  maxExponent: -format.emin,
  exponentStep: -2 * format.emin,
  specials: [0n, format.largest + 1n],
  round: (value) => format.round(finiteDatum(value)),
  value(bits) {
    const datum = format.datum(bits);
    return datum.kind === "finite" ? datum.value : Dyadic.zero;
  },
});

/** Operands of x·y + a; the addend as a number or as its pattern. */
export type MacOperands = readonly [x: Dyadic, y: Dyadic, a: Dyadic | bigint];

/** Draws two factors, numbers of a format, whose product is about 2^scale; others for each index. */
export type DrawFactors = (index: number, scale: number) => readonly [x: Dyadic, y: Dyadic];

/** 0, 1, …, length − 1. */
export const indices = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** Noise with a magnitude in [1, 2) and either sign; different for each index. */
export function noiseNumber({ fractionBits }: CaseFormat, index: number): Dyadic {
  const bits = noiseBits(index, fractionBits + 1);
  const magnitude = new Dyadic((1n << BigInt(fractionBits)) | (bits >> 1n), -fractionBits);
  return bits % 2n === 0n ? magnitude : magnitude.negated();
}

/** Two noisy factors, of exponents about scale / 2 ± 3 each. */
export function drawFactors(
  factors: CaseFormat,
  index: number,
  scale: number,
): readonly [x: Dyadic, y: Dyadic] {
  const lean = (Number(noiseBits(index, 16)) % 7) - 3;
  const first = Math.floor(scale / 2) + lean;
  return [
    factors.value(factors.round(noiseNumber(factors, 2 * index).scaled(first))),
    factors.value(factors.round(noiseNumber(factors, 2 * index + 1).scaled(scale - first))),
  ];
}

/** Exponents of two factors of a product of about 2^total: half of it each, up to 2 more or less. */
export function splitExponent(total: number, turn: number): readonly [x: number, y: number] {
  const first = Math.floor(total / 2) + (turn % 5) - 2;
  return [first, total - first];
}

/**
 * An exponent, in turn: 0, where posits have their longest fractions; anywhere in the range;
 * about the least; about the greatest. The last two may lie outside the range.
 */
export function drawScale({ minExponent, maxExponent }: CaseFormat, index: number): number {
  const anywhere = Number(noiseBits(index, 32)) % Math.max(maxExponent - minExponent, 1);
  const around = (anywhere % 11) - 6;
  return [0, minExponent + anywhere, minExponent + around, maxExponent - around][index % 4] ?? 0;
}

/**
 * The exponent of the last bit of numbers from 2^scale to 2^(scale + 1): an ulp there is 2 to this power.
 * Example: posit⟨8,0⟩ has 5 fraction bits from 1 to 2, so its ulp exponent at scale 0 is −5.
 */
export function ulpExponent(numbers: CaseFormat, scale: number): number {
  const inside = Math.min(Math.max(scale, numbers.minExponent), numbers.maxExponent);
  const bits = numbers.round(Dyadic.powerOfTwo(inside));
  const above = numbers.value(bits + 1n).minus(numbers.value(bits));
  return (above.sign() > 0 ? above : numbers.value(bits).minus(numbers.value(bits - 1n))).floorLog2();
}
