import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "../../kernels/code/function-code.js";
import {
  bits,
  f32x4,
  f64x2,
  i32x4,
  i64x2,
  lanesOf,
  load,
  splat,
  store,
  type Code,
} from "../../kernels/code/vector.js";
import { odd } from "./odd.js";

/** Two sums of doubles: their terms, and what is rounded to double. */
interface Sums {
  readonly a: Local;
  readonly b: Local;
  readonly sum: Local;
}

/**
 * Velocities of SGD, in place: µ v + ν g, each an exact sum that is rounded once, to the nearest float or to odd. Both products are
 * exact in double. Arguments: addresses of velocities, of gradients, and of µ and ν as doubles; and the number of
 * velocities divided by 4.
 */
export function momentum(name: string, rounds: "nearest" | "odd"): WasmFunction {
  const f = new FunctionCode(name, 4);
  const [velocities, gradients, factors, count] = [0, 1, 2, 3].map((index) => f.parameter(index)) as [
    ...[Local, Local],
    ...[Local, Local],
  ];
  const [mu, nu] = [f.let(splat(factors.get, 8)), f.let(splat(factors.get, 8, 8))];
  const [v, g, nearest] = [f.local(), f.local(), f.local()];
  const isDoubtful = f.integer();
  f.loop(count, () => {
    f.set(v, load(velocities.get));
    f.set(g, load(gradients.get));
    const halves = [
      [0, 1, 0, 1],
      [2, 3, 2, 3],
    ].map((lanes) => {
      const half = (x: Local): Code => f64x2.fromFloats(lanesOf(x.get, x.get, lanes));
      const [a, b] = [f.let(f64x2.mul(half(v), mu.get)), f.let(f64x2.mul(half(g), nu.get))];
      return { a, b, sum: f.let(f64x2.add(a.get, b.get)) };
    }) as [Sums, Sums];
    if (rounds === "odd") f.emit(store(velocities.get, toOdd(f, ...halves)));
    else {
      const [low, high] = halves.map(({ sum }) => f32x4.fromDoubles(sum.get)) as [Code, Code];
      f.set(nearest, lowerHalves(low, high));
      f.emit(store(velocities.get, nearest.get));
      // Rarely: one number of thousands.
      f.set(isDoubtful, bits.anyTrue(roundedTwice(f, halves, nearest, bits.or(v.get, g.get))));
      f.unlessZero(isDoubtful, () => {
        f.emit(store(velocities.get, toNearest(f, ...halves)));
      });
    }
    f.advance(velocities, 16);
    f.advance(gradients, 16);
  });
  return f.encoded();
}

/**
 * Of four sums: all ones where the float nearest to the double may be another than that nearest to the exact sum. The double is
 * half-way between two floats; or the float is subnormal, where floats are further apart, or nearly too large.
 * @param either bits that are 1 in an operand: where both are 0, so is the sum
 */
function roundedTwice(
  f: FunctionCode,
  [low, high]: readonly [Sums, Sums],
  nearest: Local,
  either: Code,
): Code {
  // a double has 29 bits more than a float
  const cut = bits.and(lanesOf(low.sum.get, high.sum.get, [0, 2, 4, 6]), f.word(2 ** 29 - 1));
  const isHalfWay = i32x4.eq(cut, f.word(2 ** 28));
  // Magnitudes from 2^−126 up to 2^127 become the lowest integers.
  const [smallest, large] = [0x00800000, 0x7f000000];
  const magnitude = bits.and(nearest.get, f.word(0x7fffffff));
  const moved = i32x4.add(magnitude, f.word(0x7fffffff - smallest + 1));
  const isBeyond = i32x4.less(f.word(large - 1 - smallest - 2 ** 31), moved);
  const isZero = i32x4.eq(i32x4.shl(either, 1), f.word(0));
  return bits.or(isHalfWay, bits.andNot(isBeyond, isZero));
}

/** What a sum leaves out, exactly: as `addToOdd` of `../exact.ts`. */
function restOf(f: FunctionCode, { a, b, sum }: Sums): Local {
  const part = f.let(f64x2.sub(sum.get, a.get));
  return f.let(f64x2.add(f64x2.sub(a.get, f64x2.sub(sum.get, part.get)), f64x2.sub(b.get, part.get)));
}

const lowerHalves = (low: Code, high: Code): Code => lanesOf(low, high, [0, 1, 4, 5]);

function toOdd(f: FunctionCode, ...halves: readonly [Sums, Sums]): Code {
  const [low, high] = halves.map((sums) => {
    const { sum } = sums;
    const rest = restOf(f, sums);
    const nearest = f.let(f32x4.fromDoubles(sum.get));
    const difference = f64x2.add(f64x2.sub(sum.get, f64x2.fromFloats(nearest.get)), rest.get);
    return { nearest, difference: f.let(difference) };
  }) as [Record<"nearest" | "difference", Local>, Record<"nearest" | "difference", Local>];
  const isExact = ({ difference }: typeof low): Code => f64x2.eq(difference.get, f.double(0));
  return odd(
    f,
    f.let(lowerHalves(low.nearest.get, high.nearest.get)),
    lanesOf(isExact(low), isExact(high), [0, 2, 4, 6]),
    // the upper halves of doubles have their signs
    lanesOf(low.difference.get, high.difference.get, [1, 3, 5, 7]),
  );
}

/**
 * Where the double is half-way between two floats, what it left out says which of the two is nearer: as `addToNearest` of the
 * training.
 */
function toNearest(f: FunctionCode, ...halves: readonly [Sums, Sums]): Code {
  const [low, high] = halves.map((sums) => {
    const { sum } = sums;
    const rest = restOf(f, sums);
    const nearest = f.let(f64x2.fromFloats(f32x4.fromDoubles(sum.get)));
    const difference = f.let(f64x2.sub(sum.get, nearest.get));
    const other = f.let(f64x2.add(sum.get, difference.get));
    const isThere = (x: Local): Code => f64x2.ne(x.get, f.double(0));
    const areApart = i64x2.shrSigned(bits.xor(rest.get, difference.get), 63);
    const isFloat = f64x2.eq(f64x2.fromFloats(f32x4.fromDoubles(other.get)), other.get);
    const takesOther = bits.andNot(bits.and(bits.and(isThere(rest), isThere(difference)), isFloat), areApart);
    return f32x4.fromDoubles(bits.select(other.get, nearest.get, takesOther));
  }) as [Code, Code];
  return lowerHalves(low, high);
}
