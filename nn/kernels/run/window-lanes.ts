import {
  pixelsInLanes,
  rowsOfLanes,
  segmentWords,
  windowLanesName,
  type LanesTile,
} from "../code/window-lanes.js";
import { vectorsOf } from "../code/scheme.js";
import type { KernelWindows } from "../kernel.js";
import type { Engine, Prepared } from "./engine.js";
import { areFinite } from "./not-finite.js";
import { areSumsPlain, type Plan } from "./plan.js";
import { addFunctions, addLanes, runOf } from "./window-functions.js";
import { geometryOf } from "./window-geometry.js";

/** One function's work for an image. */
interface Work {
  readonly name: string;
  readonly segmentsAt: number;
  readonly segments: number;
  readonly tableAt: number;
  readonly weightsAt: number;
  readonly firstRow: number;
  readonly biasAt: number;
}

/** Convolves with pixels in lanes: addresses of codes and of results, and bytes of a row's results. */
export type Lanes = (codesAt: number, resultsAt: number, planeBytes: number) => void;

/** Of what rows of weights in lanes compute, pixels in lanes have to compute this part at most to be faster. */
const worthwhile = 0.9;

/** Undefined where rows of weights in lanes are as fast, or sums may have to be put right. */
export function lanesFor(
  engine: Engine,
  plan: Plan,
  { panels, layer, rows, paddedRows, depth, weightsAt, biasAt }: Prepared,
  windows: KernelWindows,
): Lanes | undefined {
  const { scheme } = plan;
  const { outWidth } = windows;
  const computed = Math.ceil(outWidth / pixelsInLanes) * pixelsInLanes;
  const isFaster = outWidth >= pixelsInLanes && rows * computed < worthwhile * paddedRows * outWidth;
  if (!areSumsPlain(plan) || !isFaster || runOf(windows) === 0) return undefined;
  addFunctions(engine, plan, 0);
  // An infinite weight times padding is NaN, which may not depend on how sums are formed.
  const leavesOut = !plan.takesNonFinite || areFinite(layer.weights);
  const { table, segments } = geometryOf(windows).segments(leavesOut, scheme.codeBytes);
  const tableAt = engine.arena.keep(table);
  const places = segments.map(({ run, pixels, words }) => ({
    ...{ run, pixels, at: engine.arena.keep(words), count: words.length / segmentWords },
  }));
  const works: Work[] = [];
  const most = rowsOfLanes(scheme);
  const biasBytes = 4 * vectorsOf(scheme.bias);
  let [panelAt, panelRow] = [weightsAt, 0];
  for (const { count, vectors } of panels)
    for (let panel = 0; panel < count; panel++) {
      const own = Math.min((16 * vectors) / scheme.codeBytes, rows - panelRow);
      const parts = Math.ceil(own / most);
      for (let part = 0; part < parts; part++) {
        const [from, to] = [Math.floor((own * part) / parts), Math.floor((own * (part + 1)) / parts)];
        for (const { run, pixels, at, count: segmentCount } of places) {
          const tile: LanesTile = { run, vectors, rows: to - from, pixels };
          addLanes(engine, plan, tile);
          works.push({
            ...{ name: windowLanesName(tile), segmentsAt: at, segments: segmentCount, tableAt },
            weightsAt: panelAt + from * scheme.codeBytes,
            firstRow: panelRow + from,
            biasAt: biasAt + (panelRow + from) * biasBytes,
          });
        }
      }
      panelAt += 16 * vectors * depth;
      panelRow += own;
    }
  return (codesAt, resultsAt, planeBytes) => {
    for (const work of works)
      engine.call(
        work.name,
        work.segmentsAt,
        work.segments,
        work.tableAt,
        codesAt,
        work.weightsAt,
        resultsAt + work.firstRow * planeBytes,
        work.biasAt,
        planeBytes,
      );
  };
}
