import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "../code/function-code.js";
import { turn } from "../code/turn.js";
import { f32x4, i32, lanesOf, load, splat, store, storeLane, type Code } from "../code/vector.js";
import { far, near, points, side } from "./transforms.js";

/*
 * Winograd's tiles, four in the lanes of a vector. Tiles stand anywhere: a table has where each of them begins.
 *
 *     operands ── operandTiles ── 36 × channels × tiles ── tileProducts ── 36 × rows × tiles ── resultTiles ── results
 */

/** Bytes of a tile's 36 vectors, between the transforms of its rows and of its columns. */
export const tileBytes = 16 * points;

const [nearSquare, farSquare] = [near ** 2, far ** 2];

/** Bᵀ d of six numbers. Sums for a point and its negative have all but signs in common. */
function operandTransform(f: FunctionCode, d: readonly Local[]): Code[] {
  const [d0, d1, d2, d3, d4, d5] = d.map(({ get }) => get) as [Code, Code, Code, Code, Code, Code];
  const times = (a: Code, factor: number): Code => f32x4.mul(a, f.float(factor));
  const less = (a: Code, b: Code, factor: number): Code => f32x4.sub(a, times(b, factor));
  const [evenNear, evenFar] = [f.let(less(d4, d2, farSquare)).get, f.let(less(d4, d2, nearSquare)).get];
  const oddNear = f.let(times(less(d3, d1, farSquare), near)).get;
  const oddFar = f.let(times(less(d3, d1, nearSquare), far)).get;
  /** near² far² first − (near² + far²) middle + last, of which `rest` is last − near² middle. */
  const ofEnds = (first: Code, middle: Code, rest: Code): Code =>
    f32x4.add(times(f32x4.sub(times(first, nearSquare), middle), farSquare), rest);
  return [
    ofEnds(d0, d2, evenFar),
    f32x4.add(evenNear, oddNear),
    f32x4.sub(evenNear, oddNear),
    f32x4.add(evenFar, oddFar),
    f32x4.sub(evenFar, oddFar),
    ofEnds(d1, d3, less(d5, d3, nearSquare)),
  ];
}

/** Aᵀ m of six numbers: as many results as asked for. */
function resultTransform(f: FunctionCode, m: readonly Local[], results: number): Local[] {
  const [m0, m1, m2, m3, m4, m5] = m.map(({ get }) => get) as [Code, Code, Code, Code, Code, Code];
  const sums = [f.let(f32x4.add(m1, m2)), f.let(f32x4.add(m3, m4))] as const;
  const gaps = [f.let(f32x4.sub(m1, m2)), f.let(f32x4.sub(m3, m4))] as const;
  return Array.from({ length: results }, (_, power) => {
    const [ofNear, ofFar] = power % 2 === 0 ? sums : gaps;
    const times = ({ get }: Local, factor: number): Code =>
      factor === 1 ? get : f32x4.mul(get, f.float(factor));
    let sum = f32x4.add(times(ofNear, near ** power), times(ofFar, far ** power));
    if (power === 0) sum = f32x4.add(m0, sum);
    if (power === results - 1) sum = f32x4.add(sum, m5);
    return f.let(sum);
  });
}

/**
 * Bᵀ d B of a layer's tiles. Arguments: addresses of the tiles' table, of the first channel, of the transformed tiles and of scratch
 * memory for a tile; channels; vectors of tiles; bytes of a channel and of a row; bytes from one of the 36 to the next.
 */
