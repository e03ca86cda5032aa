import type { FastModel } from "./fast.js";
import { checkParameter } from "./pattern.js";
import { regimeCap } from "./posit-fields.js";

/*
 * Products of posits of up to 16 bits in 32-bit integers. Operands are decoded once, into tables.
 * A table by scale says where the patterns of results begin and how densely they lie.
 * Unlike the exact model, this one counts leading bits to decode, and adds a half to round.
 */

/**
 * The exact product, rounded once, of two posit⟨n, es⟩; the input word is x‖y.
 * @param n bits, 3 to 16
 * @throws RangeError for other parameters.
 */
export function fastPositProduct(n: number, es: number, rs = Infinity): FastModel {
  const cap = regimeCap(n, rs);
  const operands = decodeAll(n, es, cap);
  const nearest = rounderOf(n, cap);
  const { fractionBits, bias } = operands;
  const significands = Uint16Array.from(operands.fractions, (fraction) => 2 ** fractionBits + fraction);
  const scales = Int16Array.from(operands.scales, (scale) => scale + bias);
  // A product of two significands is below 4. Shifted left if it is below 2, it has its leading one in a
  // fixed place.
  const leadingOne = 2 * fractionBits + 1;
  const rounding = roundingTable({ n, es, cap }, leadingOne, 2 * bias);
  const mask = 2 ** n - 1;

  return rowsOf(n, (x, firstY, results, from, to) => {
    const significandX = significands[x] ?? 0;
    const scaleX = scales[x] ?? 0;
    for (let i = from, y = firstY; i < to; i++, y++) {
      const product = Math.imul(significandX, significands[y] ?? 0);
      const carry = product >>> leadingOne;
      const scale = scaleX + (scales[y] ?? 0) + carry;
      const magnitude = nearest(rounding, scale, product << (1 - carry));
      const sign = -((x ^ y) >>> (n - 1));
      results[i] = ((magnitude ^ sign) - sign) & mask;
    }
  });
}

/**
 * PLAM's product of two posit⟨n, es⟩, rounded once; the input word is x‖y.
 * @param n bits, 3 to 16
 * @throws RangeError for other parameters.
 */
export function fastPlamProduct(n: number, es: number, rs = Infinity): FastModel {
  const cap = regimeCap(n, rs);
  const operands = decodeAll(n, es, cap);
  const nearest = rounderOf(n, cap);
  const { fractionBits, bias } = operands;
  // One more fraction bit, always 0, so that every regime has a bit to round away.
  const leadingOne = fractionBits + 1;
  const logarithms = Int32Array.from(
    operands.scales,
    (scale, pattern) => ((scale + bias) << leadingOne) + 2 * (operands.fractions[pattern] ?? 0),
  );
  const rounding = roundingTable({ n, es, cap }, leadingOne, 2 * bias);
  const one = 2 ** leadingOne;
  const mask = 2 ** n - 1;

  return rowsOf(n, (x, firstY, results, from, to) => {
    const logarithmX = logarithms[x] ?? 0;
    for (let i = from, y = firstY; i < to; i++, y++) {
      const logarithm = logarithmX + (logarithms[y] ?? 0);
      const scale = logarithm >> leadingOne;
      const magnitude = nearest(rounding, scale, (logarithm & (one - 1)) + one);
      const sign = -((x ^ y) >>> (n - 1));
      results[i] = ((magnitude ^ sign) - sign) & mask;
    }
  });
}

/**
 * Fills `results` from index `from` up to `to`, for one x and the y from `firstY` on. Neither is zero or NaR.
 */
type Products = (x: number, firstY: number, results: Uint32Array, from: number, to: number) => void;

/**
 * Splits a run of input words x‖y where x changes; handles zero and NaR.
 * @param withZero the result where y is zero
 */
export function rowsOf(n: number, products: Products, withZero = 0): FastModel {
  const nar = 2 ** (n - 1);
  const size = 2 ** n;
  return (first, results) => {
    for (let from = 0; from < results.length;) {
      const x = Math.floor((first + from) / size);
      const y = (first + from) % size;
      const to = Math.min(from + size - y, results.length);
      const set = (pattern: number, result: number): void => {
        if (pattern >= y && pattern - y < to - from) results[from + pattern - y] = result;
      };
      if (x === 0 || x === nar) results.fill(x, from, to);
      else products(x, y, results, from, to);
      if (x !== nar) set(0, withZero);
      set(nar, nar);
      from = to;
    }
  };
}

