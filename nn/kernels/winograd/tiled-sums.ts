import { vectorsFor } from "../code/vector.js";
import type { Finish, KernelWindows, RoundedWeights } from "../kernel.js";
import { cut, pad } from "../run/padding.js";
import type { TileGrid } from "./tile-grid.js";
import {
  finishName,
  operandTilesName,
  resultTilesName,
  rowsTogether,
  tileBytes,
  tileProductsName,
  vectorsTogether,
} from "./tile-functions.js";
import { blockChannels, weightsTransform } from "./transforms.js";
import type { Workplace } from "./workplace.js";

/** Bytes of a block's transformed tiles and of their sums: they stay in a core's second cache. */
const blockBytes = 524_288;

/** Bytes that keep points out of the same lines of a cache. */
const apart = 64;

interface TiledLayer extends RoundedWeights {
  readonly rows: number;
  readonly windows: KernelWindows;
  readonly grid: TileGrid;
  readonly finish: Finish;
}

/** The sums of a convolution by tiles. Results are written where they belong, or cut to size where tiles reach beyond them. */
export class TiledSums {
  readonly #workplace: Workplace;
  readonly #layer: TiledLayer;
  readonly #weightsAt: number;
  readonly #ofRowsAt: number;
  readonly #paddedRows: number;
  /** Vectors of tiles at a time. */
  readonly #block: number;
  readonly #memory: ReturnType<typeof placesOf>;
  /** By the number of images. */
  readonly #corners = new Map<number, ReturnType<typeof cornersOf>>();

  /** @param images the most of a call */
  constructor(workplace: Workplace, layer: TiledLayer, images: number) {
    const { arena } = workplace;
    this.#workplace = workplace;
    this.#layer = layer;
    this.#paddedRows = Math.ceil(layer.rows / rowsTogether) * rowsTogether;
    this.#weightsAt = arena.keep(arrangedWeights(layer, this.#paddedRows));
    this.#ofRowsAt = arena.keep(numbersOfRows(layer));
    this.#block = blockOf(layer);
    this.#cornersOf(images);
    this.#memory = placesOf(workplace, layer, this.#paddedRows, this.#block, images);
  }

  /**
   * Convolves images that stand one after the other from an address on, and so do their results.
   * @returns false: something is infinite, too large or no number, and the results mean nothing
   */
  run(from: number, to: number, images: number): boolean {
    const { arena } = this.#workplace;
    const { isCut, planesAt, totalAt } = this.#memory;
    const total = arena.floats(totalAt, 4).fill(0);
    this.#pad(from, images);
    const corners = this.#cornersOf(images);
    for (let first = 0; first < corners.vectors; first += this.#block)
      this.#tiles(corners, first, Math.min(this.#block, corners.vectors - first), isCut ? planesAt : to);
    if (isCut) this.#cut(to, images);
    return total.every((sum) => Number.isFinite(sum));
  }

  #pad(from: number, images: number): void {
    const { windows, grid } = this.#layer;
    const { height, width, pads } = windows;
    const { paddedHeight, paddedWidth } = grid.padded;
    const { paddedAt } = this.#memory;
    const channels = images * windows.channels;
    const kind = [paddedAt, channels, height, width, paddedHeight, paddedWidth, ...pads];
    if (this.#workplace.isNewPadding(kind.join()))
      this.#workplace.arena.floats(paddedAt, channels * paddedHeight * paddedWidth).fill(0);
    pad(this.#workplace, { ...windows, channels }, grid.padded, from, paddedAt);
  }

  /** Some vectors of tiles: their operands, products with weights, results. */
  #tiles(corners: ReturnType<typeof cornersOf>, first: number, vectors: number, resultsAt: number): void {
    const { rows, windows, grid, finish } = this.#layer;
    const { channels } = windows;
    const { covered, side } = grid;
    const { paddedHeight, paddedWidth } = grid.padded;
    const { paddedAt, tilesAt, sumsAt, tileAt, totalAt, tileStride, sumStride } = this.#memory;
    const [padding, places] = [corners.operandsAt + 16 * first, corners.resultsAt + 16 * first];
    this.#workplace.call(
      operandTilesName(side),
      ...[padding, paddedAt, tilesAt, tileAt, channels, vectors],
      ...[4 * paddedHeight * paddedWidth, 4 * paddedWidth, tileStride],
    );
    const blocks = side === 8 ? Math.ceil(channels / blockChannels) - 1 : 0;
    let done = 0;
    for (const together of vectorsTogether) {
      const groups = Math.floor((vectors - done) / together);
      if (groups === 0) continue;
      this.#workplace.call(
        tileProductsName(together),
        ...[this.#weightsAt, tilesAt + 16 * done, sumsAt + 16 * done, side ** 2],
        ...[this.#paddedRows / rowsTogether, groups, channels - blocks * blockChannels, blocks],
        ...[16 * vectors, tileStride, sumStride],
      );
      done += groups * together;
    }
    this.#workplace.call(
      resultTilesName(grid, finishName(finish.scale !== undefined, finish.isRelu)),
      ...[places, sumsAt, this.#ofRowsAt, resultsAt, tileAt, totalAt, rows, vectors],
      ...[4 * covered.height * covered.width, 4 * covered.width, sumStride],
    );
  }

  #cut(to: number, images: number): void {
    const { rows, windows, grid } = this.#layer;
    const planes = { channels: images * rows, height: windows.outHeight, width: windows.outWidth };
    const covered = { paddedHeight: grid.covered.height, paddedWidth: grid.covered.width };
    cut(this.#workplace, planes, covered, this.#memory.planesAt, to);
  }

  #cornersOf(images: number): ReturnType<typeof cornersOf> {
    const found = this.#corners.get(images) ?? cornersOf(this.#workplace, this.#layer.grid, images);
    this.#corners.set(images, found);
    return found;
  }
}

