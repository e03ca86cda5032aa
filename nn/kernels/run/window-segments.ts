import { pixelsInLanes } from "../code/window-lanes.js";
import type { KernelWindows } from "../kernel.js";
import { pushRuns, rowsInside, type Range } from "./window-runs.js";

/** Segments and the table of `windowLanesFunction`, all in bytes. */
export interface Segments {
  readonly table: Int32Array;
  readonly segments: readonly (SegmentKind & { readonly words: Int32Array })[];
}

/** Numbers of a window's row, and pixels whose results count. */
interface SegmentKind {
  readonly run: number;
  readonly pixels: number;
}

/** Where a segment begins in a row of pixels. */
interface Place {
  readonly first: number;
  readonly pixels: number;
  readonly columns: Range;
}

/**
 * Four neighbours at a time. The last of a row are with some that are computed already, or, where they take fewer columns so, with
 * some that are none. Where `leavesOut`, kernel rows and columns that are padding alone are left out: see `runsOf`.
 * @param offsets where the operands of a window stand behind its corner, in codes
 */
export function segmentsOf(
  windows: KernelWindows,
  { offsets, corners }: { readonly offsets: Int32Array; readonly corners: Int32Array },
  leavesOut: boolean,
  codeBytes: number,
): Segments {
  const { kernel, outHeight, outWidth } = windows;
  const table: number[] = [];
  const segments = new Map<string, SegmentKind & { readonly words: number[] }>();
  const parts = new Map<string, Range>();
  const tableOf = (rows: Range, columns: Range): Range => {
    const key = [rows.from, rows.to, columns.from, columns.to].join();
    const known = parts.get(key);
    if (known !== undefined) return known;
    const from = 4 * table.length;
    pushRuns(table, windows, rows, columns.from, (k) => (offsets[k] ?? 0) * codeBytes);
    const made = { from, to: 4 * table.length };
    parts.set(key, made);
    return made;
  };
  const place = (x: number): Place => {
    const columnsOf = (first: number, pixels: number): Range =>
      leavesOut ? columnsInside(windows, first, pixels) : { from: 0, to: kernel[1] };
    const [first, rest] = [Math.min(x, outWidth - pixelsInLanes), Math.min(pixelsInLanes, outWidth - x)];
    const [again, few] = [columnsOf(first, pixelsInLanes), columnsOf(x, rest)];
    return few.to - few.from < again.to - again.from
      ? { first: x, pixels: rest, columns: few }
      : { first, pixels: pixelsInLanes, columns: again };
  };
  for (let y = 0; y < outHeight; y++) {
    const rows = leavesOut ? rowsInside(windows, y) : { from: 0, to: kernel[0] };
    for (let x = 0; x < outWidth; x += pixelsInLanes) {
      const { first, pixels, columns } = place(x);
      const { from, to } = tableOf(rows, columns);
      const pixel = y * outWidth + first;
      const run = columns.to - columns.from;
      const key = [run, pixels].join();
      const known = segments.get(key) ?? { run, pixels, words: [] };
      segments.set(key, known);
      known.words.push((corners[pixel] ?? 0) * codeBytes, 4 * pixel, from, to);
    }
  }
  return {
    table: Int32Array.from(table),
    segments: Array.from(segments.values(), (kind) => ({ ...kind, words: Int32Array.from(kind.words) })),
  };
}

/** Those that are not padding alone for some pixels, which are neighbours; at least one. */
function columnsInside({ kernel, pads, width }: KernelWindows, first: number, pixels: number): Range {
  const [before, last] = [pads[1], first + pixels - 1];
  let [from, to] = [0, kernel[1]];
  while (to - from > 1 && last + from < before) from++;
  while (to - from > 1 && first + to - 1 >= before + width) to--;
  return { from, to };
}