/** The magnitudes of all patterns, by pattern: 2^scale·(1 + fraction / 2^fractionBits). */
interface Decoded {
  readonly scales: Int16Array;
  readonly fractions: Uint16Array;
  readonly fractionBits: number;
  /** No scale is below −bias. */
  readonly bias: number;
}

export function decodeAll(n: number, es: number, cap: number): Decoded {
  checkParameter("n of the fast model", n, 3, 16);
  checkParameter("es of the fast model", es, 0, 6);
  const fractionBits = Math.max(n - 3 - es, 0);
  const bias = Math.min(n - 2, cap) * 2 ** es;
  const scales = new Int16Array(2 ** n);
  const fractions = new Uint16Array(2 ** n);
  for (let pattern = 0; pattern < 2 ** n; pattern++) {
    const magnitude = Math.min(pattern, 2 ** n - pattern);
    // The bits behind the sign, moved to the top of 32 bits. Zero and NaR give nonsense, which nothing reads.
    const body = magnitude << (33 - n);
    const run = Math.min(Math.clz32(body < 0 ? ~body : body), cap);
    const regime = body < 0 ? run - 1 : -run;
    const rest = run === cap ? body << run : run < 31 ? body << (run + 1) : 0;
    scales[pattern] = Math.max(regime * 2 ** es + topBits(rest, es), -bias);
    fractions[pattern] = topBits(rest << es, fractionBits);
  }
  return { scales, fractions, fractionBits, bias };
}

const topBits = (word: number, count: number): number => (count === 0 ? 0 : word >>> (32 - count));

/**
 * How to round, for scales from −bias on.
 *
 * Formula: with Q = 2^leadingOne·(1 + f), the pattern of 2^scale·(1 + f) is start + (Q + offset) / 2^shift,
 * rounded to nearest, ties to even; half = 2^(shift−1) − 1.
 * Example: n = 8, es = 0, scale 0: start = 2^6, the pattern of 1, and offset = −2^leadingOne takes off the
 * leading one.
 */
export function roundingTable(
  { n, es, cap }: { readonly n: number; readonly es: number; readonly cap: number },
  leadingOne: number,
  bias: number,
) {
  const size = 2 * bias + 2;
  const table = {
    start: new Int32Array(size),
    offset: new Int32Array(size),
    half: new Int32Array(size),
    shift: new Uint8Array(size),
  };
  const saturated = { offset: 0, shift: 31 };
  for (let index = 0; index < size; index++) {
    const regime = Math.floor((index - bias) / 2 ** es);
    const exponent = index - bias - regime * 2 ** es;
    // Bits behind the regime: exponent and fraction, as many as fit.
    const within = regime >= -cap && regime < cap;
    const isLongest = regime === -cap || regime === cap - 1;
    const room = within ? (regime < 0 ? n - 2 + regime : n - 3 - regime) + (isLongest ? 1 : 0) : -1;
    const between = {
      offset: (exponent - 1) * 2 ** leadingOne,
      shift: leadingOne + es - room,
    };
    const { offset, shift } = room < 0 ? saturated : between;
    const ends = isLongest ? 0 : 1;
    const start =
      regime < 0 ? (room < 0 ? 1 : ends * 2 ** room) : 2 ** (n - 1) - (room < 0 ? 1 : 2 ** (room + ends));
    table.start[index] = start;
    table.offset[index] = offset;
    table.shift[index] = shift;
    table.half[index] = 2 ** (shift - 1) - 1;
  }
  return table;
}

/** Without a cap on the regime, a fraction never rounds to 0 or NaR. */
export const rounderOf = (n: number, cap: number): typeof round =>
  cap === Infinity
    ? round
    : (table, scale, significand) =>
        Math.max(Math.min(round(table, scale, significand), 2 ** (n - 1) - 1), 1);

/** The pattern of the magnitude nearest to 2^scale·Q / 2^leadingOne; `scale` is an index of the table. */
function round(
  { start, offset, half, shift }: ReturnType<typeof roundingTable>,
  scale: number,
  significand: number,
): number {
  const tail = significand + (offset[scale] ?? 0);
  const begin = start[scale] ?? 0;
  const by = shift[scale] ?? 0;
  const odd = (begin + (tail >>> by)) & 1;
  return begin + ((tail + (half[scale] ?? 0) + odd) >>> by);
}
