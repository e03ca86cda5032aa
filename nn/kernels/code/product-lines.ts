import { encodeModule, op, type WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { bits, f32x4, i16x8, i32, i32x4, lanesOf, load, store, type Code } from "./vector.js";

/*
 * For each product of a sum and each pattern of its activation there is a line: the products with the weights of all rows of a
 * panel, side by side. So a row of products is a line that is loaded, and nothing is looked up one by one.
 *
 *     ┌─────────────────────────────┬─────────────────────────────┬───
 *     │ k = 0, activation 0         │ k = 0, activation 1         │ …
 *     │ row 0, row 1, … : 16 bits   │ row 0, row 1, …             │
 *     └─────────────────────────────┴─────────────────────────────┴───
 */

/** Vectors of a line: of so many times eight rows. */
export const lineVectors = [4, 2, 1] as const;
/** Products of a vector of a line. */
export const vectorProducts = 8;
/** Products of a sum that are added up before the sum is. */
export const together = 2;

/** Integers of a format. */
export interface Integers {
  readonly bits: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Where the memory has what functions share: what activations are multiplied by; their largest pattern without sign. */
export const linesHeader = { scale: 0, largest: 16, bytes: 64 } as const;

/**
 * Sums of lines, as 32-bit integers. Arguments: addresses of activations, lines and sums; the number of pixels and of panels; pairs
 * of k; bytes of a pixel's activations; bytes of the lines of one k; bytes of a pixel's sums.
 *
 * An activation is an offset: from the lines of its k to its own.
 */
function sumsFunction(vectors: number): WasmFunction {
  const f = new FunctionCode(sumsOfLines(vectors), 9);
  const [activations, lines, sums, pixels, panels, depthPairs, pixelBytes, ...strides] = Array.from(
    { length: 9 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local], ...[Local, Local, Local], ...Local[]];
  const [lineStride, sumStride] = strides as [Local, Local];
  const [pixel, pair, first, a, place, line, other, out] = Array.from({ length: 8 }, () => f.integer()) as [
    ...[Local, Local, Local, Local],
    ...[Local, Local, Local, Local],
  ];
  const totals = Array.from({ length: vectors }, () => [f.local(), f.local()] as const);
  const [x, y] = [f.local(), f.local()];
  const [zero, ones] = [f.word(0), f.word(0x0001_0001)];
  f.loop(panels, () => {
    f.set(pixel, pixels.get);
    f.set(first, activations.get);
    f.set(out, sums.get);
    f.loop(pixel, () => {
      f.set(pair, depthPairs.get);
      f.set(a, first.get);
      f.set(place, lines.get);
      for (const total of totals.flat()) f.set(total, zero);
      f.loop(pair, () => {
        f.set(line, i32.add(place.get, i32.load(a.get)));
        f.advance(place, lineStride.get);
        f.set(other, i32.add(place.get, i32.load(a.get, 4)));
        f.advance(place, lineStride.get);
        for (const [vector, [low, high]] of totals.entries()) {
          f.set(x, load(line.get, 16 * vector));
          f.set(y, load(other.get, 16 * vector));
          f.set(low, i32x4.add(low.get, i32x4.dot(i16x8.zipLow(x.get, y.get), ones)));
          f.set(high, i32x4.add(high.get, i32x4.dot(i16x8.zipHigh(x.get, y.get), ones)));
        }
        f.advance(a, 4 * together);
      });
      for (const [index, total] of totals.flat().entries()) f.emit(store(out.get, total.get, 16 * index));
      f.advance(first, pixelBytes.get);
      f.advance(out, sumStride.get);
    });
    f.set(lines, place.get);
    f.advance(sums, 32 * vectors);
  });
  return f.encoded();
}

/**
 * Writes lines from columns of the table: of a weight, the products with all activations. Eight of eight columns are turned in
 * registers. Arguments: the address of the columns' addresses, of all rows of a panel, k after k, panel after panel; where lines
 * are written; how many k there are in all panels; patterns of an activation divided by 8.
 */
function linesFunction(vectors: number): WasmFunction {
  const f = new FunctionCode(linesOf(vectors), 4);
  const [columns, lines, count, blocks] = [f.parameter(0), f.parameter(1), f.parameter(2), f.parameter(3)];
  const [block, to] = [f.integer(), f.integer()];
  const pointers = Array.from({ length: vectorProducts }, () => f.integer());
  const lineBytes = 16 * vectors;
  f.loop(count, () => {
    for (let vector = 0; vector < vectors; vector++) {
      f.set(to, lines.get);
      f.set(block, blocks.get);
      for (const pointer of pointers) {
        f.set(pointer, i32.load(columns.get));
        f.advance(columns, 4);
      }
      f.loop(block, () => {
        const rows = pointers.map((pointer) => f.let(load(pointer.get)));
        for (const pointer of pointers) f.advance(pointer, 16);
        for (const [index, line] of turned(f, rows).entries())
          f.emit(store(to.get, line.get, lineBytes * index + 16 * vector));
        f.advance(to, lineBytes * vectorProducts);
      });
    }
    f.set(lines, to.get);
  });
  return f.encoded();
}

export const linesOf = (vectors: number): string => `lines${vectors}`;

/** Eight vectors as the rows of a matrix of 16-bit numbers, as its columns. */
function turned(f: FunctionCode, rows: readonly Local[]): Local[] {
  const quarters = [0, 2, 4, 6].map((row) => {
    const [a, b] = [rows[row]?.get ?? [], rows[row + 1]?.get ?? []];
    return [f.let(i16x8.zipLow(a, b)), f.let(i16x8.zipHigh(a, b))] as const;
  }) as [Pair, Pair, Pair, Pair];
  const [first, second, third, fourth] = quarters;
  return [0, 1].flatMap((half) => {
    const upper = [first[half], second[half]].map((each) => each?.get ?? []) as [Code, Code];
    const lower = [third[half], fourth[half]].map((each) => each?.get ?? []) as [Code, Code];
    return [
      [0, 4, 1, 5],
      [2, 6, 3, 7],
    ].flatMap((lanes) => {
      const [a, b] = [f.let(lanesOf(...upper, lanes)), f.let(lanesOf(...lower, lanes))];
      return [f.let(lanesOf(a.get, b.get, [0, 1, 4, 5])), f.let(lanesOf(a.get, b.get, [2, 3, 6, 7]))];
    });
  });
}

type Pair = readonly [Local, Local];

export const sumsOfLines = (vectors: number): string => `sums${vectors}`;

/**
 * Offsets from activations that are integers, once they are scaled. Arguments: addresses of floats and of offsets; the number of
 * floats divided by 4; and how far a pattern is shifted to become an offset. It also finds the largest magnitude.
 */
function codeFunction({ bits: width, lowest, highest }: Integers): WasmFunction {
  const f = new FunctionCode("code", 4);
  const [from, to, count, shift] = [f.parameter(0), f.parameter(1), f.parameter(2), f.parameter(3)];
  const x = f.local();
  const scale = f.let(load(i32.constant(linesHeader.scale)));
  const largest = f.let(f.word(0));
  f.loop(count, () => {
    f.set(x, load(from.get));
    f.set(largest, i32x4.max(largest.get, bits.and(x.get, f.word(0x7fffffff))));
    const above = f32x4.greater(f32x4.mul(x.get, scale.get), f.float(lowest));
    const inside = f32x4.lesser(above, f.float(highest));
    // the nearest integer, in the lower bits of a float whose last bit weighs one
    const integer = f32x4.add(inside, f.float(1.5 * 2 ** 23));
    const pattern = bits.and(integer, f.word(2 ** width - 1));
    f.emit(store(to.get, [...pattern, ...shift.get, ...op.i32x4Shl]));
    f.advance(from, 16);
    f.advance(to, 16);
  });
  f.emit(store(i32.constant(linesHeader.largest), largest.get));
  return f.encoded();
}

/** @param integers that activations are: other numbers are coded elsewhere */
export const linesModule = (integers: Integers | null): WebAssembly.Module =>
  new WebAssembly.Module(
    encodeModule([
      ...lineVectors.flatMap((vectors) => [sumsFunction(vectors), linesFunction(vectors)]),
      ...(integers === null ? [] : [codeFunction(integers)]),
    ]),
  );
