import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { header, vectorsOf, type Scheme } from "./scheme.js";
import { bits, f32x4, f64x2, i32, i32x4, lanesOf, load, store, type Code } from "./vector.js";

/**
 * Results from sums: bias, rounding, scale. Arguments: addresses of sums, results and biases, the number of pixels,
 * and the number of rows divided by 4.
 */
export function finishFunction(scheme: Scheme): WasmFunction {
  const f = new FunctionCode("finish", 5);
  const [sums, results, biases, pixels, rowVectors] = parameters(f, 5) as [Local, Local, Local, Local, Local];
  const bias = f.integer();
  const loaded = sumLocals(f, scheme);
  eachFourRows(
    f,
    {
      scheme,
      sums,
      results,
      pixels,
      rowVectors,
      restart: () => {
        f.set(bias, biases.get);
      },
    },
    () => {
      for (const [index, sum] of loaded.entries()) f.set(sum, load(sums.get, index * 16));
      f.emit(store(results.get, scaled(f, scheme.finish(f, loaded, biasOf(scheme, bias)))));
      f.advance(bias, 16 * vectorsOf(scheme.bias));
    },
  );
  return f.encoded();
}

/**
 * The same for sums that may be off by a bound for each row. Further arguments: the address of the bounds, as doubles,
 * and where all ones are written for a result that is in doubt: sum + bound and sum − bound give different ones.
 */
export function boundedFinishFunction(scheme: Scheme): WasmFunction {
  const f = new FunctionCode("finishBounded", 7);
  const [sums, results, biases, pixels, rowVectors, allBounds, doubts] = parameters(f, 7) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const [bias, bounds] = [f.integer(), f.integer()];
  const loaded = sumLocals(f, scheme);
  const [upper, lower, doubt] = [f.local(), f.local(), f.local()];
  const any = f.let(f.word(0));
  const moved = (move: (a: Code, b: Code) => Code): Code => {
    for (const [index, sum] of loaded.entries())
      f.set(sum, move(load(sums.get, index * 16), load(bounds.get, index * 16)));
    return scaled(f, scheme.finish(f, loaded, biasOf(scheme, bias)));
  };
  const restart = (): void => {
    f.set(bias, biases.get);
    f.set(bounds, allBounds.get);
  };
  eachFourRows(f, { scheme, sums, results, pixels, rowVectors, restart }, () => {
    f.set(upper, moved(f64x2.add));
    f.set(lower, moved(f64x2.sub));
    f.set(doubt, i32x4.ne(upper.get, lower.get));
    f.set(any, bits.or(any.get, doubt.get));
    f.emit(store(results.get, upper.get), store(doubts.get, doubt.get));
    f.advance(bias, 16 * vectorsOf(scheme.bias));
    f.advance(bounds, 16 * vectorsOf(scheme.sum));
    f.advance(doubts, 16);
  });
  f.emit(store(i32.constant(header.doubtful), any.get));
  return f.encoded();
}

const parameters = (f: FunctionCode, count: number): Local[] =>
  Array.from({ length: count }, (_, index) => f.parameter(index));

const sumLocals = (f: FunctionCode, { sum }: Scheme): Local[] =>
  Array.from({ length: vectorsOf(sum) }, () => f.local());

export const biasOf = (scheme: Scheme, bias: Local): Code[] =>
  Array.from({ length: vectorsOf(scheme.bias) }, (_, index) => load(bias.get, index * 16));

interface Walk {
  readonly scheme: Scheme;
  readonly sums: Local;
  readonly results: Local;
  readonly pixels: Local;
  readonly rowVectors: Local;
  /** At the beginning of each pixel. */
  readonly restart: () => void;
}

function eachFourRows(f: FunctionCode, walk: Walk, body: () => void): void {
  const rows = f.integer();
  f.loop(walk.pixels, () => {
    walk.restart();
    f.set(rows, walk.rowVectors.get);
    f.loop(rows, () => {
      body();
      f.advance(walk.sums, 16 * vectorsOf(walk.scheme.sum));
      f.advance(walk.results, 16);
    });
  });
}

/** Four floats: results times the scale. Doubles are rounded here. */
export function scaled(f: FunctionCode, [first, second]: readonly Code[]): Code {
  if (first === undefined) throw new RangeError("there are no results");
  if (second === undefined) return f32x4.mul(first, load(i32.constant(header.floatScale)));
  const scale = load(i32.constant(header.doubleScale));
  const [low, high] = [first, second].map((half) => f32x4.fromDoubles(f64x2.mul(half, scale))) as [
    Code,
    Code,
  ];
  return lanesOf(low, high, [0, 1, 4, 5]);
}
