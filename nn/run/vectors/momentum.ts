import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "../../kernels/code/function-code.js";
import {
  bits,
  f32x4,
  f64x2,
  i64x2,
  lanesOf,
  load,
  splat,
  store,
  type Code,
} from "../../kernels/code/vector.js";
import { odd } from "./odd.js";

/** Two sums of doubles: rounded to double, and exactly what that leaves out. */
interface Sums {
  readonly sum: Local;
  readonly rest: Local;
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
  const [v, g] = [f.local(), f.local()];
  f.loop(count, () => {
    f.set(v, load(velocities.get));
    f.set(g, load(gradients.get));
    const [low, high] = [
      [0, 1, 0, 1],
      [2, 3, 2, 3],
    ].map((lanes) => {
      const half = (x: Local): Code => f64x2.fromFloats(lanesOf(x.get, x.get, lanes));
      return sumOf(f, f64x2.mul(half(v), mu.get), f64x2.mul(half(g), nu.get));
    }) as [Sums, Sums];
    f.emit(store(velocities.get, rounds === "odd" ? toOdd(f, low, high) : toNearest(f, low, high)));
    f.advance(velocities, 16);
    f.advance(gradients, 16);
  });
  return f.encoded();
}

/** As `addToOdd` of `../exact.ts`. */
function sumOf(f: FunctionCode, first: Code, second: Code): Sums {
  const [a, b] = [f.let(first), f.let(second)];
  const sum = f.let(f64x2.add(a.get, b.get));
  const part = f.let(f64x2.sub(sum.get, a.get));
  const rest = f.let(f64x2.add(f64x2.sub(a.get, f64x2.sub(sum.get, part.get)), f64x2.sub(b.get, part.get)));
  return { sum, rest };
}

const lowerHalves = (low: Code, high: Code): Code => lanesOf(low, high, [0, 1, 4, 5]);

function toOdd(f: FunctionCode, ...halves: readonly [Sums, Sums]): Code {
  const [low, high] = halves.map(({ sum, rest }) => {
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
  const [low, high] = halves.map(({ sum, rest }) => {
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
