import { pixelsInLanes } from "../code/window-lanes.js";
import type { KernelWindows } from "../kernel.js";
import { rowsInside, type Range } from "./window-runs.js";

/** Segments and the table of `windowLanesFunction`, all in bytes. */
export interface Segments {
  readonly table: Int32Array;
  /** By the numbers of a window's row. */
  readonly segments: readonly { readonly run: number; readonly words: Int32Array }[];
}

/**
 * Four neighbours at a time; the last of a row may be with some that are computed already. Where `leavesOut`, kernel rows and
 * columns that are padding alone are left out: see `runsOf`.
 * @param offsets where the operands of a window stand behind its corner, in codes
 */
export function segmentsOf(
  windows: KernelWindows,
  { offsets, corners }: { readonly offsets: Int32Array; readonly corners: Int32Array },
  leavesOut: boolean,
  codeBytes: number,
): Segments {
  const { channels, kernel, outHeight, outWidth } = windows;
  const table: number[] = [];
  const segments = new Map<number, number[]>();
  const parts = new Map<string, Range>();
  const tableOf = (rows: Range, columns: Range): Range => {
    const key = [rows.from, rows.to, columns.from, columns.to].join();
    const known = parts.get(key);
    if (known !== undefined) return known;
    const from = 4 * table.length;
    for (let c = 0; c < channels; c++)
      for (let row = rows.from; row < rows.to; row++) {
        const k = (c * kernel[0] + row) * kernel[1] + columns.from;
        table.push((offsets[k] ?? 0) * codeBytes, 16 * k);
      }
    const made = { from, to: 4 * table.length };
    parts.set(key, made);
    return made;
  };
  for (let y = 0; y < outHeight; y++) {
    const rows = leavesOut ? rowsInside(windows, y) : { from: 0, to: kernel[0] };
    for (let x = 0; x < outWidth; x += pixelsInLanes) {
      const first = Math.min(x, outWidth - pixelsInLanes);
      const columns = leavesOut ? columnsInside(windows, first) : { from: 0, to: kernel[1] };
      const { from, to } = tableOf(rows, columns);
      const pixel = y * outWidth + first;
      const run = columns.to - columns.from;
      const words = segments.get(run) ?? [];
      segments.set(run, words);
      words.push((corners[pixel] ?? 0) * codeBytes, 4 * pixel, from, to);
    }
  }
  return {
    table: Int32Array.from(table),
    segments: Array.from(segments, ([run, words]) => ({ run, words: Int32Array.from(words) })),
  };
}

/** Those that are not padding alone for four pixels, which are neighbours; at least one. */
function columnsInside({ kernel, pads, width }: KernelWindows, first: number): Range {
  const [before, last] = [pads[1], first + pixelsInLanes - 1];
  let [from, to] = [0, kernel[1]];
  while (to - from > 1 && last + from < before) from++;
  while (to - from > 1 && first + to - 1 >= before + width) to--;
  return { from, to };
}
