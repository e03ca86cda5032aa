import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { pixelsOf, stepsOf, sumsPerCode, type Scheme } from "./scheme.js";
import { i32, load, splat, store } from "./vector.js";

/**
 * Sums of the windows of a convolution with all rows of some panels. The operands of a window are not written out: those of
 * pixel p stand at codes + corners[p] + offsets[k].
 *
 * Arguments: addresses of corners and of offsets, in bytes; of codes, weights and sums; the number of groups of pixels; the
 * number of panels; the depth; bytes of a panel's weights; bytes of a pixel's sums. What a panel is says `tile.ts`.
 */
export function windowTileFunction(scheme: Scheme, vectors: number, isQuick: boolean): WasmFunction {
  const { step, settle } = stepsOf(scheme, isQuick);
  const pixels = pixelsOf(scheme, vectors);
  const f = new FunctionCode(windowTileName(vectors, isQuick), 10);
  const [corners, offsets, codes, weights, results, groups, panels, depth, panelBytes, resultStride] =
    Array.from({ length: 10 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local],
    ];
  const [group, end, rows, w, corner, out, table] = Array.from({ length: 7 }, () => f.integer()) as [
    ...[Local, Local, Local, Local],
    ...[Local, Local, Local],
  ];
  const offset = f.integer();
  const pointers = Array.from({ length: pixels }, () => f.integer());
  const sums = pointers.map(() =>
    Array.from({ length: vectors }, () => Array.from({ length: sumsPerCode(scheme) }, () => f.local())),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const activation = f.local();
  const zero = f.double(0);

  f.set(rows, results.get);
  f.set(end, i32.add(offsets.get, i32.mul(depth.get, i32.constant(4))));
  f.loop(panels, () => {
    f.set(group, groups.get);
    f.set(corner, corners.get);
    f.set(out, rows.get);
    f.loop(group, () => {
      f.set(w, weights.get);
      f.set(table, offsets.get);
      for (const [p, pointer] of pointers.entries())
        f.set(pointer, i32.add(codes.get, i32.load(corner.get, 4 * p)));
      for (const sum of sums.flat(2)) f.set(sum, zero);
      f.until(table, end, () => {
        f.set(offset, i32.load(table.get));
        for (const [v, local] of loaded.entries()) f.set(local, load(w.get, v * 16));
        for (const [p, pointer] of pointers.entries()) {
          f.set(activation, splat(i32.add(pointer.get, offset.get), scheme.codeBytes));
          for (const [v, local] of loaded.entries()) step(f, sums[p]?.[v] ?? [], activation, local);
        }
        f.advance(w, vectors * 16);
        f.advance(table, 4);
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

export const windowTileName = (vectors: number, isQuick: boolean): string =>
  `windows${vectors}${isQuick ? "quick" : ""}`;

/**
 * The same where a window's rows are `run` numbers that stand side by side, and so do its pixels: each activation that is loaded
 * serves several pixels. Pixels of a group must be neighbours.
 *
 *     k       0   1   2          The operands of two pixels are four numbers, not six.
 *     pixel 0 a₀  a₁  a₂
 *     pixel 1 a₁  a₂  a₃
 *
 * After each k stands a jump that is never taken, as no address is 0. It needs all sums, so engines finish them before they load
 * more, which they would have no registers for. Each asks for another address: engines leave out what they know already.
 */
export function windowRunsFunction(
  scheme: Scheme,
  vectors: number,
  run: number,
  isQuick: boolean,
): WasmFunction {
  const { step, settle } = stepsOf(scheme, isQuick);
  const pixels = pixelsOf(scheme, vectors);
  const { codeBytes } = scheme;
  const f = new FunctionCode(windowRunsName(vectors, run, isQuick), 10);
  const [corners, offsets, codes, weights, results, groups, panels, depth, panelBytes, resultStride] =
    Array.from({ length: 10 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local],
    ];
  const [group, end, rows, w, corner, out, table] = Array.from({ length: 7 }, () => f.integer()) as [
    ...[Local, Local, Local, Local],
    ...[Local, Local, Local],
  ];
  const [first, pointer] = [f.integer(), f.integer()];
  const sums = Array.from({ length: pixels }, () =>
    Array.from({ length: vectors }, () => Array.from({ length: sumsPerCode(scheme) }, () => f.local())),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const activations = sums.map(() => f.local());
  const activationAt = (index: number): Local => activations[index % pixels] ?? pointer;
  const zero = f.double(0);

  f.set(rows, results.get);
  f.set(end, i32.add(offsets.get, i32.mul(depth.get, i32.constant(4))));
  f.loop(panels, () => {
    f.set(group, groups.get);
    f.set(corner, corners.get);
    f.set(out, rows.get);
    f.loop(group, () => {
      f.set(w, weights.get);
      f.set(table, offsets.get);
      f.set(first, i32.add(codes.get, i32.load(corner.get)));
      for (const sum of sums.flat(2)) f.set(sum, zero);
      f.untilOrZero(table, end, (leaveIfZero) => {
        f.set(pointer, i32.add(first.get, i32.load(table.get)));
        for (let p = 0; p < pixels - 1; p++)
          f.set(activationAt(p), splat(pointer.get, codeBytes, p * codeBytes));
        for (let k = 0; k < run; k++) {
          const newest = k + pixels - 1;
          f.set(activationAt(newest), splat(pointer.get, codeBytes, newest * codeBytes));
          for (const [v, local] of loaded.entries()) f.set(local, load(w.get, (k * vectors + v) * 16));
          for (const [p, ofPixel] of sums.entries())
            for (const [v, local] of loaded.entries()) step(f, ofPixel[v] ?? [], activationAt(k + p), local);
          const never = [w, table, pointer, end, first, out][k];
          if (k < run - 1 && never !== undefined) leaveIfZero(never);
        }
        f.advance(w, run * vectors * 16);
        f.advance(table, 4 * run);
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

export const windowRunsName = (vectors: number, run: number, isQuick: boolean): string =>
  `${windowTileName(vectors, isQuick)}run${run}`;
