import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { scaled } from "./finish-function.js";
import { FunctionCode, type Local } from "./function-code.js";
import { sumsPerCode, vectorsOf, type Scheme } from "./scheme.js";
import { i32, load, splat, storeLanes, type Code } from "./vector.js";
import { bytesOfRun } from "./window-tile.js";

/** Pixels that are neighbours in a row, in the lanes of vectors. */
export const pixelsInLanes = 4;

/** Numbers of a segment. */
export const segmentWords = 4;

/** What a function is made for. */
export interface LanesTile {
  /** Numbers of a window's row that stand side by side. */
  readonly run: number;
  /** Vectors of a panel of weights. */
  readonly vectors: number;
  /** Rows of weights that are taken of a panel. */
  readonly rows: number;
  /** Pixels whose results are written: the first ones of a segment. */
  readonly pixels: number;
}

/**
 * Results of a convolution with some rows of a panel, for pixels in the lanes of vectors: each weight goes into all lanes.
 *
 *     windowTile    pixel 0 × rows 0 … 3     what fills up rows to a multiple of four is computed, too
 *     windowLanes   row 0 × pixels 0 … 3     what fills up pixels is
 *
 * Each segment is four neighbours in a row of pixels: where their first window and their results begin, where the segment's part
 * of the table begins, and where it ends. The table is that of `windowRunsFunction`; so are the jumps that are never taken.
 *
 * Arguments: the address of segments and how many there are; addresses of the table, of codes, of the weights of the first row,
 * of results and of the first row's bias; bytes of a row's results. Only for schemes whose sums are right as they are.
 */
export function windowLanesFunction(scheme: Scheme, tile: LanesTile): WasmFunction {
  const f = new FunctionCode(windowLanesName(tile), 8);
  const { codeBytes } = scheme;
  const { segments, count, tables, codes, weights, results, biases, planeBytes } = f.named(
    "segments",
    "count",
    "tables",
    "codes",
    "weights",
    "results",
    "biases",
    "planeBytes",
  );
  const { corner, out, table, end, pointer, w } = f.counters("corner", "out", "table", "end", "pointer", "w");
  const activations = Array.from({ length: (pixelsInLanes * codeBytes) / 16 }, () => f.local());
  const sums = Array.from({ length: tile.rows }, () =>
    activations.map(() => Array.from({ length: sumsPerCode(scheme) }, () => f.local())),
  );
  const weight = f.local();
  const zero = f.double(0);
  const biasOf = (row: number): Code[] => {
    const vectors = vectorsOf(scheme.bias);
    const bytes = vectors === 1 ? 4 : 8;
    return Array.from({ length: vectors }, () => splat(biases.get, bytes, row * bytes));
  };
  const at = (base: Local, word: number): Code => i32.add(base.get, i32.load(segments.get, 4 * word));
  f.loop(count, () => {
    for (const [word, [to, base]] of (
      [
        [corner, codes],
        [out, results],
        [table, tables],
        [end, tables],
      ] as const
    ).entries())
      f.set(to, at(base, word));
    f.advance(segments, 4 * segmentWords);
    for (const sum of sums.flat(2)) f.set(sum, zero);
    f.untilOrZero(table, end, (leaveIfZero) => {
      f.set(pointer, i32.add(corner.get, i32.load(table.get)));
      f.set(w, i32.add(weights.get, i32.mul(i32.load(table.get, 4), i32.constant(tile.vectors))));
      for (let k = 0; k < tile.run; k++) {
        for (const [part, activation] of activations.entries())
          f.set(activation, load(pointer.get, k * codeBytes + 16 * part));
        for (const [row, ofRow] of sums.entries()) {
          f.set(weight, splat(w.get, codeBytes, k * 16 * tile.vectors + row * codeBytes));
          for (const [part, activation] of activations.entries())
            scheme.step(f, ofRow[part] ?? [], activation, weight);
        }
        const never = [w, table, pointer, end, corner, out][k];
        if (k < tile.run - 1 && never !== undefined) leaveIfZero(never);
      }
      f.advance(table, bytesOfRun);
    });
    for (const [row, ofRow] of sums.entries()) {
      f.set(weight, scaled(f, scheme.finish(f, ofRow.flat(), biasOf(row))));
      f.emit(storeLanes(out.get, weight, tile.pixels));
      f.advance(out, planeBytes.get);
    }
  });
  return f.encoded();
}

export const windowLanesName = ({ run, vectors, rows, pixels }: LanesTile): string =>
  `lanes${vectors}run${run}rows${rows}of${pixels}`;

/** Rows that are computed together: as many sums as a tile has, less one, as each row's weight is loaded by itself. */
export const rowsOfLanes = ({ tile, codeBytes }: Scheme): number =>
  Math.max(1, Math.floor(((tile.pixels * tile.vectors - 1) * 4) / codeBytes));
