import type { Pool } from "../network/steps.js";

/** The windows of a plane. */
export interface PlaneWindows {
  /** Numbers of a plane. */
  readonly area: number;
  /** Where the inputs of all windows stand, one window after the other. */
  readonly inside: Int32Array;
  /** Of each window its first in `inside`, and the end. */
  readonly starts: Int32Array;
  /** By what each window's sum is divided: its inputs, and the padding in it where that counts. */
  readonly counts: readonly number[];
  /** Whether no input is in two windows. */
  readonly areApart: boolean;
}

export function windowsOfPlane({ windows, countsPadding }: Pool): PlaneWindows {
  const { height, width, kernel, strides, dilations, pads, outHeight, outWidth } = windows;
  const inside: number[] = [];
  const starts: number[] = [0];
  const counts: number[] = [];
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      let padding = 0;
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const row = y * strides[0] - pads[0] + ky * dilations[0];
          const column = x * strides[1] - pads[1] + kx * dilations[1];
          if (row >= 0 && row < height && column >= 0 && column < width) inside.push(row * width + column);
          // With ceil_mode a window may reach beyond the padding, which never counts.
          else if (row < height + pads[2] && column < width + pads[3]) padding++;
        }
      counts.push(inside.length - (starts.at(-1) ?? 0) + (countsPadding ? padding : 0));
      starts.push(inside.length);
    }
  return {
    area: height * width,
    inside: Int32Array.from(inside),
    starts: Int32Array.from(starts),
    counts,
    areApart: new Set(inside).size === inside.length,
  };
}

/** The windows of a plane as vector functions take them. All places are in bytes. */
export interface WindowTables {
  /** Of each window: where its result goes, how many numbers it has, and where they stand. */
  readonly single: WindowTable;
  /** The same of the first of four windows. Numbers of the others stand `apart` numbers behind, and again. */
  readonly fours: WindowTable;
  readonly apart: Apart;
}

interface WindowTable {
  readonly windows: number;
  readonly table: Int32Array;
}

/** How far apart windows are that vectors load together. */
export const aparts = [1, 2] as const;
export type Apart = (typeof aparts)[number];

/** How many windows are in one vector. */
const together = 4;

/** @param apart from a window's numbers to those of its neighbour, as the pool's strides say */
export function tablesOf({ starts, inside }: PlaneWindows, apart: number): WindowTables {
  const known = aparts.find((one) => one === apart);
  const count = starts.length - 1;
  const window = (at: number): Int32Array => inside.subarray(starts[at], starts[at + 1]);
  const followsBy = (first: Int32Array, other: Int32Array, by: number): boolean =>
    first.length === other.length && first.every((place, index) => other[index] === place + by);
  const areFour = (first: number): boolean =>
    known !== undefined &&
    first >= 0 &&
    first + together <= count &&
    window(first).length > 0 &&
    [1, 2, 3].every((other) => followsBy(window(first), window(first + other), other * known));
  const [single, fours]: [number[], number[]] = [[], []];
  for (let at = 0; at < count;) {
    // The last of a row may be in a vector with some that are computed already.
    const first = [at, at - 1, at - 2, at - 3].find(areFour);
    (first === undefined ? single : fours).push(first ?? at);
    at = first === undefined ? at + 1 : first + together;
  }
  const tableOf = (windows: readonly number[]): WindowTable => ({
    windows: windows.length,
    table: Int32Array.from(
      windows.flatMap((at) => [4 * at, window(at).length, ...Array.from(window(at), (one) => 4 * one)]),
    ),
  });
  return { single: tableOf(single), fours: tableOf(fours), apart: known ?? 1 };
}
