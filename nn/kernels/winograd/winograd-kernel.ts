import { once } from "../../../tools/once.js";
import type { KernelWindows, MatrixKernel, PreparedWeights, TiledConvolution } from "../kernel.js";
import type { Arena } from "../run/arena.js";
import type { SimdKernel } from "../run/simd-kernel.js";
import { isWorthIt, tileGrid } from "./tile-grid.js";
import { TiledSums } from "./tiled-sums.js";
import { Workplace } from "./workplace.js";

/**
 * A float32 kernel whose convolutions by 3 × 3 and 5 × 5 weights, one number apart, go by Winograd transforms where that takes
 * less time. Their results differ from sums in order by a few units in the last place of a tile's largest sum. Images with infinite
 * or very large numbers, which the transform would spread over a tile, are convolved in order.
 */
export function winogradKernel(direct: SimdKernel): MatrixKernel {
  const workplaces = new WeakMap<Arena, Workplace>();
  const workplaceIn = (arena: Arena): Workplace => {
    const found = workplaces.get(arena) ?? new Workplace(arena);
    workplaces.set(arena, found);
    return found;
  };
  const tiledConvolution = (
    weights: PreparedWeights,
    windows: KernelWindows,
    { arena, images }: { readonly arena: Arena; readonly images: number },
  ): TiledConvolution | undefined => {
    const { rows } = weights;
    const grid = tileGrid(windows, rows);
    if (grid === undefined || !isWorthIt(grid, windows, rows)) return undefined;
    const layer = { ...direct.rounded(weights), rows, windows, grid };
    const sums = new TiledSums(workplaceIn(arena), layer, images);
    const inOrder = once(() => direct.convolution(weights, windows));
    const size = windows.channels * windows.height * windows.width;
    const outSize = rows * windows.outHeight * windows.outWidth;
    return (from, to, count) => {
      if (sums.run(from, to, count)) return;
      const [input, output] = [arena.floats(from, count * size), arena.floats(to, count * outSize)];
      for (let image = 0; image < count; image++) inOrder()(input, image * size, output, image * outSize);
    };
  };
  return {
    ...direct,
    description: `${direct.description}; 3 × 3 and 5 × 5 windows by Winograd transforms`,
    tiledConvolution,
  };
}
