import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, i32x4, lanesOf, type Code } from "../code/vector.js";
import { logarithmBits, type PositFormat } from "./posit-format.js";
import { roundLogarithms } from "./posit-rounding.js";

/*
 * Operands of PLAM as integers: the logarithm of the magnitude in the upper bits, the sign in the last one. In a sum of two,
 * the last bit is the product's sign, and the one above it takes the carry.
 *
 *     ┌──────────────────────────────────────┬───┬──────┐
 *     │ s + f, with logarithmBits of f       │ 0 │ sign │
 *     └──────────────────────────────────────┴───┴──────┘
 */

/** Zero's code: sums with it are below every other one. */
const zeroLogarithm = -(2 ** 29);
const isZeroBelow = -(2 ** 28);

/** Codes of four posits. */
export function encodeLogarithms(f: FunctionCode, x: Local, format: PositFormat): Code {
  const magnitude = f.let(bits.and(x.get, f.word(0x7fffffff)));
  const isZero = f.let(i32x4.eq(magnitude.get, f.word(0)));
  const logarithm = i32x4.shrSigned(i32x4.sub(magnitude.get, f.word(127 << 23)), 23 - logarithmBits(format));
  const code = bits.or(i32x4.shl(logarithm, 2), i32x4.shr(x.get, 31));
  return bits.or(bits.andNot(code, isZero.get), bits.and(isZero.get, f.word(zeroLogarithm)));
}

/** The same of weights. */
export function codeLogarithms(format: PositFormat) {
  const cut = 23 - logarithmBits(format);
  return (weights: Float32Array): Int32Array =>
    new Int32Array(weights.slice().buffer).map((pattern) => {
      const magnitude = pattern & 0x7fffffff;
      return magnitude === 0 ? zeroLogarithm : (((magnitude - (127 << 23)) >> cut) << 2) | (pattern >>> 31);
    });
}

/** PLAM's products of four pairs of posits, each rounded to a posit, as floats. */
export function roundedPlamProducts(f: FunctionCode, x: Code, y: Code, format: PositFormat): Code {
  const sum = f.let(i32x4.add(x, y));
  const magnitude = roundLogarithms(f, i32x4.shrSigned(sum.get, 2), format);
  const signed = bits.or(magnitude, i32x4.shl(sum.get, 31));
  return bits.andNot(signed, i32x4.less(sum.get, f.word(isZeroBelow)));
}

/**
 * PLAM's products of four pairs of posits, not rounded, as doubles. Their fractions have few bits, but their exponents may
 * be out of a float's range. So the upper half of a double is made, and the lower one is 0.
 */
export function unroundedPlamProducts(
  f: FunctionCode,
  x: Code,
  y: Code,
  format: PositFormat,
): readonly [Code, Code] {
  const sum = f.let(i32x4.add(x, y));
  const up = 20 - logarithmBits(format);
  const pattern = i32x4.add(i32x4.shl(i32x4.shrSigned(sum.get, 2), up), f.word(1023 << 20));
  const signed = bits.or(pattern, i32x4.shl(sum.get, 31));
  const upper = f.let(bits.andNot(signed, i32x4.less(sum.get, f.word(isZeroBelow))));
  const zero = f.word(0);
  return [lanesOf(zero, upper.get, [0, 4, 0, 5]), lanesOf(zero, upper.get, [0, 6, 0, 7])];
}
