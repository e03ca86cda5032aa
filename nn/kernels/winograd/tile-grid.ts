import type { KernelWindows } from "../kernel.js";
import type { PaddedSizes } from "../run/padding.js";
import { side } from "./transforms.js";

/** Results of a tile, a side, by the weights' side. */
const resultsByTaps: ReadonlyMap<number, 2 | 4> = new Map([
  [3, 4],
  [5, 2],
]);

/** How the windows of a convolution are covered by tiles, image by image, row by row. */
export interface TileGrid {
  /** Weights of a window, a side. */
  readonly taps: number;
  /** Results of a tile, a side. */
  readonly results: 2 | 4;
  /** Of an image. */
  readonly tiles: number;
  /** The padded image that the tiles cover. */
  readonly padded: PaddedSizes;
  /** What the tiles' results cover; they may reach beyond those of the convolution. */
  readonly covered: { readonly height: number; readonly width: number };
  /** Where tiles begin in so many padded images and in their results, in bytes; four by four, the last one several times. */
  corners(images: number): { readonly operands: Int32Array; readonly results: Int32Array };
}

/** Undefined: the windows are not those of a Winograd transform. @param rows of weights */
export function tileGrid(windows: KernelWindows, rows: number): TileGrid | undefined {
  const { channels, kernel, strides, dilations, outHeight, outWidth } = windows;
  const [taps] = kernel;
  const results = resultsByTaps.get(taps);
  const isUnit = [...strides, ...dilations].every((step) => step === 1);
  if (results === undefined || kernel[1] !== taps || !isUnit) return undefined;
  const [down, across] = [Math.ceil(outHeight / results), Math.ceil(outWidth / results)];
  const beyond = side - results;
  const covered = { height: down * results, width: across * results };
  const padded = { paddedHeight: covered.height + beyond, paddedWidth: covered.width + beyond };
  const tiles = down * across;
  const corners = (images: number, width: number, height: number, planes: number): Int32Array =>
    Int32Array.from({ length: 4 * Math.ceil((images * tiles) / 4) }, (_, index) => {
      const at = Math.min(index, images * tiles - 1);
      const [image, tile] = [Math.floor(at / tiles), at % tiles];
      const [y, x] = [Math.floor(tile / across), tile % across];
      return 4 * ((image * planes * height + y * results) * width + x * results);
    });
  return {
    ...{ taps, results, tiles, padded, covered },
    corners: (images) => ({
      operands: corners(images, padded.paddedWidth, padded.paddedHeight, channels),
      results: corners(images, covered.width, covered.height, rows),
    }),
  };
}

/**
 * Whether tiles take clearly less time than sums in order. What transforms cost was measured: in the time of one vector's product
 * and sum, about 200 for the operands of four tiles, and 110 for the results of a row of weights.
 */
export function isWorthIt(grid: TileGrid, windows: KernelWindows, rows: number): boolean {
  const { channels, outHeight, outWidth } = windows;
  const byTiles = (grid.tiles / 4) * (side * side * channels * rows + 200 * channels + 110 * rows);
  const inOrder = ((outHeight * outWidth) / 4) * grid.taps ** 2 * channels * rows;
  return 1.25 * byTiles < inOrder;
}
