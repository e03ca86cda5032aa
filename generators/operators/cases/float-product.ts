import { Dyadic } from "../../../golden/dyadic.js";
import { finiteDatum } from "../../../golden/float-datum.js";
import type { Float } from "../../../golden/float.js";
import type { Bits } from "../../../golden/format.js";
import { quotient, remainder } from "./congruence.js";
import { bothSigns, emax, shapes, type Pair } from "./float-patterns.js";
import { noiseBits } from "./noise.js";
import { indices } from "./case-format.js";
import { flips } from "./rounding.js";

/*
 * In the formulas below X and Y are significands as integers, 2^wF to 2^(wF+1) − 1.
 * X·Y has 2·wF fraction bits. The first bit rounded away is bit g: wF − 1 where the product is below 2,
 * wF where it is 2 or more.
 */

/** Products around underflow and overflow, ties, near ties, and roundings that carry. */
export function* floatProductCases(format: Float): Generator<Bits> {
  for (const [x, y] of [...borderProducts(format), ...tieProducts(format), ...nearPowers(format)])
    for (const signed of bothSigns(format, x)) yield { x: signed, y };
  for (const [x, y] of nearestTies(format)) yield { x, y };
  for (const [x, y] of [...nearTies(format), ...nearlySpecial(format), ...carriedRoundings(format)]) {
    yield { x, y };
    yield { x: y, y: x };
  }
}

/** 1 times zero and infinity with one or two bits changed: a number, or a NaN. */
function nearlySpecial({ width, largest, one }: Float): Pair[] {
  return [0n, largest + 1n].flatMap((special) => [...flips(special, width)].map((x): Pair => [x, one]));
}

/**
 * Products around the ends of the range.
 *
 * Formula: exponents of x and y that add up to each of emin − wF − 3 … emin + 1 and emax − 1 … emax + 1.
 * Either about half each, or one factor is subnormal.
 */
export function borderProducts(format: Float): Pair[] {
  const { emin, wF } = format;
  const low = indices(wF + 5).map((index) => emin - wF - 3 + index);
  const high = [emax(format) - 1, emax(format), emax(format) + 1];
  return [...low, ...high].flatMap((total) =>
    [Math.floor(total / 2), emin - 1, emin - wF]
      .filter((exponent) => total - exponent <= emax(format))
      .flatMap((exponent) =>
        shapes(format, exponent).flatMap((x) => shapes(format, total - exponent).map((y): Pair => [x, y])),
      ),
  );
}

/**
 * Ties of two short significands.
 *
 * Formula: (1 + 2^−i)·(1 + 2^−j) with i + j = wF + 1: the product's last bit is half an ulp.
 * Example with wF = 3: 1.1·1.001 = 1.1011, half-way between 1.101 and 1.110.
 */
export function tieProducts({ wF, one }: Float): Pair[] {
  return indices(wF).map((k) => [one + (1n << BigInt(k)), one + (1n << BigInt(wF - 1 - k))]);
}

/**
 * Ties, and products that one bit below the guard bit keeps from being a tie.
 * Nothing else makes a multiplier's low bits observable.
 *
 * Formula: X·Y ≡ 2^g + d (mod 2^(g+1)) with d = 0, ±2^k. For an odd Y it gives X.
 * Example with wF = 3, g = 2, Y = 9, d = 0: X ≡ 4·9⁻¹ ≡ 4 (mod 8), so X = 12: 12·9 = 108 = 13·8 + 4, a tie.
 * For d = 1, X = 13: 13·9 = 117 = 14·8 + 5.
 */
