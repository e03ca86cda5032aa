import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { biasOf, scaled } from "./finish-function.js";
import { FunctionCode, type Local } from "./function-code.js";
import { header, vectorsOf, type Scheme } from "./scheme.js";
import { turn } from "./turn.js";
import { bits, f64x2, i32, i32x4, load, store, type Code } from "./vector.js";

/** Pixels whose results are turned at the same time. */
export const turned = 4;

/**
 * Results of a convolution from its sums: bias, rounding, scale as `finishFunction`. Sums stand pixel by pixel, results in
 * planes of a row of weights each. Four pixels by four rows are turned in registers. Four planes are written from end to
 * end: many at a time would fall into the same lines of a cache, as planes are often a power of two apart.
 *
 * Arguments: addresses of sums, results and biases; pixels divided by 4; rows divided by 4; bytes of a plane; bytes of a
 * pixel's sums. With bounds: their address, and where doubts are written, in planes too; see `boundedFinishFunction`.
 */
export function planesFunction(scheme: Scheme, bounded: boolean): WasmFunction {
  const f = new FunctionCode(bounded ? "boundedPlanes" : "planes", bounded ? 9 : 7);
  const [sums, results, biases, quads, rowVectors, planeBytes, resultStride, bounds, doubts] = Array.from(
    { length: 9 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const [first, count, out, outDoubts] = Array.from({ length: 4 }, () => f.integer()) as [
    ...[Local, Local],
    ...[Local, Local],
  ];
  const pointers = Array.from({ length: turned }, () => f.integer());
  const loaded = Array.from({ length: vectorsOf(scheme.sum) }, () => f.local());
  const values = pointers.map(() => f.local());
  const doubtful = pointers.map(() => f.local());
  const lower = f.local();
  const any = f.let(f.word(0));
  const finished = (pointer: Local, move?: (a: Code, b: Code) => Code): Code => {
    for (const [index, sum] of loaded.entries()) {
      const value = load(pointer.get, index * 16);
      f.set(sum, move === undefined ? value : move(value, load(bounds.get, index * 16)));
    }
    return scaled(f, scheme.finish(f, loaded, biasOf(scheme, biases)));
  };
  const row = f.integer();
  /** Stores a vector of each pixel as a vector of each row. */
  const storeTurned = (to: Local, ofPixels: readonly Local[]): void => {
    f.set(row, to.get);
    for (const vector of turn(f, ofPixels)) {
      f.emit(store(row.get, vector.get));
      f.advance(row, planeBytes.get);
    }
  };
  const rowAfter = (plane: Local): Code => i32.add(plane.get, i32.mul(planeBytes.get, i32.constant(turned)));

  f.loop(rowVectors, () => {
    f.set(first, sums.get);
    f.set(out, results.get);
    if (bounded) f.set(outDoubts, doubts.get);
    f.set(count, quads.get);
    f.loop(count, () => {
      for (const [p, pointer] of pointers.entries())
        f.set(pointer, p === 0 ? first.get : i32.add((pointers[p - 1] ?? first).get, resultStride.get));
      for (const [p, pointer] of pointers.entries()) {
        const [value, doubt] = [values[p] ?? lower, doubtful[p] ?? lower];
        if (bounded) {
          f.set(value, finished(pointer, f64x2.add));
          f.set(lower, finished(pointer, f64x2.sub));
          f.set(doubt, i32x4.ne(value.get, lower.get));
          f.set(any, bits.or(any.get, doubt.get));
        } else f.set(value, finished(pointer));
      }
      storeTurned(out, values);
      f.advance(out, 16);
      if (bounded) {
        storeTurned(outDoubts, doubtful);
        f.advance(outDoubts, 16);
      }
      f.set(first, i32.add((pointers[turned - 1] ?? first).get, resultStride.get));
    });
    f.advance(sums, 16 * vectorsOf(scheme.sum));
    f.advance(biases, 16 * vectorsOf(scheme.bias));
    f.set(results, rowAfter(results));
    if (bounded) {
      f.advance(bounds, 16 * vectorsOf(scheme.sum));
      f.set(doubts, rowAfter(doubts));
    }
  });
  if (bounded) f.emit(store(i32.constant(header.doubtful), any.get));
  return f.encoded();
}
