import type { FunctionCode, Local } from "../../kernels/code/function-code.js";
import { bits, f32x4, f64x2, i32x4, lanesOf, type Code } from "../../kernels/code/vector.js";

/* Four results rounded to odd at a time: see `../exact.ts`, which does it number by number. */

/**
 * @param nearest floats
 * @param isExact all ones where they are exact
 * @param difference of the exact result less the nearest one: only its sign counts, where there is one
 */
export function odd(f: FunctionCode, nearest: Local, isExact: Code, difference: Code): Code {
  // Patterns ascend with magnitudes: away from zero where both signs are equal, else towards it.
  const step = bits.or(i32x4.shrSigned(bits.xor(difference, nearest.get), 31), f.word(1));
  const isOdd = i32x4.ne(bits.and(nearest.get, f.word(1)), f.word(0));
  const magnitude = bits.and(nearest.get, f.word(0x7fffffff));
  const isNumber = i32x4.less(magnitude, f.word(0x7f800000));
  const moves = bits.andNot(bits.andNot(isNumber, isOdd), isExact);
  return i32x4.add(nearest.get, bits.and(step, moves));
}

/** The difference of two floats' sum to the nearest float is a float. */
export function addToOdd(f: FunctionCode, a: Local, b: Local): Code {
  const sum = f.let(f32x4.add(a.get, b.get));
  const part = f.let(f32x4.sub(sum.get, a.get));
  const rest = f.let(f32x4.add(f32x4.sub(a.get, f32x4.sub(sum.get, part.get)), f32x4.sub(b.get, part.get)));
  return odd(f, sum, f32x4.eq(rest.get, f.word(0)), rest.get);
}

/** Products of two floats are exact in double, and so are their differences to the nearest floats. */
export function multiplyToOdd(f: FunctionCode, a: Local, b: Local): Code {
  const half = (x: Local, lanes: readonly number[]): Code => f64x2.fromFloats(lanesOf(x.get, x.get, lanes));
  const halves = [
    [0, 1, 0, 1],
    [2, 3, 2, 3],
  ].map((lanes) => {
    const product = f.let(f64x2.mul(half(a, lanes), half(b, lanes)));
    const nearest = f.let(f32x4.fromDoubles(product.get));
    return { nearest, rest: f.let(f64x2.sub(product.get, f64x2.fromFloats(nearest.get))) };
  });
  const [low, high] = halves;
  if (low === undefined || high === undefined) throw new RangeError("a vector has two halves");
  const nearest = f.let(lanesOf(low.nearest.get, high.nearest.get, [0, 1, 4, 5]));
  const isExact = [low, high].map(({ rest }) => f64x2.eq(rest.get, f.double(0))) as [Code, Code];
  return odd(
    f,
    nearest,
    lanesOf(...isExact, [0, 2, 4, 6]),
    // the upper halves of doubles have their signs
    lanesOf(low.rest.get, high.rest.get, [1, 3, 5, 7]),
  );
}