function nearTies({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  return indices(24).flatMap((index) => {
    const y = ulp | noiseBits(index, wF) | 1n;
    return [wF - 1, wF].flatMap((g) => {
      const singles = indices(g).map((bit) => 1n << BigInt(bit));
      return [0n, ...singles, ...singles.map((bit) => -bit)].map((d): Pair => {
        const x = quotient((1n << BigInt(g)) + d, y, g + 1);
        return [one | remainder(x, ulp), one | (y - ulp)];
      });
    });
  });
}

/**
 * The products nearest to a tie, for a Y that ends in z zeros. A wrong carry anywhere below is detected.
 *
 * Formula: Y = Z·2^z, Z odd, X·Z ≡ 2^(g−z) ± 1 (mod 2^(g+1−z)), so X·Y ≡ 2^g ± 2^z (mod 2^(g+1)).
 * Higher bits of X are noise.
 * Example with wF = 3, g = 3, z = 1, Z = 5 (Y = 10): X ≡ (4 + 1)·5⁻¹ = 1 (mod 8), X = 9: 90 = 5·16 + 8 + 2.
 */
function nearestTies({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  return indices(wF).flatMap((zeros) =>
    indices(48).flatMap((turn) => {
      const index = 48 * zeros + turn;
      const odd = (1n << BigInt(wF - zeros)) | noiseBits(index, wF - zeros) | 1n;
      return [wF - 1, wF].flatMap((g) => {
        const bits = g + 1 - zeros;
        const half = 1n << BigInt(bits - 1);
        return [1n, -1n].map((d): Pair => {
          const low = quotient(half + d, odd, bits);
          const x = low | ((noiseBits(index, wF) >> BigInt(bits)) << BigInt(bits));
          const pair: Pair = [one | remainder(x, ulp), one | ((odd << BigInt(zeros)) - ulp)];
          return turn % 2 === 0 ? pair : [pair[1], pair[0]];
        });
      });
    }),
  );
}

/**
 * Products that are rounded up with a carry over a given number of ones.
 *
 * Formula: ⌊X·Y / 2^g⌋ = W, where W is an even number T and `ones` + 1 ones behind it; the last is the guard bit.
 * X is noise and Y = ⌊W·2^g / X⌋ + 1, taken where it fits.
 * Example with wF = 3, g = 3, ones = 1: T = 100, W = 10011 in binary, 19. X = 12 gives Y = ⌊152 / 12⌋ + 1 = 13:
 * 12·13 = 156 = 19·8 + 4. Its significand 1.001 is rounded up to 1.010.
 */
function carriedRoundings({ wF, one }: Float): Pair[] {
  const ulp = 1n << BigInt(wF);
  const pairFor = (ones: number, guard: number, index: number): Pair[] => {
    const free = wF - ones;
    const top = (1n << BigInt(free)) | (noiseBits(index, free) & ~1n);
    const wanted = ((top + 1n) << BigInt(ones + 1)) - 1n;
    for (const attempt of indices(16)) {
      const x = ulp | noiseBits(16 * index + attempt, wF);
      const y = (wanted << BigInt(guard)) / x + 1n;
      if (y >> BigInt(wF) === 1n && (x * y) >> BigInt(guard) === wanted)
        return [[one | (x - ulp), one | (y - ulp)]];
    }
    return [];
  };
  return indices(wF).flatMap((ones) =>
    indices(12).flatMap((turn) => pairFor(ones, wF - (turn % 2), 16 * ones + turn)),
  );
}

/**
 * Products just below and just above a power of two: rounding one of them changes the exponent.
 * Exponents are those at the ends of the range, and any.
 *
 * Formula: Y = ⌊2·4^wF / X⌋, so X·Y ≤ 2·4^wF < X·(Y + 1).
 * Example with wF = 3: X = 11, Y = ⌊128 / 11⌋ = 11: 121 and 132 beside 128.
 */
function nearPowers(format: Float): Pair[] {
  const { wF, emin } = format;
  const one = 1n << BigInt(wF);
  const at = (significand: bigint, exponent: number): bigint =>
    format.round(finiteDatum(new Dyadic(significand, exponent - wF)));
  return indices(64).flatMap((index) => {
    const x = one | noiseBits(index, wF);
    const y = (2n * one * one) / x;
    // With wE = 2 there is one exponent only.
    const range = Math.max(1, -2 * emin);
    const anywhere = indices(8).map((turn) => emin + (Number(noiseBits(8 * index + turn, 32)) % range));
    return [emin - 2, emin - 1, emin, emax(format) - 1, emax(format), ...anywhere].flatMap((total) =>
      [y, y + 1n].map((other): Pair => {
        const first = Math.floor(total / 2);
        return [at(x, first), at(other, total - first)];
      }),
    );
  });
}
