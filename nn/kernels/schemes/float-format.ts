import type { FunctionCode, Local } from "../code/function-code.js";
import { bits, f32x4, i32x4, type Code } from "../code/vector.js";

export interface FloatFormat {
  readonly wE: number;
  readonly wF: number;
  readonly infinities: boolean;
  readonly subnormals: boolean;
}

/** Most fraction bits of factors whose exact products a float32 holds; of those whose products have no more bits than they. */
export const mostFraction = { exact: 11, mitchell: 23 } as const;
/** Most exponent bits. */
export const mostExponent = 8;

/** The exponent of the smallest normal number. */
const leastExponent = ({ wE }: FloatFormat): number => 2 - 2 ** (wE - 1);

/** The largest number. */
export function largestNumber({ wE, wF, infinities }: FloatFormat): number {
  const exponent = 2 ** (wE - 1) - (infinities ? 1 : 0);
  const ulp = 2 ** (exponent - wF);
  // without infinities, the last pattern is NaN
  return infinities ? 2 ** (exponent + 1) - ulp : 2 ** (exponent + 1) - 2 * ulp;
}

/** The smallest number above 0. */
export const smallestNumber = (format: FloatFormat): number =>
  2 ** (leastExponent(format) - (format.subnormals ? format.wF : 0));

/** The nearest numbers of the format, ties to even; beyond the largest one that. */
export function roundToFloats(f: FunctionCode, x: Local, format: FloatFormat): Code {
  const { wF, subnormals } = format;
  const cut = 23 - wF;
  const least = leastExponent(format);
  const magnitude = f.let(bits.and(x.get, f.word(0x7fffffff)));
  const nearest = cut === 0 ? magnitude.get : roundFractions(f, magnitude, cut);
  const rounded = i32x4.min(nearest, f.float(largestNumber(format)));
  const smallest = f.float(2 ** least);
  // what is below the smallest normal number: gradual underflow, or zero unless it is rounded up to it
  const isLess = (limit: Code): Code => i32x4.less(magnitude.get, limit);
  const sign = bits.and(x.get, f.word(-(2 ** 31)));
  if (!subnormals) {
    const limit = f.float(2 ** least - 2 ** (least - wF - 2));
    return bits.or(bits.andNot(i32x4.max(rounded, smallest), isLess(limit)), sign);
  }
  const magic = f.float(1.5 * 2 ** (least - wF + 23));
  const gradual = f32x4.sub(f32x4.add(magnitude.get, magic), magic);
  const isSmall = f.let(isLess(smallest));
  const either = bits.or(bits.andNot(rounded, isSmall.get), bits.and(gradual, isSmall.get));
  return bits.or(either, sign);
}

/** Fractions without their `cut` lowest bits, ties to even. */
function roundFractions(f: FunctionCode, magnitude: Local, cut: number): Code {
  const last = bits.and(i32x4.shr(magnitude.get, cut), f.word(1));
  const carried = i32x4.add(i32x4.add(magnitude.get, f.word(2 ** (cut - 1) - 1)), last);
  return bits.and(carried, f.word(-(2 ** cut)));
}
