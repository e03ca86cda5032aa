import { Dyadic } from "./dyadic.js";

/** A positive posit taken apart: its fields as they are written, and what regime and exponent stand for. */
export interface PositFields {
  /** A run of equal bits and the opposite bit that ends it, if there is room for one. */
  readonly regime: string;
  /** Up to es bits; those for which there is no room count as 0. */
  readonly exponent: string;
  readonly fraction: string;
  /** The regime's value: m − 1 for a run of m ones, −m for a run of m zeros. */
  readonly k: number;
  /** The exponent's value, 0 to 2^es − 1. */
  readonly e: number;
}

/**
 * Reads the n − 1 binary digits that follow the sign of a positive posit, most significant first.
 * Source: Posit Standard 2022, section 3.
 */
export function positFields(digits: string, es: number): PositFields {
  const regime = /^(?:0+1|1+0?)/.exec(digits)?.[0] ?? "";
  const run = regime.lastIndexOf(regime.charAt(0)) + 1;
  const exponent = digits.slice(regime.length, regime.length + es);
  return {
    regime,
    exponent,
    fraction: digits.slice(regime.length + es),
    k: regime.startsWith("1") ? run - 1 : -run,
    e: Number(`0b0${exponent.padEnd(es, "0")}`),
  };
}

/** 2^(k·2^es + e) · (1 + f). */
export function fieldsValue({ k, e, fraction }: PositFields, es: number): Dyadic {
  const significand = new Dyadic(BigInt(`0b1${fraction}`), -fraction.length);
  return significand.scaled(k * 2 ** es + e);
}
