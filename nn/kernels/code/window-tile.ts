import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { pixelsOf, stepsOf, sumsPerCode, type Scheme } from "./scheme.js";
import { i32, load, splat, store } from "./vector.js";

/** What a function has at hand for the sums of a group of pixels with a panel, which are 0. */
interface Group {
  readonly f: FunctionCode;
  /** Adds products to the sums of a pixel and a vector of weights; that of `weights[v]`. */
  readonly add: (pixel: number, activation: Local) => void;
  readonly pixels: number;
  /** Loads the weights of `k` products behind those that `w` points at. */
  readonly loadWeights: (k: number) => void;
  /** Addresses: of codes; of the group's corners; of the panel's weights; of the table, and behind its end. */
  readonly codes: Local;
  readonly corner: Local;
  readonly weights: Local;
  /** An address of weights, at first the panel's. */
  readonly w: Local;
  readonly table: Local;
  readonly end: Local;
  /** Where the results go. */
  readonly out: Local;
}

/** Vectors of weights of a panel, and pixels that are computed together. */
interface Tile {
  readonly vectors: number;
  readonly pixels: number;
  readonly isQuick: boolean;
}

/**
 * Sums of the windows of a convolution with all rows of some panels. The operands of a window are not written out: a table says
 * where they stand behind the pixel's corner.
 *
 * Arguments: addresses of corners and of the table; of codes, weights and sums; the number of groups of pixels; the number of
 * panels; bytes of the table; bytes of a panel's weights; bytes of a pixel's sums. What a panel is says `tile.ts`.
 * @param sumUp adds the products of the whole table to the sums of a group
 */
