import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "../code/function-code.js";
import { relu } from "../code/relu.js";
import { turn } from "../code/turn.js";
import { f32x4, i32, lanesOf, load, splat, store, storeLane, type Code } from "../code/vector.js";
import { blockChannels, pairsOf, polynomialOf, sides, type Side } from "./transforms.js";

/*
 * Winograd's tiles, four in the lanes of a vector. Tiles stand anywhere: a table has where each of them begins. Of six numbers a side:
 *
 *     operands ── operandTiles ── 36 × channels × tiles ── tileProducts ── 36 × rows × tiles ── resultTiles ── results
 */

/** Bytes of a tile's vectors, between the transforms of its rows and of its columns. */
export const tileBytes = 16 * Math.max(...sides) ** 2;

const times = (f: FunctionCode, a: Code, factor: number): Code =>
  factor === 1 ? a : f32x4.mul(a, f.float(factor));

/** Bᵀ d. Sums for a point and its negative have all but signs in common. */
function operandTransform(f: FunctionCode, d: readonly Local[], pairs: readonly number[]): Code[] {
  /** Π (d² − s) of some squares, where powers of d are the numbers from one on. */
  const polynomial = (squares: readonly number[], from: number): Code => {
    const coefficients = polynomialOf(squares);
    return coefficients.reduceRight<Code>((sum, coefficient, power) => {
      const number = d[from + 2 * power]?.get ?? [];
      if (sum.length === 0) return times(f, number, coefficient);
      return (coefficient < 0 ? f32x4.sub : f32x4.add)(sum, times(f, number, Math.abs(coefficient)));
    }, []);
  };
  const squares = pairs.map((point) => point ** 2);
  const ofPairs = pairs.flatMap((point, index) => {
    const others = squares.toSpliced(index, 1);
    const even = f.let(polynomial(others, 2)).get;
    const odd = f.let(times(f, polynomial(others, 1), point)).get;
    return [f32x4.add(even, odd), f32x4.sub(even, odd)];
  });
  return [polynomial(squares, 0), ...ofPairs, polynomial(squares, 1)];
}

/** Aᵀ m: as many results as asked for. */
function resultTransform(
  f: FunctionCode,
  m: readonly Local[],
  results: number,
  pairs: readonly number[],
): Local[] {
  const numbers = m.map(({ get }) => get);
  const [first, last] = [numbers[0] ?? [], numbers.at(-1) ?? []];
  const [sums, gaps] = [f32x4.add, f32x4.sub].map((of) =>
    pairs.map((_, pair) => f.let(of(numbers[2 * pair + 1] ?? [], numbers[2 * pair + 2] ?? []))),
  );
  return Array.from({ length: results }, (_, power) => {
    const terms = (power % 2 === 0 ? sums : gaps) ?? [];
    let sum = terms
      .map(({ get }, pair) => times(f, get, (pairs[pair] ?? 1) ** power))
      .reduce((a, b) => f32x4.add(a, b));
    if (power === 0) sum = f32x4.add(first, sum);
    if (power === results - 1) sum = f32x4.add(sum, last);
    return f.let(sum);
  });
}

/**
 * Bᵀ d B of a layer's tiles. Arguments: addresses of the tiles' table, of the first channel, of the transformed tiles and of scratch
 * memory for a tile; channels; vectors of tiles; bytes of a channel and of a row; bytes from one point to the next.
 */
