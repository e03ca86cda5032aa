import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { pixelsOf, stepsOf, sumsPerCode, waysOf, type Scheme } from "./scheme.js";
import { i32, load, splat, store } from "./vector.js";

/**
 * Sums of all pixels with all rows of some panels. Arguments: addresses of activations, weights and sums; the number of
 * groups of pixels; the number of panels; bytes of a pixel's activations; bytes of a pixel's sums; bytes of a panel.
 *
 * A panel is `vectors` vectors of weights for each k. For each panel and each group of `pixels` pixels, the sums stay in
 * registers while k rises:
 *
 *     for panel: for group: sums = 0; for k: for pixel, vector: sums += a[pixel][k] · w[panel][k][vector]
 *
 * The loop over k is not unrolled: engines then load the operands of all its steps first, and have no registers left.
 */
function tileFunction(scheme: Scheme, pixels: number, vectors: number, isQuick: boolean): WasmFunction {
  const f = new FunctionCode(tileName(pixels, vectors, isQuick), 8);
  const { step, settle } = stepsOf(scheme, isQuick);
  const [activations, weights, results, groups, panels, activationStride, resultStride, panelBytes] =
    Array.from({ length: 8 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local],
      ...[Local, Local, Local, Local],
    ];
  const perCode = sumsPerCode(scheme);
  const [group, end, rows, w, first, out] = Array.from({ length: 6 }, () => f.integer()) as [
    ...[Local, Local, Local],
    ...[Local, Local, Local],
  ];
  const pointers = Array.from({ length: pixels }, () => f.integer());
  const sums = pointers.map(() =>
    Array.from({ length: vectors }, () => Array.from({ length: perCode }, () => f.local())),
  );
  const loaded = Array.from({ length: vectors }, () => f.local());
  const activation = f.local();
  const zero = f.double(0);
  f.set(rows, results.get);

  f.loop(panels, () => {
    f.set(group, groups.get);
    f.set(first, activations.get);
    f.set(out, rows.get);
    f.set(end, i32.add(weights.get, panelBytes.get));
    f.loop(group, () => {
      f.set(w, weights.get);
      for (const [index, pointer] of pointers.entries())
        f.set(
          pointer,
          index === 0 ? first.get : i32.add((pointers[index - 1] ?? first).get, activationStride.get),
        );
      for (const sum of sums.flat(2)) f.set(sum, zero);
      f.until(w, end, () => {
        for (const [v, local] of loaded.entries()) f.set(local, load(w.get, v * 16));
        for (const [p, pointer] of pointers.entries()) {
          f.set(activation, splat(pointer.get, scheme.codeBytes));
          for (const [v, local] of loaded.entries()) step(f, sums[p]?.[v] ?? [], activation, local);
        }
        f.advance(w, vectors * 16);
        for (const pointer of pointers) f.advance(pointer, scheme.codeBytes);
      });
      for (const ofPixel of sums) {
        for (const [index, sum] of ofPixel.flat().entries())
          f.emit(store(out.get, settle(f, sum), index * 16));
        f.advance(out, resultStride.get);
        f.advance(first, activationStride.get);
      }
    });
    f.set(weights, w.get);
    f.advance(rows, vectors * perCode * 16);
  });
  return f.encoded();
}

/** The functions of a panel's width: for groups of pixels, and for the pixels that are left over. */
export const tileFunctions = (scheme: Scheme, vectors: number): WasmFunction[] =>
  waysOf(scheme).flatMap((isQuick) =>
    [...new Set([pixelsOf(scheme, vectors), 1])].map((pixels) =>
      tileFunction(scheme, pixels, vectors, isQuick),
    ),
  );

export const tileName = (pixels: number, vectors: number, isQuick: boolean): string =>
  `sums${pixels}x${vectors}${isQuick ? "quick" : ""}`;
