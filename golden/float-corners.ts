import { distinctPatterns } from "./pattern.js";

export interface FloatLayout {
  readonly wE: number;
  readonly wF: number;
  /** The pattern of the largest number. */
  readonly largest: bigint;
}

/**
 * Patterns worth testing with, both signs of each, after TestFloat (J. R. Hauser): zero, the ends of subnormal and
 * normal numbers, infinity, NaNs quiet, signalling and with payloads; and at exponents throughout the range
 * significands of 1, of long runs of ones and zeros, and one ulp beside them.
 */
export function floatCorners(layout: FloatLayout): bigint[] {
  const { wE, wF, largest } = layout;
  const sign = 1n << BigInt(wE + wF);
  const ulps = 1n << BigInt(wF);
  const specials = [0n, 1n, 2n, ulps - 1n, ulps, ulps + 1n, largest - 1n, largest];
  const beyond = [largest + 1n, largest + 2n, largest + 1n + ulps / 2n, sign - ulps / 2n, sign - 1n];
  const numbers = exponents(wE).flatMap(({ exponent, isEnd }) =>
    fractions(wF, isEnd).map((fraction) => (exponent << BigInt(wF)) + fraction),
  );
  const positive = [...specials, ...beyond, ...numbers].filter((bits) => bits < sign);
  return distinctPatterns([...positive, ...positive.map((bits) => bits | sign)], wE + wF + 1);
}

/** Exponent fields: the lowest, that of 1 and the highest, those beside them, and some in equal steps. */
function exponents(wE: number): { readonly exponent: bigint; readonly isEnd: boolean }[] {
  const top = 2 ** wE - 1;
  const one = 2 ** (wE - 1) - 1;
  const step = Math.ceil(top / 5);
  const ends = new Set([0, 1, one, top - 1]);
  const others = [one - 1, one + 1, top - 2, step, 2 * step, 3 * step, 4 * step];
  return [...new Set([...ends, ...others])]
    .filter((exponent) => exponent >= 0 && exponent < top)
    .map((exponent) => ({ exponent: BigInt(exponent), isEnd: ends.has(exponent) }));
}

/** 0, ½ and an ulp, all ones; at the ends also one ulp, ½, below ½, all ones but the last, and a run of ones inside. */
function fractions(wF: number, isEnd: boolean): bigint[] {
  const ulps = 1n << BigInt(wF);
  const half = ulps / 2n;
  const inside = ulps / 4n - (1n << BigInt(Math.floor(wF / 4)));
  const few = [0n, half + 1n, ulps - 1n];
  const all = isEnd ? [...few, 1n, half, half - 1n, ulps - 2n, inside] : few;
  return [...new Set(all.map((fraction) => BigInt.asUintN(wF, fraction)))];
}
