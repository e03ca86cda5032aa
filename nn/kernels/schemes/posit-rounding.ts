import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, f32x4, i32x4, lanesOf, type Code } from "../code/vector.js";
import {
  capOf,
  largestLogarithm,
  logarithmBits,
  mostFractionBits,
  type PositFormat,
} from "./posit-format.js";

/*
 * A posit's pattern is linear in L = s + f of its value 2^s·(1 + f) between two regimes. Its bits behind the regime are the
 * low bits of L, as many as there is room for. So rounding a value is rounding L to a multiple of a power of two that
 * depends on the regime alone. Ties go to the even multiple.
 *
 * A float rounds so when 1.5·2^(23+q) is added and taken off again: what is left is a multiple of 2^q.
 *
 *     posit⟨16,1⟩, L = 5.3125, g = 14 bits of fraction
 *     k = ⌊L / 2⌋ = 2, so 12 − k = 10 bits of fraction are left, and q = g − 10 = 4
 */

/**
 * The floats without sign nearest to 2^s·(1 + f).
 * @param logarithm four integers s + f with `g` fraction bits; the last may stand for bits cut off
 */
export function roundLogarithms(
  f: FunctionCode,
  logarithm: Code,
  format: PositFormat,
  g = logarithmBits(format),
): Code {
  const { n, es } = format;
  const cap = capOf(format);
  const end = largestLogarithm(format) * 2 ** g;
  const most = cap === null ? end - 1 : end;
  const clamped = f.let(i32x4.min(i32x4.max(logarithm, f.word(-end)), f.word(most)));
  const regime = f.let(i32x4.shrSigned(clamped.get, g + es));
  // k, or −k − 1 for a negative one: so many fraction bits less than at 1
  const run = bits.xor(regime.get, i32x4.shrSigned(regime.get, 31));
  // behind a run of the cap, which no bit ends, there are as many as behind one of a bit less
  const lost = cap === null ? run : i32x4.min(run, f.word(cap - 2));
  const magic = f.let(
    i32x4.add(i32x4.shl(lost, 23), f.word(floatBits(1.5 * 2 ** (23 + g - mostFractionBits(format))))),
  );
  // In the outermost regimes no bit is left behind the regime, and its own last bit decides a tie. Their k is n − 3, with an
  // even pattern, and −(n − 2), with an odd one. An odd n makes k even or odd alike; an even one is helped by adding one.
  // With a cap there always is a bit behind the regime.
  const parity = n % 2 === 0 && cap === null ? 2 ** (es + g) : 0;
  const value = f32x4.fromIntegers(clamped.get);
  const shifted = parity === 0 ? value : f32x4.add(value, f.float(parity));
  const rounded = f32x4.sub(f32x4.add(shifted, magic.get), magic.get);
  // back to an integer: the low bits of a float whose last bit weighs one
  const integer = f32x4.add(rounded, f.float(toInteger));
  const offset = (127 << 23) - ((floatBits(toInteger) + parity) << (23 - g));
  return i32x4.add(i32x4.shl(integer, 23 - g), f.word(offset | 0));
}

const toInteger = 1.5 * 2 ** 23;

/** The pattern of a float. */
const floatBits = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;

/** The posits nearest to four floats, as floats. */
export function roundFloats(f: FunctionCode, x: Local, format: PositFormat): Code {
  const cut = 23 - logarithmBits(format);
  const magnitude = f.let(bits.and(x.get, f.word(0x7fffffff)));
  const logarithm = i32x4.sub(magnitude.get, f.word(127 << 23));
  const sticky = i32x4.ne(bits.and(magnitude.get, f.word(2 ** cut - 1)), f.word(0));
  const sharp = bits.or(i32x4.shrSigned(logarithm, cut), i32x4.shr(sticky, 31));
  const rounded = roundLogarithms(f, sharp, format);
  const signed = bits.or(rounded, bits.and(x.get, f.word(-(2 ** 31))));
  return bits.andNot(signed, i32x4.eq(magnitude.get, f.word(0)));
}

/**
 * The posits nearest to four doubles, as floats. Doubles below 2^−250 count as zero.
 * Their upper halves have sign, exponent and 20 bits of fraction; of the lower ones it matters whether they are 0.
 */
export function roundDoubles(f: FunctionCode, [low, high]: readonly [Code, Code], format: PositFormat): Code {
  const cut = 20 - logarithmBits(format);
  const [a, b] = [f.let(low), f.let(high)];
  const upper = f.let(lanesOf(a.get, b.get, [1, 3, 5, 7]));
  const lower = lanesOf(a.get, b.get, [0, 2, 4, 6]);
  const magnitude = f.let(bits.and(upper.get, f.word(0x7fffffff)));
  const logarithm = i32x4.sub(magnitude.get, f.word(1023 << 20));
  const rest = bits.or(bits.and(magnitude.get, f.word(2 ** cut - 1)), lower);
  const sharp = bits.or(i32x4.shrSigned(logarithm, cut), i32x4.shr(i32x4.ne(rest, f.word(0)), 31));
  const rounded = roundLogarithms(f, sharp, format);
  const signed = bits.or(rounded, bits.and(upper.get, f.word(-(2 ** 31))));
  return bits.andNot(signed, i32x4.less(magnitude.get, f.word((1023 - 250) << 20)));
}
