import { distinctPatterns } from "./pattern.js";

interface CornerLayout {
  readonly wE: number;
  readonly wF: number;
  /** The pattern of the largest number. */
  readonly largest: bigint;
}

/**
 * Patterns worth testing with, both signs of each, after TestFloat (J. R. Hauser): zero, infinity, NaNs, and
 * the ends of subnormal and normal numbers.
 * At exponents throughout the range, significands of 1, of long runs of ones and zeros, and one ulp beside
 * them.
 * NaNs are quiet, signalling, and with payloads.
 */
export function floatCorners(layout: CornerLayout): bigint[] {
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

/** Exponent fields: the lowest, the one of 1, the highest, their neighbours, and some evenly spread. */
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

/**
 * Fractions 0, ½ + ulp and all ones. At the ends also an ulp, ½, ½ − ulp, all ones but the last, and a run of
 * ones inside.
 */
function fractions(wF: number, isEnd: boolean): bigint[] {
  const ulps = 1n << BigInt(wF);
  const half = ulps / 2n;
  const inside = ulps / 4n - (1n << BigInt(Math.floor(wF / 4)));
  const few = [0n, half + 1n, ulps - 1n];
  const all = isEnd ? [...few, 1n, half, half - 1n, ulps - 2n, inside] : few;
  return [...new Set(all.map((fraction) => BigInt.asUintN(wF, fraction)))];
}
