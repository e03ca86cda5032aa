import type { KernelWindows } from "../kernel.js";
import type { PaddedSizes } from "../run/padding.js";
import { tileSizes, type TileSizes } from "./tile-functions.js";
import type { Side } from "./transforms.js";

/** How the windows of a convolution are covered by tiles, image by image, row by row. */
export interface TileGrid extends TileSizes {
  /** Weights of a window, a side. */
  readonly taps: number;
  /** Of an image. */
  readonly tiles: number;
  /** The padded image that the tiles cover. */
  readonly padded: PaddedSizes;
  /** What the tiles' results cover; they may reach beyond those of the convolution. */
  readonly covered: { readonly height: number; readonly width: number };
  /** Where tiles begin in so many padded images and in their results, in bytes; four by four, the last one several times. */
  corners(images: number): { readonly operands: Int32Array; readonly results: Int32Array };
}

/** The grids that cover the windows, by 3 × 3 or 5 × 5 weights one number apart; else none. @param rows of weights */
export function tileGrids(windows: KernelWindows, rows: number): TileGrid[] {
  const { kernel, strides, dilations } = windows;
  const [taps] = kernel;
  const isUnit = [...strides, ...dilations].every((step) => step === 1);
  if (![3, 5].includes(taps) || kernel[1] !== taps || !isUnit) return [];
  return tileSizes
    .filter(({ side, results }) => side - results === taps - 1)
    .map((sizes) => gridOf(windows, rows, sizes));
}

function gridOf(windows: KernelWindows, rows: number, { side, results }: TileSizes): TileGrid {
  const { channels, kernel, outHeight, outWidth } = windows;
  const [taps] = kernel;
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
    ...{ taps, side, results, tiles, padded, covered },
    corners: (images) => ({
      operands: corners(images, padded.paddedWidth, padded.paddedHeight, channels),
      results: corners(images, covered.width, covered.height, rows),
    }),
  };
}

/**
 * What transforms cost, in the time of one vector's product and sum: of four tiles' operands of a channel, and of their results of a row
 * of weights. It was measured.
 */
const transformCosts: Readonly<Record<Side, { readonly operands: number; readonly results: number }>> = {
  6: { operands: 200, results: 110 },
  8: { operands: 440, results: 210 },
};

/** The grid that takes least time, if it takes clearly less than sums in order. */
export function bestGrid(windows: KernelWindows, rows: number): TileGrid | undefined {
  const { channels, outHeight, outWidth, kernel } = windows;
  const costOf = ({ tiles, side }: TileGrid): number => {
    const { operands, results } = transformCosts[side];
    return (tiles / 4) * (side ** 2 * channels * rows + operands * channels + results * rows);
  };
  const inOrder = ((outHeight * outWidth) / 4) * kernel[0] * kernel[1] * channels * rows;
  const [best] = tileGrids(windows, rows).sort((a, b) => costOf(a) - costOf(b));
  return best !== undefined && 1.25 * costOf(best) < inOrder ? best : undefined;
}
