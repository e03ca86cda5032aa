import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { biasOf, scaled } from "./finish-function.js";
import { FunctionCode, type Local } from "./function-code.js";
import { header, vectorsOf, type Scheme } from "./scheme.js";
import { bits, f64x2, i32, i32x4, lanesOf, load, store, type Code } from "./vector.js";

/** Pixels whose results are turned at the same time. */
export const turned = 4;

/**
 * Results of a convolution from its sums: bias, rounding, scale as `finishFunction`. Sums stand pixel by pixel, results in
 * planes of a row of weights each. Four pixels by four rows are turned in registers.
 *
 * Arguments: addresses of sums, results and biases; pixels divided by 4; rows divided by 4; bytes of a plane; bytes of a
 * pixel's sums. With bounds: their address, and where doubts are written, in planes too; see `boundedFinishFunction`.
 */
export function planesFunction(scheme: Scheme, bounded: boolean): WasmFunction {
  const f = new FunctionCode(bounded ? "boundedPlanes" : "planes", bounded ? 9 : 7);
  const [sums, results, biases, quads, rowVectors, planeBytes, resultStride, allBounds, doubts] = Array.from(
    { length: 9 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const [rows, bias, bounds, out, outDoubts] = Array.from({ length: 5 }, () => f.integer()) as [
    ...[Local, Local, Local],
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
    return scaled(f, scheme.finish(f, loaded, biasOf(scheme, bias)));
  };
  /** Stores a vector of each pixel as a vector of each row. */
  const storeTurned = (to: Local, ofPixels: readonly Local[]): void => {
    for (const vector of turn(f, ofPixels)) {
      f.emit(store(to.get, vector.get));
      f.advance(to, planeBytes.get);
    }
  };

  f.loop(quads, () => {
    f.set(bias, biases.get);
    if (bounded) {
      f.set(bounds, allBounds.get);
      f.set(outDoubts, doubts.get);
    }
    f.set(out, results.get);
    for (const [p, pointer] of pointers.entries())
      f.set(pointer, p === 0 ? sums.get : i32.add((pointers[p - 1] ?? sums).get, resultStride.get));
    f.set(rows, rowVectors.get);
    f.loop(rows, () => {
      for (const [p, pointer] of pointers.entries()) {
        const [value, doubt] = [values[p] ?? lower, doubtful[p] ?? lower];
        if (bounded) {
          f.set(value, finished(pointer, f64x2.add));
          f.set(lower, finished(pointer, f64x2.sub));
          f.set(doubt, i32x4.ne(value.get, lower.get));
          f.set(any, bits.or(any.get, doubt.get));
        } else f.set(value, finished(pointer));
        f.advance(pointer, 16 * vectorsOf(scheme.sum));
      }
      storeTurned(out, values);
      f.advance(bias, 16 * vectorsOf(scheme.bias));
      if (bounded) {
        storeTurned(outDoubts, doubtful);
        f.advance(bounds, 16 * vectorsOf(scheme.sum));
      }
    });
    f.set(sums, (pointers[turned - 1] ?? sums).get);
    f.advance(results, 16);
    if (bounded) f.advance(doubts, 16);
  });
  if (bounded) f.emit(store(i32.constant(header.doubtful), any.get));
  return f.encoded();
}

/** Four vectors as the columns of a matrix, as its rows. */
function turn(f: FunctionCode, [a, b, c, d]: readonly Local[]): Local[] {
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new RangeError("four vectors are turned");
  const pairs = [
    [a, b],
    [c, d],
  ] as const;
  const low = pairs.map(([x, y]) => f.let(lanesOf(x.get, y.get, [0, 4, 1, 5])));
  const high = pairs.map(([x, y]) => f.let(lanesOf(x.get, y.get, [2, 6, 3, 7])));
  return [low, high].flatMap(([x = a, y = a]) => [
    f.let(lanesOf(x.get, y.get, [0, 1, 4, 5])),
    f.let(lanesOf(x.get, y.get, [2, 3, 6, 7])),
  ]);
}
