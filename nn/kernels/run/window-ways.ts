import { once } from "../../../tools/once.js";
import { pixelsOf } from "../code/scheme.js";
import { pixelsOfRuns, windowRunsName, windowTileName } from "../code/window-tile.js";
import type { KernelWindows } from "../kernel.js";
import type { Engine, Prepared } from "./engine.js";
import { areFinite } from "./not-finite.js";
import type { Plan } from "./plan.js";
import { addFunctions, runOf } from "./window-functions.js";
import { geometryOf } from "./window-geometry.js";
import type { PixelsTable } from "./window-runs.js";

/** How sums of windows with a panel are computed. */
export interface Way {
  /** The functions with and without quick steps. */
  readonly quick: string;
  readonly name: string;
  /** Pixels that they compute together. */
  readonly together: number;
  /** Where their table is, and which pixels take what of it. */
  readonly tableAt: number;
  readonly parts: readonly PixelsTable[];
}

/** Of panels of so many vectors: by runs, where rows of pixels have groups of neighbours. */
export function waysFor(
  engine: Engine,
  plan: Plan,
  { panels, layer }: Prepared,
  windows: KernelWindows,
): ReadonlyMap<number, Way> {
  const { scheme } = plan;
  const geometry = geometryOf(windows);
  const run = runOf(windows);
  addFunctions(engine, plan, run);
  const each = once(() => {
    const { offsets } = geometry.inBytes(scheme.codeBytes);
    const parts = [{ end: geometry.corners.length, from: 0, bytes: 4 * offsets.length }];
    return { tableAt: engine.arena.keep(offsets), parts };
  });
  const runs = once(() => {
    // An infinite weight times padding is NaN, which may not depend on how sums are formed.
    const leavesOut = !plan.takesNonFinite || areFinite(layer.weights);
    const { table, parts } = geometry.runs(leavesOut, scheme.codeBytes);
    return { tableAt: engine.arena.keep(table), parts };
  });
  const wayOf = (vectors: number): Way => {
    const pixels =
      run === 0 ? undefined : pixelsOfRuns(scheme, vectors).find((group) => windows.outWidth % group === 0);
    if (pixels === undefined) {
      const nameOf = (isQuick: boolean): string => windowTileName(vectors, isQuick);
      return { quick: nameOf(true), name: nameOf(false), together: pixelsOf(scheme, vectors), ...each() };
    }
    const nameOf = (isQuick: boolean): string => windowRunsName(run, { vectors, pixels, isQuick });
    return { quick: nameOf(true), name: nameOf(false), together: pixels, ...runs() };
  };
  return new Map(panels.map(({ vectors }) => [vectors, wayOf(vectors)]));
}