export function operandTilesFunction(): WasmFunction {
  const f = new FunctionCode("operandTiles", 9);
  const { corners, image, tiles, scratch, channels, vectors, planeBytes, rowBytes, pointBytes } = f.named(
    "corners",
    "image",
    "tiles",
    "scratch",
    "channels",
    "vectors",
    "planeBytes",
    "rowBytes",
    "pointBytes",
  );
  const { corner, vector, to, count, at, out } = f.counters("corner", "vector", "to", "count", "at", "out");
  const pointers = Array.from({ length: 4 }, () => f.integer());
  f.set(to, tiles.get);
  f.loop(channels, () => {
    f.set(corner, corners.get);
    f.set(vector, vectors.get);
    f.loop(vector, () => {
      for (const [lane, pointer] of pointers.entries())
        f.set(pointer, i32.add(image.get, i32.load(corner.get, 4 * lane)));
      f.set(at, scratch.get);
      f.set(count, i32.constant(side));
      f.loop(count, () => {
        for (const [column, value] of operandTransform(f, columnsOf(f, pointers)).entries())
          f.emit(store(at.get, value, 16 * column));
        for (const pointer of pointers) f.advance(pointer, rowBytes.get);
        f.advance(at, 16 * side);
      });
      f.set(at, scratch.get);
      f.set(out, to.get);
      f.set(count, i32.constant(side));
      f.loop(count, () => {
        const rows = Array.from({ length: side }, (_, row) => f.let(load(at.get, 16 * side * row)));
        for (const value of operandTransform(f, rows)) {
          f.emit(store(out.get, value));
          f.advance(out, pointBytes.get);
        }
        f.advance(at, 16);
      });
      f.advance(corner, 16);
      f.advance(to, 16);
    });
    f.advance(image, planeBytes.get);
  });
  return f.encoded();
}

/** Six neighbours of four tiles: a vector each, of a number of each tile. */
function columnsOf(f: FunctionCode, pointers: readonly Local[]): Local[] {
  const four = turn(
    f,
    pointers.map((pointer) => f.let(load(pointer.get))),
  );
  const [a, b, c, d] = pointers.map((pointer) => splat(pointer.get, 8, 16)) as [Code, Code, Code, Code];
  const [low, high] = [f.let(lanesOf(a, b, [0, 4, 1, 5])), f.let(lanesOf(c, d, [0, 4, 1, 5]))];
  const lanes = [
    [0, 1, 4, 5],
    [2, 3, 6, 7],
  ];
  return [...four, ...lanes.map((of) => f.let(lanesOf(low.get, high.get, of)))];
}

/** Vectors of tiles whose sums are formed at the same time; what is left over goes one by one. */
export const vectorsTogether = [2, 1] as const;

/** Rows of weights whose sums are formed at the same time. */
export const rowsTogether = 4;

/**
 * Of each of the 36: sums over the channels, in order, of weights times tiles. Arguments: addresses of weights, tiles and sums; how many
 * groups of rows there are, and groups of vectors; channels; bytes of a channel's vectors; bytes from one of the 36 to the next, of
 * tiles and of sums. Weights stand by the 36, the group of rows, the channel and the row.
 */
