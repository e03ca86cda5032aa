import type { FunctionCode, Local } from "../code/function-code.js";
import { f32x4, f64x2, type Code } from "../code/vector.js";
import { doubles } from "./doubles.js";
import { largestScale, mostFractionBits, mostScale, type PositFormat } from "./posit-format.js";
import { roundDoubles, roundFloats } from "./posit-rounding.js";

/** Whether floats hold every product of two posits exactly: 24 bits are enough, and the exponent. */
const fitsFloats = (format: PositFormat): boolean =>
  2 * (mostFractionBits(format) + 1) <= 24 && 2 * largestScale(format) <= mostScale;

/** Exact products of four pairs of posits, each rounded to a posit, as floats. */
export function roundedExactProducts(f: FunctionCode, x: Local, y: Local, format: PositFormat): Code {
  if (fitsFloats(format)) return roundFloats(f, f.let(f32x4.mul(x.get, y.get)), format);
  const products = exactProducts(x, y);
  return roundDoubles(f, products, format);
}

/** The products of four pairs of floats as doubles. */
export function exactProducts(x: Local, y: Local): readonly [Code, Code] {
  const [xs, ys] = [doubles(x), doubles(y)];
  return [f64x2.mul(xs[0], ys[0]), f64x2.mul(xs[1], ys[1])];
}
