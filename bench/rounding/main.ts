import { Command } from "commander";
import { markdownOption } from "../../cli/options.js";
import { float32Kernel } from "../../nn/kernels/float32.js";
import type { KernelWindows } from "../../nn/kernels/kernel.js";
import { Arena } from "../../nn/kernels/run/arena.js";
import { tileGrids, type TileGrid } from "../../nn/kernels/winograd/tile-grid.js";
import { TiledSums } from "../../nn/kernels/winograd/tiled-sums.js";
import { Workplace } from "../../nn/kernels/winograd/workplace.js";
import { Random } from "../../operands/random.js";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { runCommand } from "../run-command.js";

/** A convolution of one image by weights without bias, of random numbers from −1 to 1; activations below 0 are 0, as behind a ReLU. */
interface Layer {
  readonly windows: KernelWindows;
  readonly rows: number;
  readonly image: Float32Array;
  readonly weights: Float32Array;
}

/** Errors of tiles of one size, in those of sums in order, by the number of channels. */
interface Row {
  readonly taps: number;
  readonly grid: TileGrid;
  readonly errors: readonly number[];
}

const channels = [3, 16, 64];

await runCommand(
  new Command("rounding")
    .description("root mean square errors of float32 sums by Winograd's tiles, in those of sums in order")
    .addOption(markdownOption())
    .action(({ markdown }: { readonly markdown?: boolean }) => {
      process.stdout.write(`${tableFor(markdown)(columns(), [3, 5].flatMap(rowsOf))}\n`);
    }),
);

function rowsOf(taps: number): Row[] {
  const layers = channels.map((count) => drawn(taps, count));
  const ofLayers = layers.map((layer) => {
    const inOrder = errorOf(layer, sumsInOrder(layer));
    return tileGrids(layer.windows, layer.rows).map((grid) => ({
      grid,
      error: errorOf(layer, sumsByTiles(layer, grid)) / inOrder,
    }));
  });
  return (ofLayers[0] ?? []).map(({ grid }, index) => ({
    ...{ taps, grid },
    errors: ofLayers.map((grids) => grids[index]?.error ?? NaN),
  }));
}

function drawn(taps: number, count: number): Layer {
  const random = Random.seeded(taps * 1000 + count);
  const [size, rows, pad] = [24, 8, (taps - 1) / 2];
  const windows = {
    ...{ channels: count, height: size, width: size, outHeight: size, outWidth: size },
    ...{ kernel: [taps, taps] as const, strides: [1, 1] as const, dilations: [1, 1] as const },
    pads: [pad, pad, pad, pad] as const,
  };
  const number = (): number => (random.word() - 2 ** 31) / 2 ** 31;
  return {
    ...{ windows, rows },
    image: Float32Array.from({ length: count * size * size }, () => Math.max(number(), 0)),
    weights: Float32Array.from({ length: rows * count * taps * taps }, number),
  };
}

function sumsInOrder({ windows, rows, image, weights }: Layer): Float32Array {
  const kernel = float32Kernel();
  const scales = { activations: 0, weights: 0 };
  const prepared = kernel.prepare(weights, undefined, { rows, depth: weights.length / rows }, scales);
  const sums = new Float32Array(rows * windows.outHeight * windows.outWidth);
  kernel.convolution(prepared, windows)(image, 0, sums, 0);
  return sums;
}

function sumsByTiles({ windows, rows, image, weights }: Layer, grid: TileGrid): Float32Array {
  const arena = new Arena(0);
  const count = rows * windows.outHeight * windows.outWidth;
  const [from, to] = [arena.keep(image, 16), arena.keep(new Float32Array(count), 16)];
  const layer = { windows, rows, weights, bias: new Float64Array(rows), grid, finish: { isRelu: false } };
  new TiledSums(new Workplace(arena), layer, 1).run(from, to, 1);
  return arena.floats(to, count).slice();
}

/** The root mean square of differences to the same sums in double. */
function errorOf({ windows, rows, image, weights }: Layer, sums: Float32Array): number {
  const { channels: count, height, width, kernel, pads } = windows;
  const [taps] = kernel;
  let squares = 0;
  for (const [at, sum] of sums.entries()) {
    const [x, y] = [at % width, Math.floor(at / width) % height];
    const row = Math.floor(at / (width * height));
    let exact = 0;
    for (let c = 0; c < count; c++)
      for (let ky = 0; ky < taps; ky++)
        for (let kx = 0; kx < taps; kx++) {
          const [v, u] = [y + ky - pads[0], x + kx - pads[1]];
          if (v < 0 || v >= height || u < 0 || u >= width) continue;
          const weight = weights[((row * count + c) * taps + ky) * taps + kx] ?? NaN;
          exact += (image[(c * height + v) * width + u] ?? NaN) * weight;
        }
    squares += (sum - exact) ** 2;
  }
  return Math.sqrt(squares / (rows * height * width));
}

function columns(): Column<Row>[] {
  return [
    { title: "weights", align: "left", cell: ({ taps }) => `${taps} × ${taps}` },
    { title: "numbers of a tile", align: "right", cell: ({ grid: { side } }) => `${side} × ${side}` },
    {
      title: "products, of those in order",
      align: "right",
      cell: ({ taps, grid }) => figure(grid.side ** 2 / (grid.results * taps) ** 2, 2),
    },
    ...channels.map((count, at): Column<Row> => ({
      title: `${count} channels`,
      align: "right",
      cell: ({ errors }) => `${figure(errors[at] ?? null, 1)} ×`,
    })),
  ];
}
