import { bytesOfRun } from "../code/window-tile.js";
import type { KernelWindows } from "../kernel.js";

/** Which part of a table some pixels take. */
export interface PixelsTable {
  /** Behind the last of the pixels; they begin where those of the table before end. */
  readonly end: number;
  /** Both in bytes. */
  readonly from: number;
  readonly bytes: number;
}

/** The table of `windowRunsFunction`, one part after the other. */
export interface Runs {
  readonly table: Int32Array;
  readonly parts: readonly PixelsTable[];
}

/** Kernel rows, or columns. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The runs of windows, by channel and kernel row, each for the pixels that take it:
 *
 *     ▒▒▒▒▒▒   Kernel rows that lie in the padding are left out: for the first row of pixels
 *     ▒abcd▒   the first one. A product of theirs is 0, and x + 0 is x in every arithmetic.
 *     ▒efgh▒
 *
 * @param offsets where the operands of a window stand behind its corner, in codes
 * @param leavesOut whether rows are left out
 */
export function runsOf(
  windows: KernelWindows,
  offsets: Int32Array,
  leavesOut: boolean,
  codeBytes: number,
): Runs {
  const { channels, kernel, outHeight, outWidth } = windows;
  const table: number[] = [];
  const parts: PixelsTable[] = [];
  let last: Range | undefined;
  for (let y = 0; y < outHeight; y++) {
    const rows = leavesOut ? rowsInside(windows, y) : { from: 0, to: kernel[0] };
    const end = (y + 1) * outWidth;
    const part = parts.at(-1);
    if (part !== undefined && last?.from === rows.from && last.to === rows.to) {
      parts[parts.length - 1] = { ...part, end };
      continue;
    }
    last = rows;
    const from = 4 * table.length;
    pushRuns(table, windows, rows, 0, (k) => (offsets[k] ?? 0) * codeBytes);
    parts.push({ end, from, bytes: bytesOfRun * channels * (rows.to - rows.from) });
  }
  return { table: Int32Array.from(table), parts };
}

/** Adds the runs of some kernel rows to a table, channel by channel, from a column on. @param offsetOf in bytes */
export function pushRuns(
  table: number[],
  { channels, kernel }: Pick<KernelWindows, "channels" | "kernel">,
  rows: Range,
  column: number,
  offsetOf: (k: number) => number,
): void {
  for (let c = 0; c < channels; c++)
    for (let row = rows.from; row < rows.to; row++) {
      const k = (c * kernel[0] + row) * kernel[1] + column;
      table.push(offsetOf(k), 16 * k);
    }
}

/** Those that are not padding alone for a row of pixels; at least one. */
export function rowsInside({ kernel, strides, dilations, pads, height }: KernelWindows, y: number): Range {
  const isInside = (row: number): boolean => {
    const at = y * strides[0] + row * dilations[0] - pads[0];
    return at >= 0 && at < height;
  };
  let [from, to] = [0, kernel[0]];
  while (to - from > 1 && !isInside(from)) from++;
  while (to - from > 1 && !isInside(to - 1)) to--;
  return { from, to };
}
