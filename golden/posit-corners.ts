import { Dyadic } from "./dyadic.js";
import { distinctPatterns } from "./pattern.js";
import { nearestPosit } from "./posit-rounding.js";

/**
 * Patterns of posit⟨n, es⟩ worth testing with, both signs of each: some 200 at n = 16 and fewer than 700 at n
 * = 64.
 * There are not more because a two-operand operator runs on all their pairs.
 */
export function positCorners(n: number, es: number, rs = Infinity): bigint[] {
  const nar = 1n << BigInt(n - 1);
  const positive = [
    ...extremes(nar),
    ...regimeBoundaries(n, es, rs),
    ...exponentBoundaries(n, es, rs),
    ...fractions(n, es, rs),
  ].filter((bits) => bits > 0n && bits < nar);
  return distinctPatterns([0n, nar, ...positive, ...positive.map((bits) => -bits)], n);
}

/** The five smallest and the five largest positive posits, which have no room for all exponent bits. */
function extremes(nar: bigint): bigint[] {
  return [1n, 2n, 3n, 4n, 5n].flatMap((distance) => [distance, nar - distance]);
}

/** Each power of 2^(2^es), minpos, 1 and maxpos among them, with its neighbours. */
function regimeBoundaries(n: number, es: number, rs: number): bigint[] {
  const regimes = Array.from({ length: 2 * n - 3 }, (_, i) => i - (n - 2));
  const boundaries = regimes.map((k) => powerOfTwo(k * 2 ** es, n, es, rs));
  // neighbours above differ in the last bit only; in wide formats they would be too many
  return boundaries.flatMap((bits) => [bits - 1n, bits, ...(n <= 32 ? [bits + 1n] : [])]);
}

/** Around 1: exponents 1, half of 2^es, and all ones, with both neighbours. */
function exponentBoundaries(n: number, es: number, rs: number): bigint[] {
  if (es === 0) return [];
  const all = 2 ** es;
  const boundaries = [1, all / 2, all - 1].flatMap((e) => [
    powerOfTwo(e, n, es, rs),
    powerOfTwo(e - all, n, es, rs),
  ]);
  return boundaries.flatMap((bits) => [bits - 1n, bits, bits + 1n]);
}

/** Fractions ½, 0101…, 1010… and all ones in the regimes around 1, where fractions are longest. */
function fractions(n: number, es: number, rs: number): bigint[] {
  return [-2, -1, 0, 1].flatMap((k) => {
    const start = powerOfTwo(k * 2 ** es, n, es, rs);
    const span = powerOfTwo(k * 2 ** es + 1, n, es, rs) - start;
    return [span / 2n, span / 3n, (2n * span) / 3n, span - 1n].map((fraction) => start + fraction);
  });
}

function powerOfTwo(exponent: number, n: number, es: number, rs: number): bigint {
  return nearestPosit(Dyadic.powerOfTwo(exponent), n, es, rs);
}