/** Where tables of tiles stand. */
function cornersOf({ arena }: Workplace, grid: TileGrid, images: number) {
  const { operands, results } = grid.corners(images);
  return {
    operandsAt: arena.keep(operands),
    resultsAt: arena.keep(results),
    vectors: vectorsFor(operands.length),
  };
}

const blockOf = ({ rows, windows, grid }: TiledLayer): number => {
  const most = Math.floor(blockBytes / (16 * grid.side ** 2 * (windows.channels + rows)));
  const [together] = vectorsTogether;
  return Math.max(together, Math.floor(most / together) * together);
};

/** Where everything is in the memory that layers share, and bytes from one point to the next. */
function placesOf(
  { scratch }: Workplace,
  { rows, windows, grid }: TiledLayer,
  paddedRows: number,
  block: number,
  images: number,
) {
  const { channels, outHeight, outWidth } = windows;
  const { covered } = grid;
  const { paddedHeight, paddedWidth } = grid.padded;
  const isCut = covered.height !== outHeight || covered.width !== outWidth;
  const [tileStride, sumStride] = [16 * block * channels + apart, 16 * block * paddedRows + apart];
  const sizes = [
    // a vector may reach beyond the last number
    4 * images * channels * paddedHeight * paddedWidth + 32,
    grid.side ** 2 * tileStride,
    grid.side ** 2 * sumStride,
    isCut ? 4 * images * rows * covered.height * covered.width + 16 : 0,
    tileBytes,
    16,
  ];
  const [paddedAt, tilesAt, sumsAt, planesAt, tileAt, totalAt] = scratch.places(sizes) as [
    ...[number, number, number],
    ...[number, number, number],
  ];
  return { isCut, tileStride, sumStride, paddedAt, tilesAt, sumsAt, planesAt, tileAt, totalAt };
}

/** Of each row its bias, and its factor and summand where there are some. */
function numbersOfRows({ bias, finish: { scale } }: TiledLayer): Float32Array {
  if (scale === undefined) return Float32Array.from(bias);
  const { factors, summands } = scale;
  return Float32Array.from([...bias].flatMap((each, row) => [each, factors[row] ?? 0, summands[row] ?? 0]));
}

/** By points, groups of rows, channels and the rows of a group; rows that fill up the last group are 0. */
function arrangedWeights({ weights, rows, windows, grid }: TiledLayer, paddedRows: number): Float32Array {
  const { channels } = windows;
  const { taps, side } = grid;
  const [size, points] = [taps ** 2, side ** 2];
  const transform = weightsTransform(taps, side);
  const pointSize = channels * paddedRows;
  const arranged = new Float32Array(points * pointSize);
  for (let row = 0; row < rows; row++)
    for (let channel = 0; channel < channels; channel++) {
      const lane = row % rowsTogether;
      const at = (row - lane) * channels + channel * rowsTogether + lane;
      const transformed = transform(weights, (row * channels + channel) * size);
      for (let point = 0; point < points; point++) arranged[point * pointSize + at] = transformed[point] ?? 0;
    }
  return arranged;
}
