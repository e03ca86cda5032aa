import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode } from "./function-code.js";
import { sumsPerCode, vectorsOf, type Scheme } from "./scheme.js";
import { i32, load, splat, store } from "./vector.js";

/** What a function is made for. */
export interface GradientsTile {
  /** Columns of the kernel. */
  readonly run: number;
  /** Output channels, divided by four. */
  readonly quads: number;
}

/**
 * Sums of products of an image's numbers with the gradients of a convolution's results: the gradients of its weights. They go
 * on from what memory has. Each kernel row of each channel is a number of the table: where its first operand stands.
 *
 *     sums of kx = 0, 1, …, one for each output channel     in registers, for all pixels
 *     pixel by pixel: the number under kx × its gradients
 *
 * Arguments: addresses of the table; of codes; of gradients, all channels of a pixel side by side; and of sums; numbers of the
 * table; rows and columns of pixels; bytes from a pixel's operand to the next one's, and beyond that to the next row's.
 */
export function windowGradientsFunction(scheme: Scheme, tile: GradientsTile): WasmFunction {
  const f = new FunctionCode(windowGradientsName(tile), 9);
  const { codeBytes } = scheme;
  const { table, codes, gradients, sums, count, height, width, step, gap } = f.named(
    "table",
    "codes",
    "gradients",
    "sums",
    "count",
    "height",
    "width",
    "step",
    "gap",
  );
  const { pointer, w, row, column } = f.counters("pointer", "w", "row", "column");
  const loaded = Array.from({ length: (tile.quads * codeBytes) / 4 }, () => f.local());
  const ofTaps = Array.from({ length: tile.run }, () =>
    loaded.map(() => Array.from({ length: sumsPerCode(scheme) }, () => f.local())),
  );
  const activation = f.local();
  const all = ofTaps.flat(2);
  f.loop(count, () => {
    f.set(pointer, i32.add(codes.get, i32.load(table.get)));
    f.advance(table, 4);
    f.set(w, gradients.get);
    f.set(row, height.get);
    for (const [index, sum] of all.entries()) f.set(sum, load(sums.get, 16 * index));
    f.loop(row, () => {
      f.set(column, width.get);
      f.loop(column, () => {
        for (const [v, local] of loaded.entries()) f.set(local, load(w.get, 16 * v));
        for (const [tap, ofTap] of ofTaps.entries()) {
          f.set(activation, splat(pointer.get, codeBytes, tap * codeBytes));
          for (const [v, local] of loaded.entries()) scheme.step(f, ofTap[v] ?? [], activation, local);
        }
        f.advance(w, 16 * loaded.length);
        f.advance(pointer, step.get);
      });
      f.advance(pointer, gap.get);
    });
    for (const [index, sum] of all.entries()) f.emit(store(sums.get, sum.get, 16 * index));
    f.advance(sums, 16 * all.length);
  });
  return f.encoded();
}

export const windowGradientsName = ({ run, quads }: GradientsTile): string => `gradients${run}by${quads}`;

/** The most quads whose sums stay in registers, with a pixel's gradients and a number of the image: engines have 15 of them. */
export const mostQuads = ({ sum, codeBytes }: Scheme, run: number): number =>
  Math.floor(14 / (run * vectorsOf(sum) + codeBytes / 4));
