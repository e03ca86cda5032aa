import { Dyadic } from "./dyadic.js";

/** A positive posit's fields as written, and the values of regime and exponent. */
export interface PositFields {
  /** A run of equal bits and, if there is room and no cap ends the run, the opposite bit that ends it. */
  readonly regime: string;
  /** Up to es bits; bits without room count as 0. */
  readonly exponent: string;
  readonly fraction: string;
  /** The regime's value: m − 1 for a run of m ones, −m for a run of m zeros. */
  readonly k: number;
  /** The exponent's value, 0 to 2^es − 1. */
  readonly e: number;
}

/** The cap on a regime's run: Infinity where the pattern ends no later, as with n − 1 and more. */
export const regimeCap = (n: number, rs = Infinity): number => (rs >= n - 1 ? Infinity : rs);

/**
 * Reads the n − 1 binary digits behind the sign of a positive posit, most significant first.
 * Example with es = 1: "0011011" has the regime 001 (k = −2), the exponent 1 and the fraction 011.
 * With rs = 2, "0011011" has the regime 00 (k = −2), the exponent 1 and the fraction 1011.
 * Sources: Posit Standard 2022, section 3; rs: V. Jonnalagadda, A. Thotli, J. Gustafson, arXiv 2603.01615, 2026.
 * @param rs the most bits of a run: such a run has no bit that ends it
 */
export function positFields(digits: string, es: number, rs = Infinity): PositFields {
  const opposite = digits.indexOf(digits.startsWith("1") ? "0" : "1");
  const run = Math.min(opposite === -1 ? digits.length : opposite, rs);
  const regime = digits.slice(0, run === rs ? run : run + 1);
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
