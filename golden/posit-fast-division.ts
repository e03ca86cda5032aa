import type { FastModel } from "./fast.js";
import { decodeAll, rounderOf, roundingTable, rowsOf } from "./posit-fast.js";
import { regimeCap } from "./posit-fields.js";

/* Quotients of posits of up to 16 bits in 32-bit integers, as `posit-fast.ts` has products. */

/**
 * The exact quotient x / y, rounded once, of two posit⟨n, es⟩; the input word is x‖y. By zero it is NaR.
 * @param n bits, 3 to 16
 * @throws RangeError for other parameters.
 */
export function fastPositQuotient(n: number, es: number, rs = Infinity): FastModel {
  const cap = regimeCap(n, rs);
  const { scales, fractions, fractionBits, bias } = decodeAll(n, es, cap);
  const nearest = rounderOf(n, cap);
  const significands = Uint16Array.from(fractions, (fraction) => 2 ** fractionBits + fraction);
  // The quotient's bits, one of them before the point, and a sticky one: more than a posit keeps.
  const behind = fractionBits + 2;
  const least = -2 * bias - 1;
  const rounding = roundingTable({ n, es, cap }, behind + 1, -least);
  const mask = 2 ** n - 1;

  const quotients = (x: number, firstY: number, results: Uint32Array, from: number, to: number): void => {
    const significandX = significands[x] ?? 0;
    const scaleX = (scales[x] ?? 0) - least;
    for (let i = from, y = firstY; i < to; i++, y++) {
      const divisor = significands[y] ?? 1;
      // Below 1, it is doubled.
      const borrow = significandX < divisor ? 1 : 0;
      const dividend = significandX << (behind + borrow);
      const quotient = Math.floor(dividend / divisor);
      const sticky = quotient * divisor === dividend ? 0 : 1;
      const magnitude = nearest(rounding, scaleX - (scales[y] ?? 0) - borrow, 2 * quotient + sticky);
      const sign = -((x ^ y) >>> (n - 1));
      results[i] = ((magnitude ^ sign) - sign) & mask;
    }
  };
  return rowsOf(n, quotients, 2 ** (n - 1));
}

/**
 * The quotient by the difference of Mitchell's logarithms, rounded once; the input word is x‖y. By zero it is NaR.
 * @param n bits, 3 to 16
 * @throws RangeError for other parameters.
 */
export function fastPlamQuotient(n: number, es: number, rs = Infinity): FastModel {
  const cap = regimeCap(n, rs);
  const { scales, fractions, fractionBits, bias } = decodeAll(n, es, cap);
  const nearest = rounderOf(n, cap);
  // One more fraction bit, always 0, so that every regime has a bit to round away.
  const leadingOne = fractionBits + 1;
  const one = 2 ** leadingOne;
  const logarithms = Int32Array.from(scales, (scale, i) => scale * one + 2 * (fractions[i] ?? 0));
  const least = -2 * bias - 1;
  const rounding = roundingTable({ n, es, cap }, leadingOne, -least);
  const mask = 2 ** n - 1;

  const quotients = (x: number, firstY: number, results: Uint32Array, from: number, to: number): void => {
    const logarithmX = (logarithms[x] ?? 0) - least * one;
    for (let i = from, y = firstY; i < to; i++, y++) {
      const logarithm = logarithmX - (logarithms[y] ?? 0);
      const magnitude = nearest(rounding, logarithm >> leadingOne, (logarithm & (one - 1)) + one);
      const sign = -((x ^ y) >>> (n - 1));
      results[i] = ((magnitude ^ sign) - sign) & mask;
    }
  };
  return rowsOf(n, quotients, 2 ** (n - 1));
}
