import type { Finish, KernelWindows, MatrixKernel, PreparedWeights, TiledConvolution } from "../kernel.js";
import type { Arena } from "../run/arena.js";
import type { SimdKernel } from "../run/simd-kernel.js";
import { bestGrid } from "./tile-grid.js";
import { TiledSums } from "./tiled-sums.js";
import { Workplace } from "./workplace.js";

/**
 * A float32 kernel whose convolutions by 3 × 3 and 5 × 5 weights, one number apart, go by Winograd transforms where that takes
 * less time. Their results differ from sums in order by a few units in the last place of a tile's largest sum. Images with infinite
 * or very large numbers, which the transform would spread over a tile, have to be convolved in order.
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
    finish: Finish = { isRelu: false },
  ): TiledConvolution | undefined => {
    const { rows } = weights;
    const grid = bestGrid(windows, rows);
    if (grid === undefined) return undefined;
    const layer = { ...direct.rounded(weights), rows, windows, grid, finish };
    const sums = new TiledSums(workplaceIn(arena), layer, images);
    return (from, to, count) => sums.run(from, to, count);
  };
  return {
    ...direct,
    description: `${direct.description}; 3 × 3 and 5 × 5 windows by Winograd transforms`,
    tiledConvolution,
  };
}