export function tileProductsFunction(vectors: number): WasmFunction {
  const f = new FunctionCode(tileProductsName(vectors), 9);
  const { weights, tiles, sums, rowGroups, vectorGroups, channels, channelBytes, tilesBytes, sumsBytes } =
    f.named(
      "weights",
      "tiles",
      "sums",
      "rowGroups",
      "vectorGroups",
      "channels",
      "channelBytes",
      "tilesBytes",
      "sumsBytes",
    );
  const { point, group, rows, k, w, first, from, to, ofRows } = f.counters(
    "point",
    "group",
    "rows",
    "k",
    "w",
    "first",
    "from",
    "to",
    "ofRows",
  );
  const accumulators = Array.from({ length: rowsTogether }, () =>
    Array.from({ length: vectors }, () => f.local()),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const weight = f.local();
  const zero = f.word(0);
  f.set(point, i32.constant(points));
  f.loop(point, () => {
    f.set(group, vectorGroups.get);
    f.set(first, tiles.get);
    f.set(ofRows, sums.get);
    f.loop(group, () => {
      f.set(w, weights.get);
      f.set(rows, rowGroups.get);
      f.set(to, ofRows.get);
      f.loop(rows, () => {
        f.set(from, first.get);
        for (const sum of accumulators.flat()) f.set(sum, zero);
        f.set(k, channels.get);
        f.loop(k, () => {
          for (const [v, local] of loaded.entries()) f.set(local, load(from.get, 16 * v));
          for (const [r, ofRow] of accumulators.entries()) {
            f.set(weight, splat(w.get, 4, 4 * r));
            for (const [v, sum] of ofRow.entries())
              f.set(sum, f32x4.add(sum.get, f32x4.mul(weight.get, (loaded[v] ?? weight).get)));
          }
          f.advance(w, 4 * rowsTogether);
          f.advance(from, channelBytes.get);
        });
        for (const ofRow of accumulators) {
          for (const [v, sum] of ofRow.entries()) f.emit(store(to.get, sum.get, 16 * v));
          f.advance(to, channelBytes.get);
        }
      });
      f.advance(first, 16 * vectors);
      f.advance(ofRows, 16 * vectors);
    });
    f.set(weights, w.get);
    f.advance(tiles, tilesBytes.get);
    f.advance(sums, sumsBytes.get);
  });
  return f.encoded();
}

export const tileProductsName = (vectors: number): string => `tileProducts${vectors}`;

/**
 * Aᵀ m A, m × m results a tile, with the bias. Arguments: addresses of the tiles' table, of sums, biases, results, scratch memory for a tile, and of a vector
 * to which all results are added; rows; vectors of tiles; bytes of a result's plane and of its row; bytes from one of the 36 to the next.
 */
export function resultTilesFunction(results: 2 | 4): WasmFunction {
  const f = new FunctionCode(resultTilesName(results), 11);
  const { corners, sums, biases, planes, scratch, totalAt, rows, vectors, planeBytes, rowBytes, pointBytes } =
    f.named(
      "corners",
      "sums",
      "biases",
      "planes",
      "scratch",
      "totalAt",
      "rows",
      "vectors",
      "planeBytes",
      "rowBytes",
      "pointBytes",
    );
  const { corner, vector, count, at, from, point } = f.counters(
    "corner",
    "vector",
    "count",
    "at",
    "from",
    "point",
  );
  const pointers = Array.from({ length: 4 }, () => f.integer());
  const bias = f.local();
  const total = Array.from({ length: results }, () => f.let(f.word(0)));
  f.set(from, sums.get);
  f.loop(rows, () => {
    f.set(bias, splat(biases.get, 4));
    f.set(corner, corners.get);
    f.set(vector, vectors.get);
    f.loop(vector, () => {
      f.set(at, scratch.get);
      f.set(point, from.get);
      f.set(count, i32.constant(side));
      f.loop(count, () => {
        const values = Array.from({ length: side }, () => {
          const value = f.let(load(point.get));
          f.advance(point, pointBytes.get);
          return value;
        });
        for (const [row, value] of resultTransform(f, values, results).entries())
          f.emit(store(at.get, value.get, 16 * side * row));
        f.advance(at, 16);
      });
      for (const [lane, pointer] of pointers.entries())
        f.set(pointer, i32.add(planes.get, i32.load(corner.get, 4 * lane)));
      f.set(at, scratch.get);
      f.set(count, i32.constant(results));
      f.loop(count, () => {
        const values = Array.from({ length: side }, (_, column) => f.let(load(at.get, 16 * column)));
        const found = resultTransform(f, values, results).map((value, index) => {
          const sum = f.let(f32x4.add(value.get, bias.get));
          const of = total[index] ?? sum;
          f.set(of, f32x4.add(of.get, sum.get));
          return sum;
        });
        storeTiles(f, pointers, found);
        for (const pointer of pointers) f.advance(pointer, rowBytes.get);
        f.advance(at, 16 * side);
      });
      f.advance(corner, 16);
      f.advance(from, 16);
    });
    f.advance(biases, 4);
    f.advance(planes, planeBytes.get);
  });
  const all = total.map(({ get }) => get).reduce(f32x4.add);
  f.emit(store(totalAt.get, f32x4.add(load(totalAt.get), all)));
  return f.encoded();
}

export const resultTilesName = (results: number): string => `resultTiles${results}`;

/** A number of each vector for each of four tiles: two neighbours, or four. */
function storeTiles(f: FunctionCode, pointers: readonly Local[], values: readonly Local[]): void {
  if (values.length === 4) {
    for (const [lane, value] of turn(f, values).entries())
      f.emit(store((pointers[lane] ?? value).get, value.get));
    return;
  }
  const [a, b] = values as [Local, Local];
  const halves = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ].map((lanes) => f.let(lanesOf(a.get, b.get, lanes)));
  for (const [lane, pointer] of pointers.entries())
    f.emit(storeLane(pointer.get, (halves[lane >> 1] ?? a).get, 8, lane % 2));
}
