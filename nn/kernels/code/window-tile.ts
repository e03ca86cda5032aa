import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { sumsPerCode, type Scheme } from "./scheme.js";
import { unrolled } from "./tile.js";
import { i32, load, splat, store } from "./vector.js";

/**
 * Sums of the windows of a convolution with all rows of some panels. The operands of a window are not written out: those of
 * pixel p stand at codes + corners[p] + offsets[k].
 *
 * Arguments: addresses of corners and of offsets, in bytes; of codes, weights and sums; the number of groups of pixels; the
 * number of panels; the depth divided by `unrolled`, and the rest; bytes of a panel's weights; bytes of a pixel's sums.
 * What a panel is says `tile.ts`.
 */
export function windowTileFunction(scheme: Scheme, vectors: number): WasmFunction {
  const { pixels } = scheme.tile;
  const f = new FunctionCode(windowTileName(vectors), 11);
  const [corners, offsets, codes, weights, results, groups, panels, depth, rest, panelBytes, resultStride] =
    Array.from({ length: 11 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local],
    ];
  const [group, k, rows, w, corner, out, table] = Array.from({ length: 7 }, () => f.integer()) as [
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

  const products = (count: number): void => {
    for (let step = 0; step < count; step++) {
      f.set(offset, i32.load(table.get, 4 * step));
      for (const [v, local] of loaded.entries()) f.set(local, load(w.get, (step * vectors + v) * 16));
      for (const [p, pointer] of pointers.entries()) {
        f.set(activation, splat(i32.add(pointer.get, offset.get), scheme.codeBytes));
        for (const [v, local] of loaded.entries()) scheme.step(f, sums[p]?.[v] ?? [], activation, local);
      }
    }
    f.advance(w, count * vectors * 16);
    f.advance(table, 4 * count);
  };

  f.set(rows, results.get);
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
      f.set(k, depth.get);
      f.unlessZero(k, () => {
        f.loop(k, () => {
          products(unrolled);
        });
      });
      f.set(k, rest.get);
      f.unlessZero(k, () => {
        f.loop(k, () => {
          products(1);
        });
      });
      for (const ofPixel of sums) {
        for (const [index, sum] of ofPixel.flat().entries()) f.emit(store(out.get, sum.get, index * 16));
        f.advance(out, resultStride.get);
      }
      f.advance(corner, 4 * pixels);
    });
    f.advance(weights, panelBytes.get);
    f.advance(rows, vectors * sumsPerCode(scheme) * 16);
  });
  return f.encoded();
}

export const windowTileName = (vectors: number): string => `windows${vectors}`;