export function operandTilesFunction(side: Side): WasmFunction {
  const f = new FunctionCode(operandTilesName(side), 9);
  const pairs = pairsOf[side];
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
        for (const [column, value] of operandTransform(f, columnsOf(f, pointers, side), pairs).entries())
          f.emit(store(at.get, value, 16 * column));
        for (const pointer of pointers) f.advance(pointer, rowBytes.get);
        f.advance(at, 16 * side);
      });
      f.set(at, scratch.get);
      f.set(out, to.get);
      f.set(count, i32.constant(side));
      f.loop(count, () => {
        const rows = Array.from({ length: side }, (_, row) => f.let(load(at.get, 16 * side * row)));
        for (const value of operandTransform(f, rows, pairs)) {
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

export const operandTilesName = (side: Side): string => `operandTiles${side}`;

/** Neighbours of four tiles: a vector each, of a number of each tile. */
function columnsOf(f: FunctionCode, pointers: readonly Local[], side: Side): Local[] {
  const fourFrom = (offset: number): Local[] =>
    turn(
      f,
      pointers.map((pointer) => f.let(load(pointer.get, offset))),
    );
  const four = fourFrom(0);
  if (side === 8) return [...four, ...fourFrom(16)];
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
 * Of each point: sums over the channels of weights times tiles. Arguments: addresses of weights, tiles and sums; points; how many
 * groups of rows there are, and groups of vectors; channels of the first block, and blocks of `blockChannels` behind it; bytes of a channel's vectors;
 * bytes from one point to the next, of tiles and of sums. Weights stand by the point, the group of rows, the channel and the row.
 */
export function tileProductsFunction(vectors: number): WasmFunction {
  const f = new FunctionCode(tileProductsName(vectors), 11);
  const { weights, tiles, sums, points, rowGroups, vectorGroups, ...of } = f.named(
    "weights",
    "tiles",
    "sums",
    "points",
    "rowGroups",
    "vectorGroups",
    "channels",
    "blocks",
    "channelBytes",
    "tilesBytes",
    "sumsBytes",
  );
  const { channels, blocks, channelBytes, tilesBytes, sumsBytes } = of;
  const { group, rows, block, k, w, first, from, to, row, ofRows } = f.counters(
    "group",
    "rows",
    "block",
    "k",
    "w",
    "first",
    "from",
    "to",
    "row",
    "ofRows",
  );
  const accumulators = Array.from({ length: rowsTogether }, () =>
    Array.from({ length: vectors }, () => f.local()),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const weight = f.local();
  const zero = f.word(0);
  const sumBlock = (length: Code): void => {
    for (const sum of accumulators.flat()) f.set(sum, zero);
    f.set(k, length);
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
  };
  /** @param sumOf what is written of an accumulator and of what is there already */
  const write = (sumOf: (sum: Code, there: Code) => Code): void => {
    f.set(row, to.get);
    for (const ofRow of accumulators) {
      for (const [v, sum] of ofRow.entries())
        f.emit(store(row.get, sumOf(sum.get, load(row.get, 16 * v)), 16 * v));
      f.advance(row, channelBytes.get);
    }
  };
  f.loop(points, () => {
    f.set(group, vectorGroups.get);
    f.set(first, tiles.get);
    f.set(ofRows, sums.get);
    f.loop(group, () => {
      f.set(w, weights.get);
      f.set(rows, rowGroups.get);
      f.set(to, ofRows.get);
      f.loop(rows, () => {
        f.set(from, first.get);
        sumBlock(channels.get);
        write((sum) => sum);
        f.set(block, blocks.get);
        f.unlessZero(block, () => {
          f.loop(block, () => {
            sumBlock(i32.constant(blockChannels));
            write((sum, there) => f32x4.add(there, sum));
          });
        });
        f.set(to, row.get);
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

/** Numbers of a tile's operands and results, a side. */
export interface TileSizes {
  readonly side: Side;
  readonly results: 2 | 4;
}

/** The tiles that there are functions for. */
export const tileSizes: readonly TileSizes[] = [
  { side: 6, results: 4 },
  { side: 6, results: 2 },
  { side: 8, results: 4 },
];

/** What else is computed of results: their channel's factor and summand, ReLU, or both in this order. */
export const finishes = ["", "Scaled", "Positive", "ScaledPositive"] as const;
export type FinishName = (typeof finishes)[number];

export const finishName = (isScaled: boolean, isRelu: boolean): FinishName =>
  `${isScaled ? "Scaled" : ""}${isRelu ? "Positive" : ""}`;

/**
 * Aᵀ m A, m × m results a tile, with the bias. Arguments: addresses of the tiles' table, of sums, of each row's numbers, of results, of scratch memory for
 * a tile, and of a vector to which all sums with their biases are added; rows; vectors of tiles; bytes of a result's plane and of its row; bytes
 * from one point to the next. A row's numbers are its bias, and its factor and summand where results are scaled.
 */
export function resultTilesFunction({ side, results }: TileSizes, finish: FinishName): WasmFunction {
  const f = new FunctionCode(resultTilesName({ side, results }, finish), 11);
  const pairs = pairsOf[side];
  const isScaled = finish.startsWith("Scaled");
  const { corners, sums, ofRows, planes, scratch, totalAt, rows, vectors, planeBytes, rowBytes, pointBytes } =
    f.named(
      "corners",
      "sums",
      "ofRows",
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
  const [bias, factor, summand] = [f.local(), f.local(), f.local()];
  const finished = (sum: Local): Local => {
    const scaled = isScaled ? f.let(f32x4.add(f32x4.mul(sum.get, factor.get), summand.get)) : sum;
    return finish.endsWith("Positive") ? f.let(relu(f, scaled)) : scaled;
  };
  const total = Array.from({ length: results }, () => f.let(f.word(0)));
  f.set(from, sums.get);
  f.loop(rows, () => {
    f.set(bias, splat(ofRows.get, 4));
    if (isScaled) f.set(factor, splat(ofRows.get, 4, 4));
    if (isScaled) f.set(summand, splat(ofRows.get, 4, 8));
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
        for (const [row, value] of resultTransform(f, values, results, pairs).entries())
          f.emit(store(at.get, value.get, 16 * side * row));
        f.advance(at, 16);
      });
      for (const [lane, pointer] of pointers.entries())
        f.set(pointer, i32.add(planes.get, i32.load(corner.get, 4 * lane)));
      f.set(at, scratch.get);
      f.set(count, i32.constant(results));
      f.loop(count, () => {
        const values = Array.from({ length: side }, (_, column) => f.let(load(at.get, 16 * column)));
        const found = resultTransform(f, values, results, pairs).map((value, index) => {
          const sum = f.let(f32x4.add(value.get, bias.get));
          const of = total[index] ?? sum;
          f.set(of, f32x4.add(of.get, sum.get));
          return finished(sum);
        });
        storeTiles(f, pointers, found);
        for (const pointer of pointers) f.advance(pointer, rowBytes.get);
        f.advance(at, 16 * side);
      });
      f.advance(corner, 16);
      f.advance(from, 16);
    });
    f.advance(ofRows, isScaled ? 12 : 4);
    f.advance(planes, planeBytes.get);
  });
  const all = total.map(({ get }) => get).reduce(f32x4.add);
  f.emit(store(totalAt.get, f32x4.add(load(totalAt.get), all)));
  return f.encoded();
}

export const resultTilesName = ({ side, results }: TileSizes, finish: FinishName): string =>
  `resultTiles${results}Of${side}${finish}`;

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