function windowsFunction(
  name: string,
  scheme: Scheme,
  { vectors, pixels, isQuick }: Tile,
  sumUp: (group: Group) => void,
): WasmFunction {
  const { step, settle } = stepsOf(scheme, isQuick);
  const f = new FunctionCode(name, 10);
  const [corners, offsets, codes, weights, results, groups, panels, tableBytes, panelBytes, resultStride] =
    Array.from({ length: 10 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local],
    ];
  const [group, end, rows, w, corner, out, table] = Array.from({ length: 7 }, () => f.integer()) as [
    ...[Local, Local, Local, Local],
    ...[Local, Local, Local],
  ];
  const sums = Array.from({ length: pixels }, () =>
    Array.from({ length: vectors }, () => Array.from({ length: sumsPerCode(scheme) }, () => f.local())),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const zero = f.double(0);

  f.set(rows, results.get);
  f.set(end, i32.add(offsets.get, tableBytes.get));
  f.loop(panels, () => {
    f.set(group, groups.get);
    f.set(corner, corners.get);
    f.set(out, rows.get);
    f.loop(group, () => {
      f.set(w, weights.get);
      f.set(table, offsets.get);
      for (const sum of sums.flat(2)) f.set(sum, zero);
      sumUp({
        ...{ f, pixels, codes, corner, weights, w, table, end, out },
        loadWeights(k) {
          for (const [v, local] of loaded.entries()) f.set(local, load(w.get, (k * vectors + v) * 16));
        },
        add(pixel, activation) {
          for (const [v, local] of loaded.entries()) step(f, sums[pixel]?.[v] ?? [], activation, local);
        },
      });
      for (const ofPixel of sums) {
        for (const [index, sum] of ofPixel.flat().entries())
          f.emit(store(out.get, settle(f, sum), index * 16));
        f.advance(out, resultStride.get);
      }
      f.advance(corner, 4 * pixels);
    });
    f.advance(weights, panelBytes.get);
    f.advance(rows, vectors * sumsPerCode(scheme) * 16);
  });
  return f.encoded();
}

/**
 * Of any windows: each activation of each pixel is loaded. Operand k of pixel p stands at codes + corners[p] + table[k], all in
 * bytes.
 */
export function windowTileFunction(scheme: Scheme, vectors: number, isQuick: boolean): WasmFunction {
  const name = windowTileName(vectors, isQuick);
  return windowsFunction(
    name,
    scheme,
    { vectors, pixels: pixelsOf(scheme, vectors), isQuick },
    ({ f, pixels, codes, corner, w, table, end, ...group }) => {
      const [offset, activation] = [f.integer(), f.local()];
      const pointers = Array.from({ length: pixels }, () => f.integer());
      for (const [p, pointer] of pointers.entries())
        f.set(pointer, i32.add(codes.get, i32.load(corner.get, 4 * p)));
      f.until(table, end, () => {
        f.set(offset, i32.load(table.get));
        group.loadWeights(0);
        for (const [p, pointer] of pointers.entries()) {
          f.set(activation, splat(i32.add(pointer.get, offset.get), scheme.codeBytes));
          group.add(p, activation);
        }
        f.advance(w, vectors * 16);
        f.advance(table, 4);
      });
    },
  );
}

export const windowTileName = (vectors: number, isQuick: boolean): string =>
  `windows${vectors}${isQuick ? "quick" : ""}`;

/**
 * Of windows whose rows are `run` numbers that stand side by side, and so do their pixels: each activation that is loaded serves
 * several pixels. Pixels of a group must be neighbours.
 *
 *     k       0   1   2          The operands of two pixels are four numbers, not six.
 *     pixel 0 a₀  a₁  a₂
 *     pixel 1 a₁  a₂  a₃
 *
 * The table has two numbers a run: where it stands behind the corner, and where its weights stand in a panel of one vector, both in
 * bytes. So runs may be left out.
 *
 * After each k stands a jump that is never taken, as no address is 0. It needs all sums, so engines finish them before they load
 * more, which they would have no registers for. Each asks for another address: engines leave out what they know already.
 */
export function windowRunsFunction(scheme: Scheme, run: number, tile: Tile): WasmFunction {
  const { codeBytes } = scheme;
  const name = windowRunsName(run, tile);
  return windowsFunction(
    name,
    scheme,
    tile,
    ({ f, pixels, codes, corner, weights, w, table, end, out, ...group }) => {
      const [first, pointer] = [f.integer(), f.integer()];
      const activations = Array.from({ length: pixels }, () => f.local());
      const activationAt = (index: number): Local => activations[index % pixels] ?? pointer;
      const loadActivation = (index: number): void => {
        f.set(activationAt(index), splat(pointer.get, codeBytes, index * codeBytes));
      };
      f.set(first, i32.add(codes.get, i32.load(corner.get)));
      f.untilOrZero(table, end, (leaveIfZero) => {
        f.set(pointer, i32.add(first.get, i32.load(table.get)));
        f.set(w, i32.add(weights.get, i32.mul(i32.load(table.get, 4), i32.constant(tile.vectors))));
        for (let p = 0; p < pixels - 1; p++) loadActivation(p);
        for (let k = 0; k < run; k++) {
          loadActivation(k + pixels - 1);
          group.loadWeights(k);
          for (let p = 0; p < pixels; p++) group.add(p, activationAt(k + p));
          const never = [w, table, pointer, end, first, out][k];
          if (k < run - 1 && never !== undefined) leaveIfZero(never);
        }
        f.advance(table, bytesOfRun);
      });
    },
  );
}

/** Of the table of `windowRunsFunction`. */
export const bytesOfRun = 8;

/**
 * Pixels that functions for runs compute together: as many as others do, or half as many while that leaves enough sums for an
 * addition not to wait for the one before.
 */
export function pixelsOfRuns(scheme: Scheme, vectors: number): number[] {
  const most = pixelsOf(scheme, vectors);
  return (most * vectors) / 2 >= sumsInFlight ? [most, most / 2] : [most];
}

/** Processors add two vectors a cycle, and have each sum after four; half of these are multiplied. */
const sumsInFlight = 4;

export const windowRunsName = (run: number, { vectors, pixels, isQuick }: Tile): string =>
  `${windowTileName(vectors, isQuick)}by${pixels}run${run}`;
