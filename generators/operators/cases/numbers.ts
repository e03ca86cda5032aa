import { Dyadic } from "../../../golden/dyadic.js";
import type { Float } from "../../../golden/float.js";
import { finiteDatum } from "../../../golden/float-datum.js";
import type { Posit } from "../../../golden/posit.js";
import { scattered } from "./rounding.js";

/** A format as these cases need it. */
export interface Numbers {
  readonly width: number;
  /** Fraction bits, where there are most. */
  readonly fraction: number;
  /** The exponents of the smallest and of the largest number. */
  readonly least: number;
  readonly greatest: number;
  /** How far apart the exponents are from which on precision may differ. */
  readonly step: number;
  /** What stands for zero, infinity, NaR, NaN: a bit more or less makes a number of it, or a NaN. */
  readonly specials: readonly bigint[];
  /** The pattern nearest to a number. */
  round(value: Dyadic): bigint;
  /** Of a number, and of nothing else. */
  value(bits: bigint): Dyadic;
}

export const positNumbers = (format: Posit): Numbers => ({
  width: format.n,
  fraction: Math.max(format.n - 3 - format.es, 0),
  least: -(format.n - 2) * 2 ** format.es,
  greatest: (format.n - 2) * 2 ** format.es,
  step: 2 ** format.es,
  specials: [0n, format.nar],
  round: (value) => format.round(value),
  value: (bits) => (format.isNaR(bits) ? Dyadic.zero : format.value(bits)),
});

export const floatNumbers = (format: Float): Numbers => ({
  width: format.width,
  fraction: format.wF,
  least: format.emin,
  greatest: -format.emin,
  step: -2 * format.emin,
  specials: [0n, format.largest + 1n],
  round: (value) => format.round(finiteDatum(value)),
  value(bits) {
    const datum = format.datum(bits);
    return datum.kind === "finite" ? datum.value : Dyadic.zero;
  },
});

/** Two factors, and an addend or its pattern. */
export type Triple = readonly [x: Dyadic, y: Dyadic, a: Dyadic | bigint];
/** Two numbers of noise that a format has, whose product is about 2^scale; others for each index. */
export type Product = (index: number, scale: number) => readonly [x: Dyadic, y: Dyadic];

export const counted = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** From 1 to below 2, either sign; different for each index. */
export function noise({ fraction }: Numbers, index: number): Dyadic {
  const bits = scattered(index, fraction + 1);
  const magnitude = new Dyadic((1n << BigInt(fraction)) | (bits >> 1n), -fraction);
  return bits % 2n === 0n ? magnitude : magnitude.negated();
}

export function factorsOf(factors: Numbers, index: number, scale: number): readonly [x: Dyadic, y: Dyadic] {
  const lean = (Number(scattered(index, 16)) % 7) - 3;
  const first = Math.floor(scale / 2) + lean;
  return [
    factors.value(factors.round(noise(factors, 2 * index).scaled(first))),
    factors.value(factors.round(noise(factors, 2 * index + 1).scaled(scale - first))),
  ];
}

/** Around 1, where fractions are longest; anywhere; and at either end of the range, or beyond. */
export function scaleOf({ least, greatest }: Numbers, index: number): number {
  const anywhere = Number(scattered(index, 32)) % Math.max(greatest - least, 1);
  const around = (anywhere % 11) - 6;
  return [0, least + anywhere, least + around, greatest - around][index % 4] ?? 0;
}

/** The exponent of the last bit of numbers from 2^scale up to 2^(scale + 1). */
export function lastBit(numbers: Numbers, scale: number): number {
  const inside = Math.min(Math.max(scale, numbers.least), numbers.greatest);
  const bits = numbers.round(Dyadic.powerOfTwo(inside));
  const above = numbers.value(bits + 1n).minus(numbers.value(bits));
  return (above.sign() > 0 ? above : numbers.value(bits).minus(numbers.value(bits - 1n))).floorLog2();
}
